-- conversion_backlog: 转化缺口, what has not reached the next stage.
-- Grain:   one row per subject, period and batch.
-- Reads:   project_set_figures.
-- Formula: backlog_count = projects - those that reached the next stage;
--          output_gap_cny_100m = expected - actual output. Negative: ahead of plan.
-- Nulls:   a side of the difference is missing.
create view conversion_backlog as
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
    cast(advanced_projects_count as bigint) as advanced_projects_count,
    cast(expected_output_cny_100m as decimal(18, 4)) as expected_output_cny_100m,
    cast(actual_output_cny_100m as decimal(18, 4)) as actual_output_cny_100m,
    cast(projects_count - advanced_projects_count as bigint) as backlog_count,
    cast(expected_output_cny_100m - actual_output_cny_100m as decimal(18, 4))
        as output_gap_cny_100m,
    cast(
        expected_output_lower_cny_100m - actual_output_upper_cny_100m as decimal(18, 5)
    ) as output_gap_lower_cny_100m,
    cast(
        expected_output_upper_cny_100m - actual_output_lower_cny_100m as decimal(18, 5)
    ) as output_gap_upper_cny_100m
from project_set_figures
where batch_no is not null;
comment on view conversion_backlog is
'转化缺口;尚未进入下一阶段的项目与未达到的产值 | conversion backlog; projects not yet at the next '
'stage, output not yet reached';
