-- project_set_figures: 项目集合数字, projects, money and output of each project set.
-- Grain:   one row per subject, period and project set with any figure.
-- Reads:   current_values, project_set_indicators.
-- Formula: none; the indicators of the set, side by side.
-- Nulls:   a figure that is not printed, or is only a bound; batch_no of other sets.
create view project_set_figures as
with set_figures as (
    select
        current_values.subject_id,
        current_values.period_id,
        current_values.point_value,
        current_values.lower_bound,
        current_values.upper_bound,
        project_set_indicators.project_set_id,
        project_set_indicators.batch_no,
        project_set_indicators.column_name
    from current_values
    inner join project_set_indicators
        on current_values.indicator_id = project_set_indicators.indicator_id
    where project_set_indicators.column_name <> 'rate_pct'
),

side_by_side as (
    select
        subject_id,
        period_id,
        project_set_id,
        batch_no,
        max(case when column_name = 'projects_count' then point_value end)
            as projects,
        max(case when column_name = 'advanced_projects_count' then point_value end)
            as advanced,
        max(case when column_name = 'investment_cny_100m' then point_value end)
            as investment,
        max(case when column_name = 'investment_cny_100m' then lower_bound end)
            as investment_lower,
        max(case when column_name = 'investment_cny_100m' then upper_bound end)
            as investment_upper,
        max(case when column_name = 'expected_output_cny_100m' then point_value end)
            as expected,
        max(case when column_name = 'expected_output_cny_100m' then lower_bound end)
            as expected_lower,
        max(case when column_name = 'expected_output_cny_100m' then upper_bound end)
            as expected_upper,
        max(case when column_name = 'actual_output_cny_100m' then point_value end)
            as actual,
        max(case when column_name = 'actual_output_cny_100m' then lower_bound end)
            as actual_lower,
        max(case when column_name = 'actual_output_cny_100m' then upper_bound end)
            as actual_upper
    from set_figures
    group by subject_id, period_id, project_set_id, batch_no
)

select
    subject_id,
    period_id,
    project_set_id,
    cast(batch_no as integer) as batch_no,
    cast(projects as bigint) as projects_count,
    cast(advanced as bigint) as advanced_projects_count,
    cast(investment as decimal(18, 8)) as investment_cny_100m,
    cast(investment_lower as decimal(18, 8)) as investment_lower_cny_100m,
    cast(investment_upper as decimal(18, 8)) as investment_upper_cny_100m,
    cast(expected as decimal(18, 8)) as expected_output_cny_100m,
    cast(expected_lower as decimal(18, 8)) as expected_output_lower_cny_100m,
    cast(expected_upper as decimal(18, 8)) as expected_output_upper_cny_100m,
    cast(actual as decimal(18, 8)) as actual_output_cny_100m,
    cast(actual_lower as decimal(18, 8)) as actual_output_lower_cny_100m,
    cast(actual_upper as decimal(18, 8)) as actual_output_upper_cny_100m
from side_by_side;
comment on view project_set_figures is
'项目集合数字;每个项目集合的项目数、投资与产值 | project set figures; projects, money and output of '
'each project set';
