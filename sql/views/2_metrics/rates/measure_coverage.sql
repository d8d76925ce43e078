-- measure_coverage: 改革覆盖面, how many of the zones have adopted a measure.
-- Grain:   one row per subject, period and measure whose coverage is printed.
-- Reads:   metric_figures, measures, subjects, periods.
-- Formula: coverage_pct = 100 * adopting zones / zones.
-- Nulls:   the zone count of the same period is missing or zero.
-- Sample:  subject_id     | period_id  | zone_count | coverage_pct
--          jinzhong_zones | 2021-08-06 | 11         | 63.63636363636363
--          jinzhong_zones | 2021-08-06 | 11         | 100.0
--          jinzhong_zones | 2021-08-06 | 11         | 100.0
create view measure_coverage as
select
    metric_figures.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    metric_figures.period_id,
    periods.period_start,
    periods.period_end,
    measures.measure_id,
    measures.name_zh as measure_name_zh,
    measures.name_en as measure_name_en,
    cast(metric_figures.numerator_value as bigint) as adopting_zones_count,
    cast(metric_figures.denominator_value as bigint) as zone_count,
    cast(metric_figures.value as double) as coverage_pct,
    cast(metric_figures.lower_bound as double) as coverage_lower_pct,
    cast(metric_figures.upper_bound as double) as coverage_upper_pct
from metric_figures
inner join measures on metric_figures.item_id = measures.measure_id
inner join subjects on metric_figures.subject_id = subjects.subject_id
inner join periods on metric_figures.period_id = periods.period_id
where metric_figures.metric_id = 'measure_coverage';
comment on view measure_coverage is
'改革覆盖面;已采用的开发区占全部的百分比 | measure coverage; adopting zones as percent of the zones';
