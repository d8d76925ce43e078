-- figures: 刊印数字, every printed figure with names, dates, interval and base unit.
-- Grain:   one row per printed figure (source_id, figure_no, load_id).
-- Reads:   figure_intervals, subjects, periods.
-- Formula: none; observations and targets as printed.
-- Nulls:   passage_no where the source's paragraphs are not recorded; an open bound.
create view figures as
select
    cast(figure_intervals.source_id as varchar) as source_id,
    cast(figure_intervals.passage_no as integer) as passage_no,
    cast(figure_intervals.printed as varchar) as printed,
    cast(figure_intervals.subject_id as varchar) as subject_id,
    cast(subjects.name_zh as varchar) as subject_name_zh,
    cast(subjects.name_en as varchar) as subject_name_en,
    cast(figure_intervals.indicator_id as varchar) as indicator_id,
    cast(figure_intervals.indicator_name_zh as varchar) as indicator_name_zh,
    cast(figure_intervals.indicator_name_en as varchar) as indicator_name_en,
    cast(figure_intervals.period_id as varchar) as period_id,
    cast(periods.period_start as date) as period_start,
    cast(periods.period_end as date) as period_end,
    cast(figure_intervals.value as decimal(18, 4)) as value,
    cast(figure_intervals.unit_id as varchar) as unit_id,
    cast(figure_intervals.qualifier as varchar) as qualifier,
    cast(figure_intervals.decimals as integer) as decimals,
    cast(figure_intervals.lower_bound as decimal(18, 5)) as lower_bound,
    cast(figure_intervals.upper_bound as decimal(18, 5)) as upper_bound,
    cast(figure_intervals.base_value as decimal(18, 4)) as base_value,
    cast(figure_intervals.base_unit_id as varchar) as base_unit_id,
    cast(figure_intervals.figure_kind as varchar) as figure_kind,
    cast(figure_intervals.figure_no as integer) as figure_no,
    cast(figure_intervals.note_zh as varchar) as note_zh,
    cast(figure_intervals.note_en as varchar) as note_en,
    cast(figure_intervals.load_id as integer) as load_id
from figure_intervals
left join subjects on figure_intervals.subject_id = subjects.subject_id
left join periods on figure_intervals.period_id = periods.period_id;
comment on view figures is
'刊印数字;每个刊印数字一行,附名称、日期与区间 | figures; one row per printed figure, with names, '
'dates and interval';
