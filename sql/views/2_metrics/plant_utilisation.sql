-- plant_utilisation: 标准厂房使用率, standard plants in use.
-- Grain:   one row per subject and period with built floor area.
-- Reads:   current_figures.
-- Formula: plant_utilisation_pct = 100 * used / built floor area; idle = built - used.
-- Nulls:   the used area is missing, or nothing was built.
create view plant_utilisation as
with built as (
    select *
    from current_figures
    where indicator_id = 'plant_area_built'
),

used as (
    select *
    from current_figures
    where indicator_id = 'plant_area_used'
)

select
    cast(built.subject_id as varchar) as subject_id,
    cast(built.subject_name_zh as varchar) as subject_name_zh,
    cast(built.subject_name_en as varchar) as subject_name_en,
    cast(built.period_id as varchar) as period_id,
    cast(built.period_start as date) as period_start,
    cast(built.period_end as date) as period_end,
    cast(used.point_value as decimal(18, 4)) as plant_area_used_m2_10k,
    cast(built.point_value as decimal(18, 4)) as plant_area_built_m2_10k,
    cast(built.point_value - used.point_value as decimal(18, 4))
        as plant_area_idle_m2_10k,
    cast(
        100 * cast(used.point_value as double)
        / nullif(cast(built.point_value as double), 0)
        as double
    ) as plant_utilisation_pct,
    cast(
        100 * cast(used.lower_bound as double)
        / nullif(cast(built.upper_bound as double), 0)
        as double
    ) as plant_utilisation_lower_pct,
    cast(
        100 * cast(used.upper_bound as double)
        / nullif(cast(built.lower_bound as double), 0)
        as double
    ) as plant_utilisation_upper_pct
from built
left join used
    on
        built.subject_id = used.subject_id
        and built.period_id = used.period_id;
comment on view plant_utilisation is
'标准厂房使用率;已使用占建成面积的百分比 | plant utilisation; used as percent of built floor area';
