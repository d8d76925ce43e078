-- conversion_backlog: 转化缺口, what has not reached the next stage.
-- Grain:   one row per subject, period and batch.
-- Reads:   metric_figures, subjects, periods, project_sets.
-- Formula: backlog_count = projects - those that reached the next stage;
--          output_gap_cny_100m = expected - actual output. Negative: ahead of plan.
-- Nulls:   a side of the difference is missing.
-- Sample:  subject_id     | period_id       | backlog_count | output_gap_cny_100m
--          jinzhong_zones | R1-4@2021-08-06 |               | 18.3900
--          jinzhong_zones | R1-4@2021-08-06 | 12            |
--          jinzhong_zones | R1-4@2021-08-06 | 40            |
create view conversion_backlog as
with differences as (
    select
        subject_id,
        period_id,
        item_id,
        max(case metric_id when 'conversion_backlog' then numerator_value end)
            as projects,
        max(case metric_id when 'conversion_backlog' then denominator_value end)
            as advanced_projects,
        max(case metric_id when 'output_gap' then numerator_value end)
            as expected_output,
        max(case metric_id when 'output_gap' then denominator_value end)
            as actual_output,
        max(case metric_id when 'conversion_backlog' then value end) as backlog,
        max(case metric_id when 'output_gap' then value end) as gap,
        max(case metric_id when 'output_gap' then lower_bound end) as gap_lower,
        max(case metric_id when 'output_gap' then upper_bound end) as gap_upper
    from metric_figures
    where metric_id in ('conversion_backlog', 'output_gap')
    group by subject_id, period_id, item_id
)

select
    differences.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    differences.period_id,
    periods.period_start,
    periods.period_end,
    project_sets.project_set_id,
    cast(project_sets.batch_no as integer) as batch_no,
    project_sets.name_zh as project_set_name_zh,
    project_sets.name_en as project_set_name_en,
    cast(differences.projects as bigint) as projects_count,
    cast(differences.advanced_projects as bigint) as advanced_projects_count,
    cast(differences.expected_output as decimal(18, 4)) as expected_output_cny_100m,
    cast(differences.actual_output as decimal(18, 4)) as actual_output_cny_100m,
    cast(differences.backlog as bigint) as backlog_count,
    cast(differences.gap as decimal(18, 4)) as output_gap_cny_100m,
    cast(differences.gap_lower as decimal(18, 5)) as output_gap_lower_cny_100m,
    cast(differences.gap_upper as decimal(18, 5)) as output_gap_upper_cny_100m
from differences
inner join subjects on differences.subject_id = subjects.subject_id
inner join periods on differences.period_id = periods.period_id
inner join project_sets on differences.item_id = project_sets.project_set_id;
comment on view conversion_backlog is
'转化缺口;尚未进入下一阶段的项目与未达到的产值 | conversion backlog; projects not yet at the next '
'stage, output not yet reached';
