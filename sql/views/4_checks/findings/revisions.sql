-- revisions: 修订, figures that a later source prints otherwise than an earlier one.
-- Grain:   one row per subject, indicator, period and pair of sources, one of which has
--          the figure to use, where both say when they were published.
-- Reads:   figure_intervals, sources.
-- Formula: what may have been rounded to the one figure and to the other have no value
--          in common.
-- Nulls:   none.
-- Sample:  no row.
create view revisions as
select
    figure_intervals.subject_id,
    figure_intervals.indicator_id,
    figure_intervals.period_id,
    figure_intervals.source_id as earlier_source_id,
    sources.published_on as earlier_published_on,
    figure_intervals.printed as earlier_printed,
    later.source_id as later_source_id,
    later_sources.published_on as later_published_on,
    later.printed as later_printed
from figure_intervals
inner join figure_intervals as later
    on
        figure_intervals.subject_id = later.subject_id
        and figure_intervals.indicator_id = later.indicator_id
        and figure_intervals.period_id = later.period_id
        and figure_intervals.is_current <> later.is_current
inner join sources on figure_intervals.source_id = sources.source_id
inner join sources as later_sources on later.source_id = later_sources.source_id
where
    figure_intervals.figure_kind = 'observation'
    and later.figure_kind = 'observation'
    and figure_intervals.is_source_current
    and later.is_source_current
    and sources.published_on < later_sources.published_on
    and (
        figure_intervals.base_upper_bound < later.base_lower_bound
        or figure_intervals.base_lower_bound > later.base_upper_bound
    );
comment on view revisions is
'修订;较晚来源与较早来源刊印不同的数字 | revisions; figures that a later source prints otherwise than an '
'earlier one';
