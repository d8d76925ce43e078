-- implied_findings: 隐含存疑, implied figures that cannot be, or that others contradict.
-- Grain:   one row per finding.
-- Reads:   implied_values, figure_intervals, periods.
-- Formula: another source prints, for the same period or without one, a figure beyond
--          the interval; or no plausible figure lies in it.
-- Nulls:   none.
-- Sample:  check_id       | subject_id
--          implied_agrees | jinzhong
--          implied_agrees | jinzhong
create view implied_findings as
with implied as (
    select
        *,
        source_id || ' implies ' || indicator_id as claim,
        ' of ' || cast(cast(lower_bound as decimal(38, 4)) as varchar) || ' to '
        || cast(cast(upper_bound as decimal(38, 4)) as varchar) as limits
    from implied_values
),

-- Two branches, so that one period can be asked for without reading the others.
pairs as (
    select
        implied.*,
        figure_intervals.source_id as other_source_id,
        figure_intervals.printed,
        figure_intervals.base_lower_bound as other_lower_bound,
        figure_intervals.base_upper_bound as other_upper_bound
    from implied
    inner join figure_intervals
        on
            implied.subject_id = figure_intervals.subject_id
            and implied.indicator_id = figure_intervals.indicator_id
            and implied.period_id = figure_intervals.period_id
    where figure_intervals.figure_kind = 'observation'
    union all
    select
        implied.*,
        figure_intervals.source_id as other_source_id,
        figure_intervals.printed,
        figure_intervals.base_lower_bound as other_lower_bound,
        figure_intervals.base_upper_bound as other_upper_bound
    from implied
    inner join figure_intervals
        on
            implied.subject_id = figure_intervals.subject_id
            and implied.indicator_id = figure_intervals.indicator_id
            and implied.period_id <> figure_intervals.period_id
    inner join periods on figure_intervals.period_id = periods.period_id
    where
        figure_intervals.figure_kind = 'observation'
        and periods.period_kind = 'undated'
)

select
    cast('implied_agrees' as varchar) as check_id,
    subject_id,
    period_id,
    cast(
        claim || limits || ' ' || unit_id || ', ' || other_source_id || ' prints '
        || printed as varchar
    ) as detail
from pairs
where
    source_id <> other_source_id
    and (
        cast(other_upper_bound as double) < base_lower_bound
        or cast(other_lower_bound as double) > base_upper_bound
    )
union all
select
    cast('implied_plausible' as varchar) as check_id,
    subject_id,
    period_id,
    cast(claim || ' ' || period_id || limits as varchar) as detail
from implied
where not is_plausible;
comment on view implied_findings is
'隐含存疑;不合理或与其他来源不符的隐含数字 | implied findings; implied figures that cannot be, or '
'that others contradict';
