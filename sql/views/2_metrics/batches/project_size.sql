-- project_size: 平均项目规模, investment per project.
-- Grain:   one row per subject, period and project set with a project count.
-- Reads:   metric_figures, subjects, periods, project_sets.
-- Formula: investment_per_project_cny_100m = investment / projects.
-- Nulls:   the investment is missing, or there is no project.
-- Sample:  subject_id     | period_id       | investment_per_project_cny_100m
--          jinzhong_zones | 2021-08-06      | 1.2967741935483872
--          jinzhong_zones | 2021-S1         | 11.088461538461539
--          jinzhong_zones | R1-4@2021-08-06 | 2.647787610619469
create view project_size as
select
    metric_figures.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    metric_figures.period_id,
    periods.period_start,
    periods.period_end,
    project_sets.project_set_id,
    cast(project_sets.batch_no as integer) as batch_no,
    project_sets.name_zh as project_set_name_zh,
    project_sets.name_en as project_set_name_en,
    cast(metric_figures.denominator_value as bigint) as projects_count,
    cast(metric_figures.numerator_value as decimal(18, 4)) as investment_cny_100m,
    cast(metric_figures.value as double) as investment_per_project_cny_100m,
    cast(metric_figures.lower_bound as double)
        as investment_per_project_lower_cny_100m,
    cast(metric_figures.upper_bound as double)
        as investment_per_project_upper_cny_100m
from metric_figures
inner join subjects on metric_figures.subject_id = subjects.subject_id
inner join periods on metric_figures.period_id = periods.period_id
inner join project_sets on metric_figures.item_id = project_sets.project_set_id
where metric_figures.metric_id = 'project_size';
comment on view project_size is
'平均项目规模;每个项目的投资额 | project size; investment per project';
