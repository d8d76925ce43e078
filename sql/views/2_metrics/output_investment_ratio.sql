-- output_investment_ratio: 产出投资比, annual output per unit of investment.
-- Grain:   one row per subject, period and project set with investment, of the sets
--          that have an expected output.
-- Reads:   project_set_figures, project_sets.
-- Formula: expected_output_ratio = expected output / investment;
--          actual_output_ratio = actual output / investment (times).
-- Nulls:   the output is missing, or nothing was invested.
create view output_investment_ratio as
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
    cast(investment_cny_100m as decimal(18, 4)) as investment_cny_100m,
    cast(expected_output_cny_100m as decimal(18, 4)) as expected_output_cny_100m,
    cast(actual_output_cny_100m as decimal(18, 4)) as actual_output_cny_100m,
    cast(
        cast(expected_output_cny_100m as double)
        / nullif(cast(investment_cny_100m as double), 0)
        as double
    ) as expected_output_ratio,
    cast(
        cast(expected_output_lower_cny_100m as double)
        / nullif(cast(investment_upper_cny_100m as double), 0)
        as double
    ) as expected_output_ratio_lower,
    cast(
        cast(expected_output_upper_cny_100m as double)
        / nullif(cast(investment_lower_cny_100m as double), 0)
        as double
    ) as expected_output_ratio_upper,
    cast(
        cast(actual_output_cny_100m as double)
        / nullif(cast(investment_cny_100m as double), 0)
        as double
    ) as actual_output_ratio,
    cast(
        cast(actual_output_lower_cny_100m as double)
        / nullif(cast(investment_upper_cny_100m as double), 0)
        as double
    ) as actual_output_ratio_lower,
    cast(
        cast(actual_output_upper_cny_100m as double)
        / nullif(cast(investment_lower_cny_100m as double), 0)
        as double
    ) as actual_output_ratio_upper
from project_set_figures
where
    investment_cny_100m is not null
    and project_set_id in (
        select project_sets.project_set_id
        from project_sets
        where project_sets.expected_output_indicator_id is not null
    );
comment on view output_investment_ratio is
'产出投资比;年产值与投资额之比(倍) | output investment ratio; annual output per unit of '
'investment, times';
