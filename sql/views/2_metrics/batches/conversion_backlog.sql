-- conversion_backlog: 转化缺口, what has not reached the next stage.
-- Grain:   one row per subject, period and batch.
-- Reads:   project_set_figures, subjects, periods, project_sets.
-- Formula: backlog_count = projects - those that reached the next stage;
--          output_gap_cny_100m = expected - actual output. Negative: ahead of plan.
-- Nulls:   a side of the difference is missing.
create view conversion_backlog as
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
    cast(project_set_figures.advanced_projects_count as bigint) as advanced_projects_count,
    cast(project_set_figures.expected_output_cny_100m as decimal(18, 4)) as expected_output_cny_100m,
    cast(project_set_figures.actual_output_cny_100m as decimal(18, 4)) as actual_output_cny_100m,
    cast(project_set_figures.projects_count - project_set_figures.advanced_projects_count as bigint) as backlog_count,
    cast(project_set_figures.expected_output_cny_100m - project_set_figures.actual_output_cny_100m as decimal(18, 4))
        as output_gap_cny_100m,
    cast(
        project_set_figures.expected_output_lower_cny_100m - project_set_figures.actual_output_upper_cny_100m as decimal(18, 5)
    ) as output_gap_lower_cny_100m,
    cast(
        project_set_figures.expected_output_upper_cny_100m - project_set_figures.actual_output_lower_cny_100m as decimal(18, 5)
    ) as output_gap_upper_cny_100m
from project_set_figures
inner join subjects on project_set_figures.subject_id = subjects.subject_id
inner join periods on project_set_figures.period_id = periods.period_id
inner join project_sets
    on project_set_figures.project_set_id = project_sets.project_set_id
where project_set_figures.batch_no is not null;
comment on view conversion_backlog is
'转化缺口;尚未进入下一阶段的项目与未达到的产值 | conversion backlog; projects not yet at the next '
'stage, output not yet reached';
