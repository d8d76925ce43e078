-- project_size: 平均项目规模, investment per project.
-- Grain:   one row per subject, period and project set with a project count.
-- Reads:   project_set_figures, subjects, periods, project_sets.
-- Formula: investment_per_project_cny_100m = investment / projects.
-- Nulls:   the investment is missing, or there is no project.
create view project_size as
select
    project_set_figures.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    project_set_figures.period_id,
    periods.period_start,
    periods.period_end,
    project_set_figures.project_set_id,
    cast(project_set_figures.batch_no as integer) as batch_no,
    project_sets.name_zh as project_set_name_zh,
    project_sets.name_en as project_set_name_en,
    cast(project_set_figures.projects_count as bigint) as projects_count,
    cast(project_set_figures.investment_cny_100m as decimal(18, 4)) as investment_cny_100m,
    cast(
        cast(project_set_figures.investment_cny_100m as double)
        / nullif(cast(project_set_figures.projects_count as double), 0)
        as double
    ) as investment_per_project_cny_100m,
    cast(
        cast(project_set_figures.investment_lower_cny_100m as double)
        / nullif(cast(project_set_figures.projects_count as double), 0)
        as double
    ) as investment_per_project_lower_cny_100m,
    cast(
        cast(project_set_figures.investment_upper_cny_100m as double)
        / nullif(cast(project_set_figures.projects_count as double), 0)
        as double
    ) as investment_per_project_upper_cny_100m
from project_set_figures
inner join subjects on project_set_figures.subject_id = subjects.subject_id
inner join periods on project_set_figures.period_id = periods.period_id
inner join project_sets
    on project_set_figures.project_set_id = project_sets.project_set_id
where project_set_figures.projects_count is not null;
comment on view project_size is
'平均项目规模;每个项目的投资额 | project size; investment per project';
