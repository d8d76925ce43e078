-- verdict_values: 核对运算, the arithmetic of the verdicts, with ids only.
-- Grain:   one row per identity or ledger metric, source, subject and period printed.
-- Reads:   derived_values, rounded_figures.
-- Formula: derived = numerator / denominator, held against the printed value by
--          cross-multiplying decimals. The bounds let each input have been rounded or
--          cut, so a mismatch is one whichever was done. The ledger is exact.
-- Nulls:   derived and bounds where an input is missing or is no plain value, or the
--          denominator is not above zero; missing_figures says why, unless inputs lack.
-- Sample:  identity_id       | source_id              | missing_count | plain_links
--          attainment_rate   | jinzhong_article       | 0             | <1><2><3>
--          attainment_rate   | jinzhong_commerce_bur… | 0             | <1><2><3>
--          plant_utilisation | jinzhong_article       | 0             | <1><2><3>
create view verdict_values as
with stated as (
    select
        derived_values.*,
        rounded_figures.source_id as stated_source_id,
        rounded_figures.printed,
        rounded_figures.value,
        rounded_figures.unit_id,
        rounded_figures.factor,
        rounded_figures.decimals,
        cast(rounded_figures.least_base_value as decimal(19, 5)) as least_base_value,
        cast(rounded_figures.greatest_base_value as decimal(19, 5))
            as greatest_base_value,
        cast(
            case when derived_values.numerator < 0 then -1 else 1 end
            * rounded_figures.base_value as decimal(19, 5)
        ) as magnitude,
        cast(rounded_figures.base_step as decimal(19, 5)) as step_length,
        case
            when rounded_figures.qualifier <> '=' then 'the stated value is a bound'
            when derived_values.missing_count > 0 then null
            when derived_values.denominator_least <= 0
                then coalesce(
                    derived_values.missing_figures,
                    'the denominator is not above zero'
                )
            else derived_values.missing_figures
        end as obstacle
    from derived_values
    inner join rounded_figures
        on
            derived_values.indicator_id = rounded_figures.indicator_id
            and derived_values.subject_id = rounded_figures.subject_id
            and derived_values.period_id = rounded_figures.period_id
            and (
                derived_values.source_id is null
                or derived_values.source_id = rounded_figures.source_id
            )
),

scaled as (
    select
        *,
        missing_count = 0 and obstacle is null as is_computable,
        scale * cast(numerator as decimal(28, 4)) as dividend,
        scale * cast(numerator_least as decimal(28, 5)) as dividend_least,
        scale * cast(numerator_greatest as decimal(28, 5)) as dividend_greatest,
        case
            when numerator_least < 0 then denominator_least
            else denominator_greatest
        end as divisor_least,
        case
            when numerator_greatest < 0 then denominator_greatest
            else denominator_least
        end as divisor_greatest
    from stated
),

-- How far the derived value lies above the printed one, times 2 * denominator.
compared as (
    select
        *,
        2 * (abs(dividend) - cast(magnitude * denominator as decimal(38, 9)))
            as excess,
        cast(step_length * denominator as decimal(38, 9)) as step_range,
        case when is_computable then cast(factor as double) end as unit_factor
    from scaled
)

select
    identity_id,
    stated_source_id as source_id,
    subject_id,
    indicator_id,
    period_id,
    printed,
    cast(value as decimal(18, 4)) as stated,
    unit_id,
    cast(decimals as integer) as decimals,
    cast(
        cast(dividend as double) / nullif(cast(denominator as double), 0) / unit_factor
        as double
    ) as derived,
    cast(
        cast(dividend_least as double) / nullif(cast(divisor_least as double), 0)
        / unit_factor as double
    ) as lower_bound,
    cast(
        cast(dividend_greatest as double) / nullif(cast(divisor_greatest as double), 0)
        / unit_factor as double
    ) as upper_bound,
    cast(
        case
            when not is_computable then 'not_computable'
            when excess = 0 then 'exact'
            when excess >= -step_range and excess < step_range then 'half_up'
            when excess >= 0 and excess < 2 * step_range then 'truncated'
            when
                least_base_value * divisor_greatest <= dividend_greatest
                and dividend_least < greatest_base_value * divisor_least
                then 'within_rounding'
            else 'mismatch'
        end as varchar
    ) as verdict,
    obstacle as missing_figures,
    cast(missing_count as bigint) as missing_count,
    plain_links,
    formula_en as formula,
    formula_zh
from compared;
comment on view verdict_values is
'核对运算;各判定的计算,只含编号 | verdict values; the arithmetic of the verdicts, ids only';
