-- plant_utilisation: 标准厂房使用率, standard plants in use.
-- Grain:   one row per subject and period with either area.
-- Reads:   current_figures.
-- Formula: plant_utilisation_pct = 100 * used / built floor area; idle = built - used.
-- Nulls:   nothing built, or an area is missing.
create view plant_utilisation as
with flagged as (
    select
        *,
        case when indicator_id = 'plant_area_used' then 1 end as is_used,
        case when indicator_id = 'plant_area_built' then 1 end as is_built
    from current_figures
    where indicator_id in ('plant_area_used', 'plant_area_built')
),

side_by_side as (
    select
        subject_id,
        subject_name_zh,
        subject_name_en,
        period_id,
        period_start,
        period_end,
        max(is_used * point_value) as used,
        max(is_used * lower_bound) as used_lower,
        max(is_used * upper_bound) as used_upper,
        max(is_built * point_value) as built,
        max(is_built * lower_bound) as built_lower,
        max(is_built * upper_bound) as built_upper
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
    cast(used as decimal(18, 4)) as plant_area_used_m2_10k,
    cast(built as decimal(18, 4)) as plant_area_built_m2_10k,
    cast(built - used as decimal(18, 4)) as plant_area_idle_m2_10k,
    cast(
        100 * cast(used as double) / nullif(cast(built as double), 0)
        as double
    ) as plant_utilisation_pct,
    cast(
        100 * cast(used_lower as double) / nullif(cast(built_upper as double), 0)
        as double
    ) as plant_utilisation_lower_pct,
    cast(
        100 * cast(used_upper as double) / nullif(cast(built_lower as double), 0)
        as double
    ) as plant_utilisation_upper_pct
from side_by_side;
comment on view plant_utilisation is
'标准厂房使用率;已使用占建成面积的百分比 | plant utilisation; used as percent of built floor area';
