-- key_project_progress: 重点项目投资完成率, completed against planned investment.
-- Grain:   one row per subject and period with either investment.
-- Reads:   ratio_figures, subjects, periods.
-- Formula: key_project_progress_pct = 100 * completed / planned investment;
--          remaining = planned - completed.
-- Nulls:   nothing planned, or an investment is missing.
create view key_project_progress as
select
    ratio_figures.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    ratio_figures.period_id,
    periods.period_start,
    periods.period_end,
    cast(ratio_figures.numerator_value as decimal(18, 4))
        as completed_investment_cny_100m,
    cast(ratio_figures.denominator_value as decimal(18, 4))
        as planned_investment_cny_100m,
    cast(ratio_figures.denominator_value - ratio_figures.numerator_value as decimal(18, 4))
        as remaining_investment_cny_100m,
    cast(ratio_figures.ratio_value as double) as key_project_progress_pct,
    cast(ratio_figures.ratio_lower as double) as key_project_progress_lower_pct,
    cast(ratio_figures.ratio_upper as double) as key_project_progress_upper_pct
from ratio_figures
inner join subjects on ratio_figures.subject_id = subjects.subject_id
inner join periods on ratio_figures.period_id = periods.period_id
where ratio_figures.metric_id = 'key_project_progress';
comment on view key_project_progress is
'重点项目投资完成率;已完成占计划投资的百分比 | key project progress; completed as percent of '
'planned investment';
