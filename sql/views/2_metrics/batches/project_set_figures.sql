-- project_set_figures: 项目集合数字, projects, money and output of each project set.
-- Grain:   one row per subject, period and project set with any figure.
-- Reads:   current_values, project_set_indicators.
-- Formula: none; the indicators of the set, side by side.
-- Nulls:   a figure that is not printed, or is only a bound; batch_no of other sets.
-- Sample:  subject_id     | period_id       | batch_no | actual_output_cny_100m
--          jinzhong_zones | R1-4@2021-08-06 | 3        | 216.6500
--          jinzhong_zones | R1-4@2021-08-06 | 1        |
--          jinzhong_zones | R1-4@2021-08-06 | 2        |
create view project_set_figures as
with set_figures as (
    select
        current_values.subject_id,
        current_values.period_id,
        current_values.point_value,
        project_set_indicators.project_set_id,
        project_set_indicators.batch_no,
        project_set_indicators.column_name
    from current_values
    inner join project_set_indicators
        on current_values.indicator_id = project_set_indicators.indicator_id
    where project_set_indicators.column_name <> 'rate_pct'
)

select
    subject_id,
    period_id,
    project_set_id,
    cast(batch_no as integer) as batch_no,
    cast(
        max(case when column_name = 'projects_count' then point_value end) as bigint
    ) as projects_count,
    cast(
        max(case when column_name = 'advanced_projects_count' then point_value end)
        as bigint
    ) as advanced_projects_count,
    cast(
        max(case when column_name = 'investment_cny_100m' then point_value end)
        as decimal(18, 4)
    ) as investment_cny_100m,
    cast(
        max(case when column_name = 'expected_output_cny_100m' then point_value end)
        as decimal(18, 4)
    ) as expected_output_cny_100m,
    cast(
        max(case when column_name = 'actual_output_cny_100m' then point_value end)
        as decimal(18, 4)
    ) as actual_output_cny_100m
from set_figures
group by subject_id, period_id, project_set_id, batch_no;
comment on view project_set_figures is
'项目集合数字;每个项目集合的项目数、投资与产值 | project set figures; projects, money and output of '
'each project set';
