-- verdict_values: 核对运算, the arithmetic of the verdicts, with ids only.
-- Grain:   one row per basis, identity or ledger metric, source, subject and period
--          printed.
-- Reads:   stated_results.
-- Formula: derived = numerator / denominator, held against the printed value by
--          cross-multiplying decimals; a total against 100. The bounds let each input
--          have been rounded or cut, so a mismatch is one whichever was done. The
--          ledger is exact. Across sources the verdict says only whether they agree.
-- Nulls:   derived and bounds where an input is missing or is no plain value, or the
--          denominator is not above zero; missing_figures says why, unless inputs lack.
-- Sample:  input_basis    | identity_id        | plain_links | other_sources
--          across_sources | planned_area_share | <1><2><3>   | wikipedia_jinzhong
--          one_source     | attainment_rate    | <1><2><3>   |
--          one_source     | attainment_rate    | <1><2><3>   |
create view verdict_values as
with scaled as (
    select
        *,
        missing_count = 0 and missing_figures is null as is_computable,
        cast(
            case when numerator < 0 then -1 else 1 end * base_value as decimal(19, 5)
        ) as magnitude,
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
    from stated_results
),

-- How far the derived value lies above the printed one, times 2 * denominator.
compared as (
    select
        *,
        2 * (abs(dividend) - cast(magnitude * denominator as decimal(38, 9)))
            as excess,
        cast(cast(base_step as decimal(19, 5)) * denominator as decimal(38, 9))
            as step_range,
        cast(least_base_value as decimal(19, 5)) * divisor_greatest <= dividend_greatest
        and dividend_least < cast(greatest_base_value as decimal(19, 5)) * divisor_least
            as is_within,
        case when is_computable then cast(factor as double) end as unit_factor
    from scaled
)

select
    input_basis,
    identity_id,
    source_id,
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
            when input_basis = 'across_sources'
                then
                    case
                        when is_within or excess = 0 then 'across_sources'
                        else 'across_mismatch'
                    end
            when excess = 0 then 'exact'
            when excess >= -step_range and excess < step_range then 'half_up'
            when excess >= 0 and excess < 2 * step_range then 'truncated'
            when is_within then 'within_rounding'
            else 'mismatch'
        end as varchar
    ) as verdict,
    missing_figures,
    cast(missing_count as bigint) as missing_count,
    plain_links,
    other_sources,
    formula_en as formula,
    formula_zh
from compared
where input_basis <> 'across_sources' or is_computable;
comment on view verdict_values is
'核对运算;各判定的计算,只含编号 | verdict values; the arithmetic of the verdicts, ids only';
