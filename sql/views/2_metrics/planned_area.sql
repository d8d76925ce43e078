-- planned_area: 规划面积, planned area in all and per zone.
-- Grain:   one row per subject and period with a planned area.
-- Reads:   current_figures.
-- Formula: area_per_zone_km2 = planned area / zones.
-- Nulls:   the zone count of the same period is missing or zero.
create view planned_area as
with planned as (
    select *
    from current_figures
    where indicator_id = 'planned_area'
),

zone_counts as (
    select *
    from current_figures
    where indicator_id = 'zone_count'
)

select
    cast(planned.subject_id as varchar) as subject_id,
    cast(planned.subject_name_zh as varchar) as subject_name_zh,
    cast(planned.subject_name_en as varchar) as subject_name_en,
    cast(planned.period_id as varchar) as period_id,
    cast(planned.period_start as date) as period_start,
    cast(planned.period_end as date) as period_end,
    cast(planned.point_value as decimal(18, 4)) as planned_area_km2,
    cast(planned.lower_bound as decimal(18, 5)) as planned_area_lower_km2,
    cast(planned.upper_bound as decimal(18, 5)) as planned_area_upper_km2,
    cast(zone_counts.point_value as bigint) as zone_count,
    cast(
        cast(planned.point_value as double)
        / nullif(cast(zone_counts.point_value as double), 0)
        as double
    ) as area_per_zone_km2,
    cast(
        cast(planned.lower_bound as double)
        / nullif(cast(zone_counts.upper_bound as double), 0)
        as double
    ) as area_per_zone_lower_km2,
    cast(
        cast(planned.upper_bound as double)
        / nullif(cast(zone_counts.lower_bound as double), 0)
        as double
    ) as area_per_zone_upper_km2
from planned
left join zone_counts
    on
        planned.subject_id = zone_counts.subject_id
        and planned.period_id = zone_counts.period_id;
comment on view planned_area is
'规划面积;总规划面积与平均每区面积 | planned area; in all and per zone';
