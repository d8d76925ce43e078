-- project_size: 平均项目规模, investment per project.
-- Grain:   one row per subject, period and project set with a project count.
-- Reads:   project_set_figures.
-- Formula: investment_per_project_cny_100m = investment / projects.
-- Nulls:   the investment is missing, or there is no project.
create view project_size as
select
    cast(subject_id as varchar) as subject_id,
    cast(subject_name_zh as varchar) as subject_name_zh,
    cast(subject_name_en as varchar) as subject_name_en,
    cast(period_id as varchar) as period_id,
    cast(period_start as date) as period_start,
    cast(period_end as date) as period_end,
    cast(project_set_id as varchar) as project_set_id,
    cast(batch_no as integer) as batch_no,
    cast(project_set_name_zh as varchar) as project_set_name_zh,
    cast(project_set_name_en as varchar) as project_set_name_en,
    cast(projects_count as bigint) as projects_count,
    cast(investment_cny_100m as decimal(18, 4)) as investment_cny_100m,
    cast(
        cast(investment_cny_100m as double)
        / nullif(cast(projects_count as double), 0)
        as double
    ) as investment_per_project_cny_100m,
    cast(
        cast(investment_lower_cny_100m as double)
        / nullif(cast(projects_count as double), 0)
        as double
    ) as investment_per_project_lower_cny_100m,
    cast(
        cast(investment_upper_cny_100m as double)
        / nullif(cast(projects_count as double), 0)
        as double
    ) as investment_per_project_upper_cny_100m
from project_set_figures
where projects_count is not null;
comment on view project_size is
'平均项目规模;每个项目的投资额 | project size; investment per project';
