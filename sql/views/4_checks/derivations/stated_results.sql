-- stated_results: 刊印结果, derived values with the printed figure they are held against.
-- Grain:   one row per basis, identity or ledger metric, source, subject and period
--          printed.
-- Reads:   derived_values, rounded_figures.
-- Formula: none; a total is held against 100 percent, which nobody need print.
-- Nulls:   as in derived_values; missing_figures where nothing stands in the way, or
--          inputs lack.
-- Sample:  input_basis    | identity_id        | decimals | base_value | base_step
--          across_sources | planned_area_share | 1        | 2.4000     | 0.10000
--          one_source     | attainment_rate    | 2        | 92.1800    | 0.01000
--          one_source     | attainment_rate    | 2        | 92.1800    | 0.01000
create view stated_results as
select
    derived_values.input_basis,
    derived_values.identity_id,
    derived_values.subject_id,
    derived_values.period_id,
    derived_values.indicator_id,
    derived_values.formula_zh,
    derived_values.formula_en,
    cast(derived_values.scale as integer) as scale,
    cast(derived_values.missing_count as bigint) as missing_count,
    derived_values.plain_links,
    derived_values.other_sources,
    cast(derived_values.numerator as decimal(18, 4)) as numerator,
    cast(derived_values.numerator_least as decimal(18, 5)) as numerator_least,
    cast(derived_values.numerator_greatest as decimal(18, 5)) as numerator_greatest,
    cast(derived_values.denominator as decimal(18, 4)) as denominator,
    cast(derived_values.denominator_least as decimal(18, 5)) as denominator_least,
    cast(derived_values.denominator_greatest as decimal(18, 5))
        as denominator_greatest,
    cast(
        coalesce(rounded_figures.source_id, derived_values.source_id) as varchar
    ) as source_id,
    cast(coalesce(rounded_figures.printed, '100') as varchar) as printed,
    cast(coalesce(rounded_figures.value, 100) as decimal(18, 4)) as value,
    cast(coalesce(rounded_figures.unit_id, 'pct') as varchar) as unit_id,
    cast(coalesce(rounded_figures.factor, 1) as decimal(18, 8)) as factor,
    cast(coalesce(rounded_figures.decimals, 0) as integer) as decimals,
    cast(coalesce(rounded_figures.least_base_value, 100) as decimal(18, 5))
        as least_base_value,
    cast(coalesce(rounded_figures.greatest_base_value, 100) as decimal(18, 5))
        as greatest_base_value,
    cast(coalesce(rounded_figures.base_value, 100) as decimal(18, 4)) as base_value,
    cast(coalesce(rounded_figures.base_step, 0) as decimal(18, 5)) as base_step,
    cast(case
        when rounded_figures.qualifier <> '=' then 'the stated value is a bound'
        when derived_values.missing_count > 0 then null
        when derived_values.denominator_least <= 0
            then coalesce(
                derived_values.missing_figures,
                'the denominator is not above zero'
            )
        else derived_values.missing_figures
    end as varchar) as missing_figures
from derived_values
left join rounded_figures
    on
        derived_values.indicator_id = rounded_figures.indicator_id
        and derived_values.subject_id = rounded_figures.subject_id
        and derived_values.period_id = rounded_figures.period_id
        and (
            derived_values.source_id is null
            or derived_values.source_id = rounded_figures.source_id
        )
        and not derived_values.is_total
where rounded_figures.source_id is not null or derived_values.is_total;
comment on view stated_results is
'刊印结果;推算值及与之核对的刊印数字 | stated results; derived values with the printed figure that they '
'are held against';
