-- key_project_progress: 重点项目投资完成率, completed against planned investment.
-- Grain:   one row per subject and period with either investment.
-- Reads:   current_figures.
-- Formula: key_project_progress_pct = 100 * completed / planned investment;
--          remaining = planned - completed.
-- Nulls:   nothing planned, or an investment is missing.
create view key_project_progress as
with flagged as (
    select
        *,
        case
            when indicator_id = 'key_project_completed_investment' then 1
        end as is_completed,
        case
            when indicator_id = 'key_project_planned_investment' then 1
        end as is_planned
    from current_figures
    where
        indicator_id in (
            'key_project_completed_investment',
            'key_project_planned_investment'
        )
),

side_by_side as (
    select
        subject_id,
        subject_name_zh,
        subject_name_en,
        period_id,
        period_start,
        period_end,
        max(is_completed * point_value) as completed,
        max(is_completed * lower_bound) as completed_lower,
        max(is_completed * upper_bound) as completed_upper,
        max(is_planned * point_value) as planned,
        max(is_planned * lower_bound) as planned_lower,
        max(is_planned * upper_bound) as planned_upper
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
    cast(completed as decimal(18, 4)) as completed_investment_cny_100m,
    cast(planned as decimal(18, 4)) as planned_investment_cny_100m,
    cast(planned - completed as decimal(18, 4)) as remaining_investment_cny_100m,
    cast(
        100 * cast(completed as double) / nullif(cast(planned as double), 0)
        as double
    ) as key_project_progress_pct,
    cast(
        100 * cast(completed_lower as double) / nullif(cast(planned_upper as double), 0)
        as double
    ) as key_project_progress_lower_pct,
    cast(
        100 * cast(completed_upper as double) / nullif(cast(planned_lower as double), 0)
        as double
    ) as key_project_progress_upper_pct
from side_by_side;
comment on view key_project_progress is
'重点项目投资完成率;已完成占计划投资的百分比 | key project progress; completed as percent of '
'planned investment';
