-- units: 整数换算系数, the factor of a unit where it is whole.
-- A whole factor keeps the decimals of a product and spares divisions of 128 bits.
update units set whole_factor = cast(factor as decimal(9, 0))
where factor = floor(factor) and factor < 1000000000 and whole_factor is null;
