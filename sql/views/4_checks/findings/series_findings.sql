-- series_findings: 序列问题, figures that jump or fall against the one before them.
-- Grain:   one row per finding.
-- Reads:   figure_intervals, series_periods, indicators.
-- Formula: in the figures of one source, subject and indicator, each is held against
--          the one before it in its series, at most three months earlier.
-- Nulls:   none.
create view series_findings as
with sequenced as (
    select
        figure_intervals.source_id,
        figure_intervals.subject_id,
        figure_intervals.indicator_id,
        figure_intervals.period_id,
        figure_intervals.printed,
        figure_intervals.base_value,
        indicators.indicator_kind,
        series_periods.series_kind,
        series_periods.period_end,
        series_periods.month_no,
        lag(figure_intervals.base_value) over series as previous_value,
        lag(figure_intervals.printed) over series as previous_printed,
        lag(series_periods.period_end) over series as previous_end,
        lag(series_periods.month_no) over series as previous_month_no
    from figure_intervals
    inner join series_periods on figure_intervals.period_id = series_periods.period_id
    inner join indicators on figure_intervals.indicator_id = indicators.indicator_id
    where
        figure_intervals.figure_kind = 'observation'
        and figure_intervals.qualifier in ('=', '~')
        and indicators.indicator_kind in ('flow', 'stock')
    window series as (
        partition by
            figure_intervals.source_id, figure_intervals.subject_id,
            figure_intervals.indicator_id, series_periods.series_kind,
            series_periods.series_no
        order by
            series_periods.period_end asc nulls first,
            figure_intervals.load_id asc nulls first,
            figure_intervals.figure_no asc nulls first
    )
),

steps as (
    select
        *,
        cast(abs(base_value) as decimal(19, 4)) as size,
        cast(abs(previous_value) as decimal(19, 4)) as previous_size
    from sequenced
    where previous_end < period_end and month_no - previous_month_no <= 3
),

findings as (
    select
        *,
        size <> 0
        and previous_size <> 0
        and (size >= 10 * previous_size or 10 * size <= previous_size) as jumps,
        series_kind = 'cumulative'
        and indicator_kind = 'flow'
        and base_value < previous_value as falls
    from steps
)

select
    rules.check_id,
    findings.subject_id,
    findings.period_id,
    cast(
        findings.source_id || ' ' || findings.indicator_id || ' ' || findings.period_id
        || ': ' || findings.printed || ' after ' || findings.previous_printed || ' on '
        || cast(findings.previous_end as varchar) as varchar
    ) as detail
from findings
inner join (values ('jump_tenfold'), ('cumulative_falls')) as rules (check_id)
    on
        (rules.check_id = 'jump_tenfold' and findings.jumps)
        or (rules.check_id = 'cumulative_falls' and findings.falls)
where findings.jumps or findings.falls;
comment on view series_findings is
'序列问题;与前一期相比骤变或回落的数字 | series findings; figures that jump or fall against the '
'one before them';
