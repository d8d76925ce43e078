-- measure_coverage: 改革覆盖面, how many of the zones have adopted a measure.
-- Grain:   one row per subject, period and measure whose coverage is printed.
-- Reads:   current_values, measures, subjects, periods.
-- Formula: coverage_pct = 100 * adopting zones / zones.
-- Nulls:   the zone count of the same period is missing or zero.
create view measure_coverage as
select
    current_values.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    current_values.period_id,
    periods.period_start,
    periods.period_end,
    measures.measure_id,
    measures.name_zh as measure_name_zh,
    measures.name_en as measure_name_en,
    cast(current_values.point_value as bigint) as adopting_zones_count,
    cast(zones.point_value as bigint) as zone_count,
    cast(100 * current_values.point_value / nullif(zones.point_value, 0) as double)
        as coverage_pct,
    cast(100 * current_values.lower_bound / nullif(zones.upper_bound, 0) as double)
        as coverage_lower_pct,
    cast(100 * current_values.upper_bound / nullif(zones.lower_bound, 0) as double)
        as coverage_upper_pct
from current_values
inner join measures on current_values.indicator_id = measures.coverage_indicator_id
inner join subjects on current_values.subject_id = subjects.subject_id
inner join periods on current_values.period_id = periods.period_id
left join current_values as zones
    on
        current_values.subject_id = zones.subject_id
        and current_values.period_id = zones.period_id
        and zones.indicator_id = 'zone_count';
comment on view measure_coverage is
'改革覆盖面;已采用的开发区占全部的百分比 | measure coverage; adopting zones as percent of the zones';
