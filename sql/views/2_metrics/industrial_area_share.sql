-- industrial_area_share: 工业类开发区面积占比, industrial part of the planned area.
-- Grain:   one row per group that has industrial zones, and period with either area.
-- Reads:   current_figures, subject_members, subjects.
-- Formula: industrial_area_share_pct = 100 * area of the industrial zones / area of all
--          zones of the group; other = all - industrial.
-- Nulls:   an area is missing, or that of the group is zero.
create view industrial_area_share as
with group_areas as (
    select
        subject_members.group_subject_id,
        current_figures.period_id,
        current_figures.period_start,
        current_figures.period_end,
        current_figures.point_value,
        current_figures.lower_bound,
        current_figures.upper_bound,
        case
            when current_figures.subject_id = subject_members.group_subject_id then 1
        end as is_all,
        case
            when current_figures.subject_id = subject_members.member_subject_id then 1
        end as is_industrial
    from subject_members
    inner join current_figures
        on
            subject_members.member_subject_id = current_figures.subject_id
            or subject_members.group_subject_id = current_figures.subject_id
    where
        subject_members.breakdown = 'type'
        and subject_members.breakdown_part = 'industrial'
        and current_figures.indicator_id = 'planned_area'
),

side_by_side as (
    select
        group_subject_id,
        period_id,
        period_start,
        period_end,
        max(is_all * point_value) as planned,
        max(is_all * lower_bound) as planned_lower,
        max(is_all * upper_bound) as planned_upper,
        max(is_industrial * point_value) as industrial,
        max(is_industrial * lower_bound) as industrial_lower,
        max(is_industrial * upper_bound) as industrial_upper
    from group_areas
    group by group_subject_id, period_id, period_start, period_end
)

select
    cast(side_by_side.group_subject_id as varchar) as subject_id,
    cast(subjects.name_zh as varchar) as subject_name_zh,
    cast(subjects.name_en as varchar) as subject_name_en,
    cast(side_by_side.period_id as varchar) as period_id,
    cast(side_by_side.period_start as date) as period_start,
    cast(side_by_side.period_end as date) as period_end,
    cast(side_by_side.industrial as decimal(18, 4)) as industrial_area_km2,
    cast(side_by_side.planned as decimal(18, 4)) as planned_area_km2,
    cast(side_by_side.planned - side_by_side.industrial as decimal(18, 4))
        as other_area_km2,
    cast(
        100 * cast(side_by_side.industrial as double)
        / nullif(cast(side_by_side.planned as double), 0)
        as double
    ) as industrial_area_share_pct,
    cast(
        100 * cast(side_by_side.industrial_lower as double)
        / nullif(cast(side_by_side.planned_upper as double), 0)
        as double
    ) as industrial_area_share_lower_pct,
    cast(
        100 * cast(side_by_side.industrial_upper as double)
        / nullif(cast(side_by_side.planned_lower as double), 0)
        as double
    ) as industrial_area_share_upper_pct
from side_by_side
inner join subjects on side_by_side.group_subject_id = subjects.subject_id;
comment on view industrial_area_share is
'工业类开发区面积占比;工业类占全部规划面积的百分比 | industrial area share; industrial zones as '
'percent of the planned area';
