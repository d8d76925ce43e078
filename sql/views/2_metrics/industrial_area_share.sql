-- industrial_area_share: 工业类开发区面积占比, industrial part of the planned area.
-- Grain:   one row per group that has industrial zones, and period with its area.
-- Reads:   current_figures, subject_members.
-- Formula: industrial_area_share_pct = 100 * area of the industrial zones / area of all
--          zones of the group; other = all - industrial.
-- Nulls:   the area of the industrial zones is missing, or that of the group is zero.
create view industrial_area_share as
with all_zones as (
    select *
    from current_figures
    where indicator_id = 'planned_area'
),

industrial as (
    select
        subject_members.group_subject_id,
        current_figures.period_id,
        current_figures.point_value,
        current_figures.lower_bound,
        current_figures.upper_bound
    from subject_members
    inner join current_figures
        on subject_members.member_subject_id = current_figures.subject_id
    where
        subject_members.breakdown = 'type'
        and subject_members.breakdown_part = 'industrial'
        and current_figures.indicator_id = 'planned_area'
)

select
    cast(all_zones.subject_id as varchar) as subject_id,
    cast(all_zones.subject_name_zh as varchar) as subject_name_zh,
    cast(all_zones.subject_name_en as varchar) as subject_name_en,
    cast(all_zones.period_id as varchar) as period_id,
    cast(all_zones.period_start as date) as period_start,
    cast(all_zones.period_end as date) as period_end,
    cast(industrial.point_value as decimal(18, 4)) as industrial_area_km2,
    cast(all_zones.point_value as decimal(18, 4)) as planned_area_km2,
    cast(all_zones.point_value - industrial.point_value as decimal(18, 4))
        as other_area_km2,
    cast(
        100 * cast(industrial.point_value as double)
        / nullif(cast(all_zones.point_value as double), 0)
        as double
    ) as industrial_area_share_pct,
    cast(
        100 * cast(industrial.lower_bound as double)
        / nullif(cast(all_zones.upper_bound as double), 0)
        as double
    ) as industrial_area_share_lower_pct,
    cast(
        100 * cast(industrial.upper_bound as double)
        / nullif(cast(all_zones.lower_bound as double), 0)
        as double
    ) as industrial_area_share_upper_pct
from all_zones
left join industrial
    on
        all_zones.subject_id = industrial.group_subject_id
        and all_zones.period_id = industrial.period_id
where
    all_zones.subject_id in (
        select subject_members.group_subject_id
        from subject_members
        where
            subject_members.breakdown = 'type'
            and subject_members.breakdown_part = 'industrial'
    );
comment on view industrial_area_share is
'工业类开发区面积占比;工业类占全部规划面积的百分比 | industrial area share; industrial zones as '
'percent of the planned area';
