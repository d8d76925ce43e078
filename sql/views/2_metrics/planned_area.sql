-- planned_area: 规划面积, planned area in all and per zone.
-- Grain:   one row per subject and period with a planned area.
-- Reads:   current_figures.
-- Formula: area_per_zone_km2 = planned area / zones.
-- Nulls:   the zone count of the same period is missing or zero.
create view planned_area as
with flagged as (
    select
        *,
        case when indicator_id = 'planned_area' then 1 end as is_planned,
        case when indicator_id = 'zone_count' then 1 end as is_zones
    from current_figures
    where indicator_id in ('planned_area', 'zone_count')
),

side_by_side as (
    select
        subject_id,
        subject_name_zh,
        subject_name_en,
        period_id,
        period_start,
        period_end,
        max(is_planned * point_value) as planned,
        max(is_planned * lower_bound) as planned_lower,
        max(is_planned * upper_bound) as planned_upper,
        max(is_zones * point_value) as zones,
        max(is_zones * lower_bound) as zones_lower,
        max(is_zones * upper_bound) as zones_upper
    from flagged
    group by
        subject_id, subject_name_zh, subject_name_en, period_id, period_start,
        period_end
)

select
    cast(subject_id as varchar) as subject_id,
    cast(subject_name_zh as varchar) as subject_name_zh,
    cast(subject_name_en as varchar) as subject_name_en,
    cast(period_id as varchar) as period_id,
    cast(period_start as date) as period_start,
    cast(period_end as date) as period_end,
    cast(planned as decimal(18, 4)) as planned_area_km2,
    cast(planned_lower as decimal(18, 5)) as planned_area_lower_km2,
    cast(planned_upper as decimal(18, 5)) as planned_area_upper_km2,
    cast(zones as bigint) as zone_count,
    cast(
        cast(planned as double) / nullif(cast(zones as double), 0)
        as double
    ) as area_per_zone_km2,
    cast(
        cast(planned_lower as double) / nullif(cast(zones_upper as double), 0)
        as double
    ) as area_per_zone_lower_km2,
    cast(
        cast(planned_upper as double) / nullif(cast(zones_lower as double), 0)
        as double
    ) as area_per_zone_upper_km2
from side_by_side
where planned is not null;
comment on view planned_area is
'规划面积;总规划面积与平均每区面积 | planned area; in all and per zone';
