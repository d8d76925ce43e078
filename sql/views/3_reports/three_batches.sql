-- three_batches: 三个一批, each batch with its money, its rate and its rank.
-- Grain:   one row per subject, period and batch.
-- Reads:   project_set_figures, project_sets, metric_figures, current_values,
--          provincial_rank, subjects, periods.
-- Formula: rate_pct is the rate of the batch: start, production or attainment rate;
--          stated_rate_pct is the same as printed.
-- Nulls:   what is not printed; advanced projects of the last batch, actual output of
--          the first two.
-- Sample:  subject_id     | period_id       | stated_rate_pct | provincial_rank
--          jinzhong_zones | R1-4@2021-08-06 | 87.2300         | 5
--          jinzhong_zones | R1-4@2021-08-06 | 62.6200         | 1
--          jinzhong_zones | R1-4@2021-08-06 | 92.1800         | 3
create view three_batches as
select
    project_set_figures.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    project_set_figures.period_id,
    periods.period_start,
    periods.period_end,
    cast(project_set_figures.batch_no as integer) as batch_no,
    project_set_figures.project_set_id,
    project_sets.name_zh as project_set_name_zh,
    project_sets.name_en as project_set_name_en,
    cast(project_set_figures.projects_count as bigint) as projects_count,
    cast(project_set_figures.advanced_projects_count as bigint)
        as advanced_projects_count,
    cast(project_set_figures.investment_cny_100m as decimal(18, 4))
        as investment_cny_100m,
    cast(project_set_figures.expected_output_cny_100m as decimal(18, 4))
        as expected_output_cny_100m,
    cast(project_set_figures.actual_output_cny_100m as decimal(18, 4))
        as actual_output_cny_100m,
    project_sets.rate_indicator_id,
    cast(metric_figures.value as double) as rate_pct,
    cast(current_values.value as decimal(18, 4)) as stated_rate_pct,
    cast(provincial_rank.provincial_rank as bigint) as provincial_rank
from project_set_figures
inner join project_sets
    on project_set_figures.project_set_id = project_sets.project_set_id
inner join subjects on project_set_figures.subject_id = subjects.subject_id
inner join periods on project_set_figures.period_id = periods.period_id
left join metric_figures
    on
        project_set_figures.subject_id = metric_figures.subject_id
        and project_set_figures.period_id = metric_figures.period_id
        and project_sets.rate_indicator_id = metric_figures.metric_id
left join current_values
    on
        project_set_figures.subject_id = current_values.subject_id
        and project_set_figures.period_id = current_values.period_id
        and project_sets.rate_indicator_id = current_values.indicator_id
left join provincial_rank
    on
        project_set_figures.subject_id = provincial_rank.subject_id
        and project_set_figures.period_id = provincial_rank.period_id
        and project_sets.rate_indicator_id = provincial_rank.indicator_id
where project_set_figures.batch_no is not null;
comment on view three_batches is
'三个一批;各批的项目、投资、产值、比率与全省位次 | three batches; projects, money, rate and provincial '
'rank of each batch';
