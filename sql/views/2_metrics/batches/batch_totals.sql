-- batch_totals: 三批合计, the three batches added up where each is printed.
-- Grain:   one row per subject and period with any batch.
-- Reads:   project_set_figures, project_sets.
-- Formula: sum over the batches; the sum of their bounds bounds the sum.
-- Nulls:   a total of which any batch is missing.
create view batch_totals as
with batches as (
    select count(*) as batch_count
    from project_sets
    where batch_no is not null
),

sums as (
    select
        subject_id,
        period_id,
        count(projects_count) as with_projects,
        count(investment_cny_100m) as with_investment,
        count(expected_output_cny_100m) as with_output,
        sum(projects_count) as projects,
        sum(investment_cny_100m) as investment,
        sum(investment_lower_cny_100m) as investment_lower,
        sum(investment_upper_cny_100m) as investment_upper,
        sum(expected_output_cny_100m) as expected_output,
        sum(expected_output_lower_cny_100m) as expected_output_lower,
        sum(expected_output_upper_cny_100m) as expected_output_upper
    from project_set_figures
    where batch_no is not null
    group by subject_id, period_id
),

complete as (
    select
        sums.*,
        sums.with_projects = batches.batch_count as has_projects,
        sums.with_investment = batches.batch_count as has_investment,
        sums.with_output = batches.batch_count as has_output
    from sums
    cross join batches
)

select
    subject_id,
    period_id,
    cast(case when has_projects then projects end as bigint) as projects_count,
    cast(case when has_investment then investment end as decimal(18, 8))
        as investment_cny_100m,
    cast(case when has_investment then investment_lower end as decimal(18, 8))
        as investment_lower_cny_100m,
    cast(case when has_investment then investment_upper end as decimal(18, 8))
        as investment_upper_cny_100m,
    cast(case when has_output then expected_output end as decimal(18, 8))
        as expected_output_cny_100m,
    cast(case when has_output then expected_output_lower end as decimal(18, 8))
        as expected_output_lower_cny_100m,
    cast(case when has_output then expected_output_upper end as decimal(18, 8))
        as expected_output_upper_cny_100m
from complete;
comment on view batch_totals is
'三批合计;三批均已刊印时的合计 | batch totals; the three batches added up where each is printed';
