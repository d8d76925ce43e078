-- reconciliation: 核对, every printed figure that can be re-derived, with a verdict.
-- Grain:   one row per identity or metric of the ledger, source, subject and period
--          whose result is printed.
-- Reads:   identity_inputs, identity_values, identities, ledger_values, subjects,
--          indicators, codes.
-- Formula: derived = numerator / denominator, held against the printed value by
--          cross-multiplying decimals. The bounds let each input have been rounded or
--          cut, so a mismatch is one whichever was done. The ledger is exact.
-- Nulls:   derived and bounds where an input is missing or is no plain value, or the
--          denominator is not above zero; missing_figures says which.
create view reconciliation as
with derivations as (
    select
        identities.identity_id,
        identities.indicator_id,
        identities.formula_zh,
        identities.formula_en,
        identity_inputs.source_id,
        identity_inputs.subject_id,
        identity_inputs.period_id,
        identity_inputs.printed,
        identity_inputs.value,
        identity_inputs.unit_id,
        identity_inputs.factor,
        identity_inputs.qualifier,
        identity_inputs.decimals,
        identity_inputs.base_value,
        identity_inputs.base_step,
        identity_inputs.least_base_value,
        identity_inputs.greatest_base_value,
        identity_values.scale,
        identity_values.numerator,
        identity_values.denominator,
        identity_values.numerator_of_least,
        identity_values.denominator_of_least,
        identity_values.numerator_of_greatest,
        identity_values.denominator_of_greatest,
        identity_values.least_denominator,
        identity_values.missing_figures
    from identity_inputs
    inner join identity_values
        on
            identity_inputs.identity_id = identity_values.identity_id
            and identity_inputs.source_id = identity_values.source_id
            and identity_inputs.subject_id = identity_values.subject_id
            and identity_inputs.period_id = identity_values.period_id
    inner join identities on identity_inputs.identity_id = identities.identity_id
    where
        identity_inputs.term_role = 'result'
        and identity_inputs.value is not null
    union all
    select
        metric_id as identity_id,
        indicator_id,
        formula_zh,
        formula_en,
        source_id,
        subject_id,
        period_id,
        printed,
        value,
        unit_id,
        factor,
        qualifier,
        decimals,
        base_value,
        base_step,
        least_base_value,
        greatest_base_value,
        scale,
        numerator,
        denominator,
        numerator as numerator_of_least,
        denominator as denominator_of_least,
        numerator as numerator_of_greatest,
        denominator as denominator_of_greatest,
        denominator as least_denominator,
        missing_figures
    from ledger_values
),

stated as (
    select
        identity_id,
        indicator_id,
        formula_zh,
        formula_en,
        source_id,
        subject_id,
        period_id,
        printed,
        value,
        unit_id,
        factor,
        decimals,
        base_step,
        least_base_value,
        greatest_base_value,
        denominator,
        denominator_of_least,
        denominator_of_greatest,
        scale * cast(numerator as decimal(28, 4)) as numerator,
        scale * cast(numerator_of_least as decimal(28, 5)) as numerator_of_least,
        scale * cast(numerator_of_greatest as decimal(28, 5)) as numerator_of_greatest,
        cast(
            case when numerator < 0 then -1 else 1 end * base_value as decimal(19, 5)
        ) as printed_magnitude,
        cast(base_step * 0.5 as decimal(18, 5)) as half_step,
        case
            when qualifier <> '=' then 'the stated value is a bound'
            when missing_figures is not null then missing_figures
            when least_denominator <= 0 then 'the denominator is not above zero'
        end as missing_figures
    from derivations
),

limits as (
    select
        *,
        cast(printed_magnitude * denominator as decimal(38, 10)) as cut_from,
        cast(
            cast(printed_magnitude + base_step as decimal(19, 5)) * denominator
            as decimal(38, 10)
        ) as cut_to,
        cast(
            cast(printed_magnitude - half_step as decimal(19, 5)) * denominator
            as decimal(38, 10)
        ) as rounded_from,
        cast(
            cast(printed_magnitude + half_step as decimal(19, 5)) * denominator
            as decimal(38, 10)
        ) as rounded_to
    from stated
),

verdicts as (
    select
        *,
        case
            when missing_figures is not null then 'not_computable'
            when abs(numerator) = cut_from then 'exact'
            when abs(numerator) >= rounded_from and abs(numerator) < rounded_to
                then 'half_up'
            when abs(numerator) >= cut_from and abs(numerator) < cut_to
                then 'truncated'
            when
                cast(least_base_value as decimal(19, 5)) * denominator_of_greatest
                <= numerator_of_greatest
                and numerator_of_least
                < cast(greatest_base_value as decimal(19, 5)) * denominator_of_least
                then 'within_rounding'
            else 'mismatch'
        end as verdict,
        case when missing_figures is null then cast(factor as double) end as unit_factor
    from limits
)

select
    verdicts.source_id,
    verdicts.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    verdicts.indicator_id,
    indicators.name_zh as indicator_name_zh,
    indicators.name_en as indicator_name_en,
    verdicts.period_id,
    verdicts.printed,
    cast(verdicts.value as decimal(18, 4)) as stated,
    verdicts.unit_id,
    cast(verdicts.decimals as integer) as decimals,
    cast(
        cast(verdicts.numerator as double)
        / nullif(cast(verdicts.denominator as double), 0) / verdicts.unit_factor
        as double
    ) as derived,
    cast(
        cast(verdicts.numerator_of_least as double)
        / nullif(cast(verdicts.denominator_of_least as double), 0)
        / verdicts.unit_factor
        as double
    ) as lower_bound,
    cast(
        cast(verdicts.numerator_of_greatest as double)
        / nullif(cast(verdicts.denominator_of_greatest as double), 0)
        / verdicts.unit_factor
        as double
    ) as upper_bound,
    verdicts.verdict,
    codes.name_zh as verdict_name_zh,
    codes.name_en as verdict_name_en,
    verdicts.formula_en as formula,
    verdicts.formula_zh,
    verdicts.missing_figures,
    verdicts.identity_id
from verdicts
inner join indicators on verdicts.indicator_id = indicators.indicator_id
inner join subjects on verdicts.subject_id = subjects.subject_id
left join codes on verdicts.verdict = codes.code and codes.column_name = 'verdict';
comment on view reconciliation is
'核对;可由其他数字推得的刊印数字及判定 | reconciliation; printed figures that other figures '
're-derive, each with a verdict';
