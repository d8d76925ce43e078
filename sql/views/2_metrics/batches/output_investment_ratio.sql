-- output_investment_ratio: 产出投资比, annual output per unit of investment.
-- Grain:   one row per subject, period and project set with investment, of the sets
--          that have an expected output.
-- Reads:   project_set_figures, project_sets, subjects, periods.
-- Formula: expected_output_ratio = expected output / investment;
--          actual_output_ratio = actual output / investment (times).
-- Nulls:   the output is missing, or nothing was invested.
create view output_investment_ratio as
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
    cast(project_set_figures.investment_cny_100m as decimal(18, 4)) as investment_cny_100m,
    cast(project_set_figures.expected_output_cny_100m as decimal(18, 4)) as expected_output_cny_100m,
    cast(project_set_figures.actual_output_cny_100m as decimal(18, 4)) as actual_output_cny_100m,
    cast(
        cast(project_set_figures.expected_output_cny_100m as double)
        / nullif(cast(project_set_figures.investment_cny_100m as double), 0)
        as double
    ) as expected_output_ratio,
    cast(
        cast(project_set_figures.expected_output_lower_cny_100m as double)
        / nullif(cast(project_set_figures.investment_upper_cny_100m as double), 0)
        as double
    ) as expected_output_ratio_lower,
    cast(
        cast(project_set_figures.expected_output_upper_cny_100m as double)
        / nullif(cast(project_set_figures.investment_lower_cny_100m as double), 0)
        as double
    ) as expected_output_ratio_upper,
    cast(
        cast(project_set_figures.actual_output_cny_100m as double)
        / nullif(cast(project_set_figures.investment_cny_100m as double), 0)
        as double
    ) as actual_output_ratio,
    cast(
        cast(project_set_figures.actual_output_lower_cny_100m as double)
        / nullif(cast(project_set_figures.investment_upper_cny_100m as double), 0)
        as double
    ) as actual_output_ratio_lower,
    cast(
        cast(project_set_figures.actual_output_upper_cny_100m as double)
        / nullif(cast(project_set_figures.investment_lower_cny_100m as double), 0)
        as double
    ) as actual_output_ratio_upper
from project_set_figures
inner join subjects on project_set_figures.subject_id = subjects.subject_id
inner join periods on project_set_figures.period_id = periods.period_id
inner join project_sets
    on project_set_figures.project_set_id = project_sets.project_set_id
where
    project_set_figures.investment_cny_100m is not null
    and project_sets.expected_output_indicator_id is not null;
comment on view output_investment_ratio is
'产出投资比;年产值与投资额之比(倍) | output investment ratio; annual output per unit of '
'investment, times';
