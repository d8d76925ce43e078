-- key_project_progress: 重点项目投资完成率, completed against planned investment.
-- Grain:   one row per subject and period with planned investment.
-- Reads:   current_figures.
-- Formula: key_project_progress_pct = 100 * completed / planned investment;
--          remaining = planned - completed.
-- Nulls:   the completed investment is missing, or nothing was planned.
create view key_project_progress as
with planned as (
    select *
    from current_figures
    where indicator_id = 'key_project_planned_investment'
),

completed as (
    select *
    from current_figures
    where indicator_id = 'key_project_completed_investment'
)

select
    cast(planned.subject_id as varchar) as subject_id,
    cast(planned.subject_name_zh as varchar) as subject_name_zh,
    cast(planned.subject_name_en as varchar) as subject_name_en,
    cast(planned.period_id as varchar) as period_id,
    cast(planned.period_start as date) as period_start,
    cast(planned.period_end as date) as period_end,
    cast(completed.point_value as decimal(18, 4)) as completed_investment_cny_100m,
    cast(planned.point_value as decimal(18, 4)) as planned_investment_cny_100m,
    cast(planned.point_value - completed.point_value as decimal(18, 4))
        as remaining_investment_cny_100m,
    cast(
        100 * cast(completed.point_value as double)
        / nullif(cast(planned.point_value as double), 0)
        as double
    ) as key_project_progress_pct,
    cast(
        100 * cast(completed.lower_bound as double)
        / nullif(cast(planned.upper_bound as double), 0)
        as double
    ) as key_project_progress_lower_pct,
    cast(
        100 * cast(completed.upper_bound as double)
        / nullif(cast(planned.lower_bound as double), 0)
        as double
    ) as key_project_progress_upper_pct
from planned
left join completed
    on
        planned.subject_id = completed.subject_id
        and planned.period_id = completed.period_id;
comment on view key_project_progress is
'重点项目投资完成率;已完成占计划投资的百分比 | key project progress; completed as percent of '
'planned investment';
