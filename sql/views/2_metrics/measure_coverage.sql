-- measure_coverage: 改革覆盖面, how many of the zones have adopted a measure.
-- Grain:   one row per subject, period and measure whose coverage is printed.
-- Reads:   current_figures, measures.
-- Formula: coverage_pct = 100 * adopting zones / zones.
-- Nulls:   the zone count of the same period is missing or zero.
create view measure_coverage as
with counted as (
    select
        current_figures.*,
        measures.measure_id,
        measures.name_zh as measure_name_zh,
        measures.name_en as measure_name_en,
        case when current_figures.indicator_id = 'zone_count' then 1 end as is_total
    from current_figures
    left join measures
        on current_figures.indicator_id = measures.coverage_indicator_id
    where
        current_figures.indicator_id = 'zone_count'
        or measures.measure_id is not null
),

totalled as (
    select
        *,
        max(is_total * point_value) over (partition by subject_id, period_id) as zones,
        max(is_total * lower_bound) over (partition by subject_id, period_id)
            as zones_lower,
        max(is_total * upper_bound) over (partition by subject_id, period_id)
            as zones_upper
    from counted
)

select
    cast(subject_id as varchar) as subject_id,
    cast(subject_name_zh as varchar) as subject_name_zh,
    cast(subject_name_en as varchar) as subject_name_en,
    cast(period_id as varchar) as period_id,
    cast(period_start as date) as period_start,
    cast(period_end as date) as period_end,
    cast(measure_id as varchar) as measure_id,
    cast(measure_name_zh as varchar) as measure_name_zh,
    cast(measure_name_en as varchar) as measure_name_en,
    cast(point_value as bigint) as adopting_zones_count,
    cast(zones as bigint) as zone_count,
    cast(
        100 * cast(point_value as double) / nullif(cast(zones as double), 0) as double
    ) as coverage_pct,
    cast(
        100 * cast(lower_bound as double) / nullif(cast(zones_upper as double), 0)
        as double
    ) as coverage_lower_pct,
    cast(
        100 * cast(upper_bound as double) / nullif(cast(zones_lower as double), 0)
        as double
    ) as coverage_upper_pct
from totalled
where measure_id is not null;
comment on view measure_coverage is
'改革覆盖面;已采用的开发区占全部的百分比 | measure coverage; adopting zones as percent of the zones';
