-- current_figures: 现行数字, the figure to use, in the unit of its indicator.
-- Grain:   one row per subject, indicator and period: the preferred mention.
-- Reads:   current_values, subjects, indicators, periods.
-- Formula: lowest source_priority, then the newest load, most decimals, first in print,
--          as decided by sql/resolve/figure_standing.sql; numbers as in current_values.
-- Nulls:   point_value where the figure is only a bound; a bound on an open side.
-- Sample:  subject_id             | indicator_id        | passage_no | figure_no
--          jinzhong               | emerging_industries | 15         | 63
--          jinzhong_agricultural… | zone_count          | 6          | 9
--          jinzhong_ecotourism_z… | zone_count          | 6          | 10
create view current_figures as
select
    current_values.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    current_values.indicator_id,
    indicators.name_zh as indicator_name_zh,
    indicators.name_en as indicator_name_en,
    current_values.period_id,
    periods.period_start,
    periods.period_end,
    cast(current_values.value as decimal(18, 4)) as value,
    cast(current_values.point_value as double) as point_value,
    cast(current_values.lower_bound as double) as lower_bound,
    cast(current_values.upper_bound as double) as upper_bound,
    indicators.unit_id,
    current_values.qualifier,
    current_values.printed,
    current_values.source_id,
    cast(current_values.passage_no as integer) as passage_no,
    cast(current_values.figure_no as integer) as figure_no
from current_values
inner join subjects on current_values.subject_id = subjects.subject_id
inner join indicators on current_values.indicator_id = indicators.indicator_id
inner join periods on current_values.period_id = periods.period_id;
comment on view current_figures is
'现行数字;每个对象、指标、时期一行,换算为指标单位 | current figures; one row per subject, '
'indicator and period, in the unit of the indicator';
