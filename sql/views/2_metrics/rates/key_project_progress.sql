-- key_project_progress: 重点项目投资完成率, completed against planned investment.
-- Grain:   one row per subject and period with either investment.
-- Reads:   metric_figures, subjects, periods.
-- Formula: key_project_progress_pct = 100 * completed_investment_cny_100m /
--          planned_investment_cny_100m; remaining = planned - completed.
-- Nulls:   nothing planned, or an investment is missing; the operands by their names
--          where another identity defines the rate: metric_figures has those.
-- Sample:  subject_id     | period_id  | key_project_progress_pct
--          jinzhong_zones | 2021-08-06 | 28.35820895522388
create view key_project_progress as
select
    metric_figures.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    metric_figures.period_id,
    periods.period_start,
    periods.period_end,
    cast(
        case metric_figures.identity_id
            when 'key_project_progress' then metric_figures.numerator_value
        end as decimal(18, 4)
    ) as completed_investment_cny_100m,
    cast(
        case metric_figures.identity_id
            when 'key_project_progress' then metric_figures.denominator_value
        end as decimal(18, 4)
    ) as planned_investment_cny_100m,
    cast(
        case metric_figures.identity_id
            when 'key_project_progress'
                then
                    metric_figures.denominator_value - metric_figures.numerator_value
        end as decimal(18, 4)
    ) as remaining_investment_cny_100m,
    metric_figures.identity_id,
    cast(metric_figures.value as double) as key_project_progress_pct,
    cast(metric_figures.lower_bound as double) as key_project_progress_lower_pct,
    cast(metric_figures.upper_bound as double) as key_project_progress_upper_pct
from metric_figures
inner join subjects on metric_figures.subject_id = subjects.subject_id
inner join periods on metric_figures.period_id = periods.period_id
where metric_figures.metric_id = 'key_project_progress';
comment on view key_project_progress is
'重点项目投资完成率;已完成占计划投资的百分比 | key project progress; completed as percent of '
'planned investment';
