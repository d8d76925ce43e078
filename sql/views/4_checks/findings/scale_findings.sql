-- scale_findings: 数量级存疑, figures a thousand times the middle of their kind.
-- Grain:   one row per source, subject, indicator and period.
-- Reads:   observations, series_middles, group_middles, subject_links.
-- Formula: a figure is a thousand times the middle one of its subject in all periods,
--          or else of the zones of a group in its period.
-- Nulls:   load ids of what ships with the package.
-- Sample:  no row.
create view scale_findings as
with pairs as (
    select
        observations.source_id,
        observations.load_id,
        observations.subject_id,
        observations.indicator_id,
        observations.period_id,
        observations.printed,
        observations.unit_id,
        '' as group_subject_id,
        series_middles.load_id as other_load_id,
        series_middles.subject_id as other_subject_id,
        series_middles.period_id as other_period_id,
        series_middles.printed as other_printed,
        series_middles.unit_id as other_unit_id
    from observations
    inner join series_middles
        on
            observations.subject_id = series_middles.subject_id
            and observations.indicator_id = series_middles.indicator_id
    where
        observations.is_source_current
        and observations.qualifier in ('=', '~')
        and observations.value * observations.unit_scale >= 1000 * series_middles.amount
    union all
    select
        observations.source_id,
        observations.load_id,
        observations.subject_id,
        observations.indicator_id,
        observations.period_id,
        observations.printed,
        observations.unit_id,
        group_middles.group_subject_id,
        group_middles.load_id as other_load_id,
        group_middles.subject_id as other_subject_id,
        group_middles.period_id as other_period_id,
        group_middles.printed as other_printed,
        group_middles.unit_id as other_unit_id
    from observations
    inner join subject_links on observations.subject_id = subject_links.term_subject_id
    inner join group_middles
        on
            subject_links.subject_id = group_middles.group_subject_id
            and observations.indicator_id = group_middles.indicator_id
            and observations.period_id = group_middles.period_id
    where
        subject_links.subject_scope = 'zone'
        and observations.is_source_current
        and observations.qualifier in ('=', '~')
        and observations.value * observations.unit_scale >= 1000 * group_middles.amount
),

ranked as (
    select
        *,
        row_number() over (
            partition by source_id, subject_id, indicator_id, period_id
            order by group_subject_id asc nulls last
        ) as preference
    from pairs
)

select
    cast('thousandfold' as varchar) as check_id,
    source_id,
    cast(load_id as integer) as load_id,
    subject_id,
    indicator_id,
    period_id,
    printed,
    unit_id,
    cast(other_load_id as integer) as other_load_id,
    other_subject_id,
    other_period_id,
    other_printed,
    other_unit_id
from ranked
where preference = 1;
comment on view scale_findings is
'数量级存疑;为同类中位数一千倍以上的数字 | scale findings; figures a thousand times the middle of '
'their kind';
