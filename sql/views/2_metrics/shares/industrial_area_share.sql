-- industrial_area_share: 工业类开发区面积占比, industrial part of the planned area.
-- Grain:   one row per group that has industrial zones, and period with either area.
-- Reads:   current_values, subject_members, subjects, periods.
-- Formula: industrial_area_share_pct = 100 * area of the industrial zones / area of all
--          zones of the group; other = all - industrial.
-- Nulls:   an area is missing, or that of the group is zero.
create view industrial_area_share as
with side_by_side as (
    select
        parts.subject_id,
        current_values.period_id,
        max(parts.is_all * current_values.point_value) as planned,
        max(parts.is_all * current_values.lower_bound) as planned_lower,
        max(parts.is_all * current_values.upper_bound) as planned_upper,
        max(parts.is_industrial * current_values.point_value) as industrial,
        max(parts.is_industrial * current_values.lower_bound) as industrial_lower,
        max(parts.is_industrial * current_values.upper_bound) as industrial_upper
    from current_values
    inner join (
        select
            group_subject_id as subject_id,
            group_subject_id as term_subject_id,
            1 as is_all,
            null as is_industrial
        from subject_members
        where breakdown = 'type' and breakdown_part = 'industrial'
        union all
        select
            group_subject_id as subject_id,
            member_subject_id as term_subject_id,
            null as is_all,
            1 as is_industrial
        from subject_members
        where breakdown = 'type' and breakdown_part = 'industrial'
    ) as parts
        on current_values.subject_id = parts.term_subject_id
    where current_values.indicator_id = 'planned_area'
    group by parts.subject_id, current_values.period_id
)

select
    side_by_side.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    side_by_side.period_id,
    periods.period_start,
    periods.period_end,
    cast(side_by_side.industrial as decimal(18, 4)) as industrial_area_km2,
    cast(side_by_side.planned as decimal(18, 4)) as planned_area_km2,
    cast(side_by_side.planned - side_by_side.industrial as decimal(18, 4))
        as other_area_km2,
    cast(100 * side_by_side.industrial / nullif(side_by_side.planned, 0) as double)
        as industrial_area_share_pct,
    cast(
        100 * side_by_side.industrial_lower / nullif(side_by_side.planned_upper, 0)
        as double
    ) as industrial_area_share_lower_pct,
    cast(
        100 * side_by_side.industrial_upper / nullif(side_by_side.planned_lower, 0)
        as double
    ) as industrial_area_share_upper_pct
from side_by_side
inner join subjects on side_by_side.subject_id = subjects.subject_id
inner join periods on side_by_side.period_id = periods.period_id;
comment on view industrial_area_share is
'工业类开发区面积占比;工业类占全部规划面积的百分比 | industrial area share; industrial zones as '
'percent of the planned area';
