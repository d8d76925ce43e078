-- identity_gaps: 恒等式缺项, the one figure an identity lacks, solved for.
-- Grain:   one row per identity, source, subject and period with one figure missing.
-- Reads:   identity_inputs, identities.
-- Formula: quotients: scale * numerator / denominator, result * denominator / scale, or
--          scale * numerator / result; sums: the known terms, each with the sign of its
--          pull on the missing one. Bounds take each input as rounded half up.
-- Nulls:   the estimate or a bound on a division by zero; the bounds of a quotient of
--          negative figures.
create view identity_gaps as
with terms as (
    select
        identity_inputs.*,
        identities.identity_kind in ('ratio', 'share') as is_quotient,
        cast(identities.scale as double) as scale,
        case
            when identity_inputs.term_role in ('numerator', 'plus') then 1
            else -1
        end as weight,
        case
            when identity_inputs.value is null then 1
            when identity_inputs.qualifier <> '=' then 2
            else 0
        end as gap
    from identity_inputs
    inner join identities on identity_inputs.identity_id = identities.identity_id
),

gaps as (
    select
        *,
        sum(gap) over (
            partition by identity_id, source_id, subject_id, period_id
        ) as site_gap,
        sum(case when gap = 1 then -weight end) over (
            partition by identity_id, source_id, subject_id, period_id
        ) * weight as pull
    from terms
),

sides as (
    select
        *,
        'estimate' as side,
        cast(base_value as decimal(18, 5)) as side_value
    from gaps
    where site_gap = 1
    union all
    select
        *,
        'lower' as side,
        case when pull > 0 then base_lower_bound else base_upper_bound end as side_value
    from gaps
    where site_gap = 1
    union all
    select
        *,
        'upper' as side,
        case when pull > 0 then base_upper_bound else base_lower_bound end as side_value
    from gaps
    where site_gap = 1
),

factors as (
    select
        *,
        case when gap = 1 then term_subject_id end as missing_subject_id,
        case when gap = 1 then term_indicator_id end as missing_indicator_id,
        case when gap = 1 then term_period_id end as missing_period_id,
        pull * side_value as addend,
        case when pull > 0 and term_role <> 'denominator' then side_value end
            as dividend,
        case when pull > 0 and term_role = 'denominator' then side_value end
            as multiplier,
        case when pull < 0 then side_value end as divisor
    from sides
),

solved as (
    select
        identity_id,
        source_id,
        subject_id,
        period_id,
        side,
        max(missing_subject_id) as missing_subject_id,
        max(missing_indicator_id) as missing_indicator_id,
        max(missing_period_id) as missing_period_id,
        case
            when is_quotient and side <> 'estimate' and min(side_value) < 0 then null
            when is_quotient
                then
                    cast(max(dividend) as double)
                    * coalesce(cast(max(multiplier) as double), scale)
                    / nullif(coalesce(cast(max(divisor) as double), scale), 0)
            else cast(sum(addend) as double)
        end as solution
    from factors
    group by identity_id, source_id, subject_id, period_id, side, is_quotient, scale
)

select
    identity_id,
    source_id,
    subject_id,
    period_id,
    missing_subject_id as term_subject_id,
    missing_indicator_id as term_indicator_id,
    missing_period_id as term_period_id,
    cast(max(case when side = 'estimate' then solution end) as double) as base_estimate,
    cast(max(case when side = 'lower' then solution end) as double) as base_lower_bound,
    cast(max(case when side = 'upper' then solution end) as double) as base_upper_bound
from solved
group by
    identity_id, source_id, subject_id, period_id,
    missing_subject_id, missing_indicator_id, missing_period_id;
comment on view identity_gaps is
'恒等式缺项;恒等式中唯一未刊印的数字之解 | identity gaps; the one figure an identity lacks, solved '
'for in base units';
