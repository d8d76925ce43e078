-- current_figures: 现行数字, the figure to use, in the unit of its indicator.
-- Grain:   one row per subject, indicator and period: the preferred mention.
-- Reads:   figure_intervals, sources, subjects, indicators, periods, units.
-- Formula: lowest source_priority, then the newest load, most decimals, first in print;
--          value = printed value * factor of its unit / factor of the indicator's unit.
-- Nulls:   point_value where the figure is only a bound; a bound on an open side.
create view current_figures as
with ranked as (
    select
        figure_intervals.*,
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
    where figure_intervals.figure_kind = 'observation'
),

scaled as (
    select
        ranked.*,
        indicators.name_zh as indicator_name_zh,
        indicators.name_en as indicator_name_en,
        indicators.unit_id as indicator_unit_id,
        case
            when ranked.unit_id = indicators.unit_id then 1.0
            else cast(ranked.factor as double) / cast(units.factor as double)
        end as scale
    from ranked
    inner join indicators on ranked.indicator_id = indicators.indicator_id
    inner join units on indicators.unit_id = units.unit_id
    where ranked.preference = 1
)

select
    cast(scaled.subject_id as varchar) as subject_id,
    cast(subjects.name_zh as varchar) as subject_name_zh,
    cast(subjects.name_en as varchar) as subject_name_en,
    cast(scaled.indicator_id as varchar) as indicator_id,
    cast(scaled.indicator_name_zh as varchar) as indicator_name_zh,
    cast(scaled.indicator_name_en as varchar) as indicator_name_en,
    cast(scaled.period_id as varchar) as period_id,
    cast(periods.period_start as date) as period_start,
    cast(periods.period_end as date) as period_end,
    cast(scaled.value * scaled.scale as decimal(18, 4)) as value,
    cast(scaled.point_value * scaled.scale as decimal(18, 4)) as point_value,
    cast(scaled.lower_bound * scaled.scale as decimal(18, 5)) as lower_bound,
    cast(scaled.upper_bound * scaled.scale as decimal(18, 5)) as upper_bound,
    cast(scaled.indicator_unit_id as varchar) as unit_id,
    cast(scaled.qualifier as varchar) as qualifier,
    cast(scaled.printed as varchar) as printed,
    cast(scaled.source_id as varchar) as source_id,
    cast(scaled.passage_no as integer) as passage_no,
    cast(scaled.figure_no as integer) as figure_no
from scaled
inner join subjects on scaled.subject_id = subjects.subject_id
inner join periods on scaled.period_id = periods.period_id;
comment on view current_figures is
'现行数字;每个对象、指标、时期一行,换算为指标单位 | current figures; one row per subject, '
'indicator and period, in the unit of the indicator';
