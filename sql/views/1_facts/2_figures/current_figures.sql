-- current_figures: 现行数字, the figure to use, in the unit of its indicator.
-- Grain:   one row per subject, indicator and period: the preferred mention.
-- Reads:   figure_intervals, sources, subjects, periods.
-- Formula: lowest source_priority, then the newest load, most decimals, first in print;
--          value = printed value * factor of its unit / factor of the indicator's unit.
--          point_value and the bounds are not rounded in the conversion.
-- Nulls:   point_value where the figure is only a bound; a bound on an open side.
create view current_figures as
with ranked as (
    select
        figure_intervals.*,
        subjects.name_zh as subject_name_zh,
        subjects.name_en as subject_name_en,
        periods.period_start,
        periods.period_end,
        case
            when figure_intervals.unit_id = figure_intervals.indicator_unit_id then 1.0
            else
                cast(figure_intervals.factor as double)
                / cast(figure_intervals.indicator_factor as double)
        end as unit_scale,
        row_number() over (
            partition by
                figure_intervals.subject_id, figure_intervals.indicator_id,
                figure_intervals.period_id
            order by
                sources.source_priority asc nulls last,
                figure_intervals.load_id desc nulls last,
                figure_intervals.decimals desc nulls last,
                figure_intervals.passage_no asc nulls last,
                figure_intervals.figure_no asc nulls last,
                figure_intervals.source_id asc nulls last
        ) as preference
    from figure_intervals
    inner join sources on figure_intervals.source_id = sources.source_id
    inner join subjects on figure_intervals.subject_id = subjects.subject_id
    inner join periods on figure_intervals.period_id = periods.period_id
    where figure_intervals.figure_kind = 'observation'
)

select
    cast(subject_id as varchar) as subject_id,
    cast(subject_name_zh as varchar) as subject_name_zh,
    cast(subject_name_en as varchar) as subject_name_en,
    cast(indicator_id as varchar) as indicator_id,
    cast(indicator_name_zh as varchar) as indicator_name_zh,
    cast(indicator_name_en as varchar) as indicator_name_en,
    cast(period_id as varchar) as period_id,
    cast(period_start as date) as period_start,
    cast(period_end as date) as period_end,
    cast(value * unit_scale as decimal(18, 4)) as value,
    cast(cast(point_value as double) * unit_scale as double) as point_value,
    cast(cast(lower_bound as double) * unit_scale as double) as lower_bound,
    cast(cast(upper_bound as double) * unit_scale as double) as upper_bound,
    cast(indicator_unit_id as varchar) as unit_id,
    cast(qualifier as varchar) as qualifier,
    cast(printed as varchar) as printed,
    cast(source_id as varchar) as source_id,
    cast(passage_no as integer) as passage_no,
    cast(figure_no as integer) as figure_no
from ranked
where preference = 1;
comment on view current_figures is
'现行数字;每个对象、指标、时期一行,换算为指标单位 | current figures; one row per subject, '
'indicator and period, in the unit of the indicator';
