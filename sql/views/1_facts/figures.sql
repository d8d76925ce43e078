-- figures: 刊印数字, every printed figure with names, dates, interval and base unit.
-- Grain:   one row per printed figure (source_id, figure_no, load_id).
-- Reads:   figure_intervals, subjects, indicators, periods.
-- Formula: none; observations and targets as printed.
-- Nulls:   passage_no where the source's paragraphs are not recorded; an open bound.
-- Sample:  source_id        | passage_no | base_value   | figure_kind | figure_no
--          jinzhong_article | 3          | 1314030.0000 | observation | 1
--          jinzhong_article | 6          | 1.0000       | observation | 12
--          jinzhong_article | 6          | 2.4000       | observation | 14
create view figures as
select
    figure_intervals.source_id,
    cast(figure_intervals.passage_no as integer) as passage_no,
    figure_intervals.printed,
    figure_intervals.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    figure_intervals.indicator_id,
    indicators.name_zh as indicator_name_zh,
    indicators.name_en as indicator_name_en,
    figure_intervals.period_id,
    periods.period_start,
    periods.period_end,
    cast(figure_intervals.value as decimal(18, 4)) as value,
    figure_intervals.unit_id,
    figure_intervals.qualifier,
    cast(figure_intervals.decimals as integer) as decimals,
    cast(figure_intervals.lower_bound as decimal(18, 5)) as lower_bound,
    cast(figure_intervals.upper_bound as decimal(18, 5)) as upper_bound,
    cast(figure_intervals.base_value as decimal(18, 4)) as base_value,
    figure_intervals.base_unit_id,
    figure_intervals.figure_kind,
    cast(figure_intervals.figure_no as integer) as figure_no,
    figure_intervals.note_zh,
    figure_intervals.note_en,
    cast(figure_intervals.load_id as integer) as load_id
from figure_intervals
left join subjects on figure_intervals.subject_id = subjects.subject_id
left join indicators on figure_intervals.indicator_id = indicators.indicator_id
left join periods on figure_intervals.period_id = periods.period_id;
comment on view figures is
'刊印数字;每个刊印数字一行,附名称、日期与区间 | figures; one row per printed figure, with names, '
'dates and interval';
