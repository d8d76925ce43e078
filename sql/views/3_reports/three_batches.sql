-- three_batches: 三个一批, each batch with its money, its rate and its rank.
-- Grain:   one row per subject, period and batch.
-- Reads:   project_set_figures, project_sets, start_rate, production_rate,
--          attainment_rate, current_figures, provincial_rank.
-- Formula: rate_pct is the rate of the batch: start, production or attainment rate;
--          stated_rate_pct is the same as printed.
-- Nulls:   what is not printed; advanced projects of the last batch, actual output of
--          the first two.
create view three_batches as
with rates as (
    select
        subject_id,
        period_id,
        'start_rate' as rate_indicator_id,
        start_rate_pct as rate_pct
    from start_rate
    union all
    select
        subject_id,
        period_id,
        'production_rate' as rate_indicator_id,
        production_rate_pct as rate_pct
    from production_rate
    union all
    select
        subject_id,
        period_id,
        'attainment_rate' as rate_indicator_id,
        attainment_rate_pct as rate_pct
    from attainment_rate
)

select
    cast(project_set_figures.subject_id as varchar) as subject_id,
    cast(project_set_figures.subject_name_zh as varchar) as subject_name_zh,
    cast(project_set_figures.subject_name_en as varchar) as subject_name_en,
    cast(project_set_figures.period_id as varchar) as period_id,
    cast(project_set_figures.period_start as date) as period_start,
    cast(project_set_figures.period_end as date) as period_end,
    cast(project_set_figures.batch_no as integer) as batch_no,
    cast(project_set_figures.project_set_id as varchar) as project_set_id,
    cast(project_set_figures.project_set_name_zh as varchar) as project_set_name_zh,
    cast(project_set_figures.project_set_name_en as varchar) as project_set_name_en,
    cast(project_set_figures.projects_count as bigint) as projects_count,
    cast(project_set_figures.advanced_projects_count as bigint)
        as advanced_projects_count,
    cast(project_set_figures.investment_cny_100m as decimal(18, 4))
        as investment_cny_100m,
    cast(project_set_figures.expected_output_cny_100m as decimal(18, 4))
        as expected_output_cny_100m,
    cast(project_set_figures.actual_output_cny_100m as decimal(18, 4))
        as actual_output_cny_100m,
    cast(project_sets.rate_indicator_id as varchar) as rate_indicator_id,
    cast(rates.rate_pct as double) as rate_pct,
    cast(current_figures.value as decimal(18, 4)) as stated_rate_pct,
    cast(provincial_rank.provincial_rank as bigint) as provincial_rank
from project_set_figures
inner join project_sets
    on project_set_figures.project_set_id = project_sets.project_set_id
left join rates
    on
        project_set_figures.subject_id = rates.subject_id
        and project_set_figures.period_id = rates.period_id
        and project_sets.rate_indicator_id = rates.rate_indicator_id
left join current_figures
    on
        project_set_figures.subject_id = current_figures.subject_id
        and project_set_figures.period_id = current_figures.period_id
        and project_sets.rate_indicator_id = current_figures.indicator_id
left join provincial_rank
    on
        project_set_figures.subject_id = provincial_rank.subject_id
        and project_set_figures.period_id = provincial_rank.period_id
        and project_sets.rate_indicator_id = provincial_rank.indicator_id
where project_set_figures.batch_no is not null;
comment on view three_batches is
'三个一批;各批的项目、投资、产值、比率与全省位次 | three batches; projects, money, rate and provincial '
'rank of each batch';
