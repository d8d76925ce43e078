-- measure_coverage: 改革覆盖面, how many of the zones have adopted a measure.
-- Grain:   one row per subject, period and measure whose coverage is printed.
-- Reads:   current_figures, measures.
-- Formula: coverage_pct = 100 * adopting zones / zones.
-- Nulls:   the zone count of the same period is missing or zero.
create view measure_coverage as
with adopting as (
    select
        current_figures.*,
        measures.measure_id,
        measures.name_zh as measure_name_zh,
        measures.name_en as measure_name_en
    from current_figures
    inner join measures
        on current_figures.indicator_id = measures.coverage_indicator_id
),

zone_counts as (
    select *
    from current_figures
    where indicator_id = 'zone_count'
)

select
    cast(adopting.subject_id as varchar) as subject_id,
    cast(adopting.subject_name_zh as varchar) as subject_name_zh,
    cast(adopting.subject_name_en as varchar) as subject_name_en,
    cast(adopting.period_id as varchar) as period_id,
    cast(adopting.period_start as date) as period_start,
    cast(adopting.period_end as date) as period_end,
    cast(adopting.measure_id as varchar) as measure_id,
    cast(adopting.measure_name_zh as varchar) as measure_name_zh,
    cast(adopting.measure_name_en as varchar) as measure_name_en,
    cast(adopting.point_value as bigint) as adopting_zones_count,
    cast(zone_counts.point_value as bigint) as zone_count,
    cast(
        100 * cast(adopting.point_value as double)
        / nullif(cast(zone_counts.point_value as double), 0)
        as double
    ) as coverage_pct,
    cast(
        100 * cast(adopting.lower_bound as double)
        / nullif(cast(zone_counts.upper_bound as double), 0)
        as double
    ) as coverage_lower_pct,
    cast(
        100 * cast(adopting.upper_bound as double)
        / nullif(cast(zone_counts.lower_bound as double), 0)
        as double
    ) as coverage_upper_pct
from adopting
left join zone_counts
    on
        adopting.subject_id = zone_counts.subject_id
        and adopting.period_id = zone_counts.period_id;
comment on view measure_coverage is
'改革覆盖面;已采用的开发区占全部的百分比 | measure coverage; adopting zones as percent of the zones';
