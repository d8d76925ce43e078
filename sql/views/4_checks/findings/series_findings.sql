-- series_findings: 序列问题, figures that jump or fall against the one before them.
-- Grain:   one row per finding.
-- Reads:   figure_intervals, series_links, indicators.
-- Formula: in the figures of one subject and indicator, each is held against the one
--          before it in its series, at most three months earlier: that of its own
--          source, else the one to use of any, which it must differ from by more than
--          rounding to have fallen. Those that differ from any such one are few; of
--          these, the last mention of the nearest period is the one before, and the
--          first mention is the one compared.
-- Nulls:   none.
-- Sample:  no row.
create view series_findings as
with pairs as (
    select
        figure_intervals.source_id,
        figure_intervals.subject_id,
        figure_intervals.indicator_id,
        figure_intervals.period_id,
        figure_intervals.load_id,
        figure_intervals.figure_no,
        figure_intervals.printed,
        series_links.series_kind,
        series_links.earlier_end,
        earlier.source_id as earlier_source_id,
        earlier.load_id as earlier_load_id,
        earlier.figure_no as earlier_figure_no,
        earlier.printed as earlier_printed,
        figure_intervals.base_value <> 0
        and earlier.base_value <> 0
        and (
            abs(figure_intervals.base_value)
            >= 10 * cast(abs(earlier.base_value) as decimal(19, 4))
            or 10 * cast(abs(figure_intervals.base_value) as decimal(19, 4))
            <= abs(earlier.base_value)
        ) as jumps,
        series_links.series_kind = 'cumulative'
        and indicators.indicator_kind = 'flow'
        and figure_intervals.base_value < earlier.base_value
        and (
            figure_intervals.source_id = earlier.source_id
            or figure_intervals.base_upper_bound < earlier.base_lower_bound
        ) as falls
    from figure_intervals
    inner join indicators on figure_intervals.indicator_id = indicators.indicator_id
    inner join series_links on figure_intervals.period_id = series_links.period_id
    inner join figure_intervals as earlier
        on
            figure_intervals.subject_id = earlier.subject_id
            and figure_intervals.indicator_id = earlier.indicator_id
            and series_links.earlier_period_id = earlier.period_id
            and (figure_intervals.source_id = earlier.source_id or earlier.is_current)
    where
        indicators.indicator_kind in ('flow', 'stock')
        and figure_intervals.figure_kind = 'observation'
        and earlier.figure_kind = 'observation'
        and figure_intervals.qualifier in ('=', '~')
        and earlier.qualifier in ('=', '~')
),

doubtful as (
    select distinct
        source_id,
        subject_id,
        indicator_id,
        period_id
    from pairs
    where jumps or falls
),

ranked as (
    select
        pairs.*,
        row_number() over (
            partition by
                pairs.source_id, pairs.subject_id, pairs.indicator_id, pairs.period_id,
                pairs.series_kind
            order by
                pairs.earlier_end desc nulls last,
                case
                    when pairs.earlier_source_id = pairs.source_id then 1 else 2
                end asc,
                pairs.earlier_load_id desc nulls last,
                pairs.earlier_figure_no desc nulls last,
                pairs.load_id asc nulls first,
                pairs.figure_no asc nulls first
        ) as nearness
    from pairs
    inner join doubtful
        on
            pairs.source_id = doubtful.source_id
            and pairs.subject_id = doubtful.subject_id
            and pairs.indicator_id = doubtful.indicator_id
            and pairs.period_id = doubtful.period_id
)

select
    rules.check_id,
    ranked.subject_id,
    ranked.period_id,
    cast(
        ranked.source_id || ' ' || ranked.indicator_id || ' ' || ranked.period_id
        || ': ' || ranked.printed || ' after ' || ranked.earlier_printed || ' on '
        || cast(ranked.earlier_end as varchar)
        || case
            when ranked.earlier_source_id = ranked.source_id then ''
            else ' in ' || ranked.earlier_source_id
        end as varchar
    ) as detail
from ranked
inner join (values ('jump_tenfold'), ('cumulative_falls')) as rules (check_id)
    on case rules.check_id when 'jump_tenfold' then ranked.jumps else ranked.falls end
where ranked.nearness = 1 and (ranked.jumps or ranked.falls);
comment on view series_findings is
'序列问题;与前一期相比骤变或回落的数字 | series findings; figures that jump or fall against the '
'one before them';
