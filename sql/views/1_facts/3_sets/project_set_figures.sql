-- project_set_figures: 项目集合数字, projects, money and output of each project set.
-- Grain:   one row per subject, period and project set with any figure.
-- Reads:   current_figures, project_sets.
-- Formula: none; the indicators that project_sets names, side by side.
-- Nulls:   a figure that is not printed, or is only a bound.
create view project_set_figures as
with set_indicators as (
    select
        project_set_id,
        'projects' as set_column,
        projects_indicator_id as indicator_id
    from project_sets
    union all
    select
        project_set_id,
        'investment' as set_column,
        investment_indicator_id as indicator_id
    from project_sets
    union all
    select
        project_set_id,
        'expected_output' as set_column,
        expected_output_indicator_id as indicator_id
    from project_sets
    union all
    select
        project_set_id,
        'actual_output' as set_column,
        actual_output_indicator_id as indicator_id
    from project_sets
    union all
    select
        project_set_id,
        'advanced' as set_column,
        advanced_indicator_id as indicator_id
    from project_sets
),

set_figures as (
    select
        set_indicators.project_set_id,
        set_indicators.set_column,
        current_figures.*
    from current_figures
    inner join set_indicators
        on current_figures.indicator_id = set_indicators.indicator_id
),

side_by_side as (
    select
        subject_id,
        subject_name_zh,
        subject_name_en,
        period_id,
        period_start,
        period_end,
        project_set_id,
        max(case when set_column = 'projects' then point_value end) as projects,
        max(case when set_column = 'advanced' then point_value end) as advanced,
        max(case when set_column = 'investment' then point_value end) as investment,
        max(case when set_column = 'investment' then lower_bound end)
            as investment_lower,
        max(case when set_column = 'investment' then upper_bound end)
            as investment_upper,
        max(case when set_column = 'expected_output' then point_value end) as expected,
        max(case when set_column = 'expected_output' then lower_bound end)
            as expected_lower,
        max(case when set_column = 'expected_output' then upper_bound end)
            as expected_upper,
        max(case when set_column = 'actual_output' then point_value end) as actual,
        max(case when set_column = 'actual_output' then lower_bound end)
            as actual_lower,
        max(case when set_column = 'actual_output' then upper_bound end)
            as actual_upper
    from set_figures
    group by
        subject_id, subject_name_zh, subject_name_en, period_id, period_start,
        period_end, project_set_id
)

select
    cast(side_by_side.subject_id as varchar) as subject_id,
    cast(side_by_side.subject_name_zh as varchar) as subject_name_zh,
    cast(side_by_side.subject_name_en as varchar) as subject_name_en,
    cast(side_by_side.period_id as varchar) as period_id,
    cast(side_by_side.period_start as date) as period_start,
    cast(side_by_side.period_end as date) as period_end,
    cast(side_by_side.project_set_id as varchar) as project_set_id,
    cast(project_sets.batch_no as integer) as batch_no,
    cast(project_sets.name_zh as varchar) as project_set_name_zh,
    cast(project_sets.name_en as varchar) as project_set_name_en,
    cast(side_by_side.projects as bigint) as projects_count,
    cast(side_by_side.advanced as bigint) as advanced_projects_count,
    cast(side_by_side.investment as decimal(18, 8)) as investment_cny_100m,
    cast(side_by_side.investment_lower as decimal(18, 8))
        as investment_lower_cny_100m,
    cast(side_by_side.investment_upper as decimal(18, 8))
        as investment_upper_cny_100m,
    cast(side_by_side.expected as decimal(18, 8)) as expected_output_cny_100m,
    cast(side_by_side.expected_lower as decimal(18, 8))
        as expected_output_lower_cny_100m,
    cast(side_by_side.expected_upper as decimal(18, 8))
        as expected_output_upper_cny_100m,
    cast(side_by_side.actual as decimal(18, 8)) as actual_output_cny_100m,
    cast(side_by_side.actual_lower as decimal(18, 8)) as actual_output_lower_cny_100m,
    cast(side_by_side.actual_upper as decimal(18, 8)) as actual_output_upper_cny_100m
from side_by_side
inner join project_sets on side_by_side.project_set_id = project_sets.project_set_id;
comment on view project_set_figures is
'项目集合数字;每个项目集合的项目数、投资与产值 | project set figures; projects, money and output of '
'each project set';
