"""Which figures are too large, or too fine, for the arithmetic of the views.

Both rules ask of ``number``, the ``factor`` of its unit and the ``indicator_factor`` of the unit
of its indicator. A case, because DuckDB computes both sides of an and in a filter for every row.
"""

# Views hold bounds as DECIMAL(18, 5), below 10 ** 13, in the base unit as in the unit of the
# indicator. A hundredth of that lets 99 of the largest figures that are accepted add up.
LARGEST = 10**11
_PRODUCT = "cast(number as decimal(19, 4)) * factor"
BASE_TOO_LARGE = (
    "case when abs(number) >= 1000000 or factor <> 1 or indicator_factor < 1 then"
    f" abs({_PRODUCT}) >= {LARGEST} * least(indicator_factor, 1) else false end"
)
# A whole factor keeps the decimals; then only a large product overflows.
BASE_NOT_EXACT = (
    f"case when factor <> floor(factor) or factor > 10000 or abs(number) >= 10000000000 then"
    f" try_cast({_PRODUCT} as decimal(18, 4)) is distinct from {_PRODUCT} else false end"
)
