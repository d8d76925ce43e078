-- across_inputs: 跨来源输入, the figures of all sources behind a result of one of them.
-- Grain:   one row per identity, source that prints its result but not all its terms,
--          subject, period and link with a printed figure.
-- Reads:   identity_inputs, periods.
-- Formula: what the source itself prints, else the figure to use of the period, else
--          the one to use without a period.
-- Nulls:   base columns where the figure is only a bound.
-- Sample:  identity_id            | source_id              | greatest_base_value
--          planned_area_share     | jinzhong_article       | 24589500.00000
--          batch_expected_output… | jinzhong_article       | 16890000.00000
--          batch_expected_output… | jinzhong_commerce_bur… | 16890000.00000
create view across_inputs as
with inputs as (
    select
        identity_inputs.*,
        periods.period_kind = 'undated' as is_undated
    from identity_inputs
    inner join periods on identity_inputs.period_id = periods.period_id
    where identity_inputs.gap_scope = 'same'
),

results as (
    select
        identity_id,
        source_id,
        subject_id,
        period_id,
        link_count
    from inputs
    group by identity_id, source_id, subject_id, period_id, link_count
    having
        count(case when term_role = 'result' then 1 end) > 0
        and count(*) < link_count
),

offered as (
    select
        results.source_id as result_source_id,
        results.period_id as result_period_id,
        inputs.*,
        row_number() over (
            partition by
                results.identity_id, results.source_id, results.subject_id,
                results.period_id, inputs.link_no
            order by
                case when inputs.source_id = results.source_id then 1 else 2 end asc,
                case when inputs.is_undated then 2 else 1 end asc,
                inputs.source_id asc
        ) as preference
    from results
    inner join inputs
        on
            results.identity_id = inputs.identity_id
            and results.subject_id = inputs.subject_id
            and (results.period_id = inputs.period_id or inputs.is_undated)
    where
        inputs.source_id = results.source_id
        or inputs.is_current
)

select
    identity_id,
    result_source_id as source_id,
    subject_id,
    result_period_id as period_id,
    gap_scope,
    cast(result_period_id as varchar) as gap_period_id,
    term_role,
    cast(link_no as integer) as link_no,
    cast(link_count as integer) as link_count,
    cast(is_total as boolean) as is_total,
    cast(has_factors as boolean) as has_factors,
    qualifier,
    cast(base_value as decimal(18, 4)) as base_value,
    cast(base_lower_bound as decimal(18, 5)) as base_lower_bound,
    cast(base_upper_bound as decimal(18, 5)) as base_upper_bound,
    cast(least_base_value as decimal(18, 5)) as least_base_value,
    cast(greatest_base_value as decimal(18, 5)) as greatest_base_value,
    cast(
        case when source_id <> result_source_id then source_id end as varchar
    ) as other_source_id
from offered
where preference = 1;
comment on view across_inputs is
'跨来源输入;某来源的结果背后各来源的数字 | inputs across sources; the figures of all sources behind a '
'result of one of them';
