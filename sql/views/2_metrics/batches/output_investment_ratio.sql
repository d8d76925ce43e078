-- output_investment_ratio: 产出投资比, annual output per unit of investment.
-- Grain:   one row per subject, period and project set with investment, of the sets
--          that have an expected output.
-- Reads:   metric_figures, project_sets, subjects, periods.
-- Formula: expected_output_ratio = expected output / investment;
--          actual_output_ratio = actual output / investment (times).
-- Nulls:   the output is missing, or nothing was invested.
-- Sample:  subject_id     | period_id       | batch_no | actual_output_ratio
--          jinzhong_zones | R1-4@2021-08-06 | 3        | 0.7240975935828877
--          jinzhong_zones | R1-4@2021-08-06 | 1        |
--          jinzhong_zones | R1-4@2021-08-06 | 2        |
create view output_investment_ratio as
with ratios as (
    select
        subject_id,
        period_id,
        item_id,
        max(denominator_value) as investment,
        max(case metric_id when 'output_investment_ratio' then numerator_value end)
            as expected_output,
        max(
            case metric_id
                when 'actual_output_investment_ratio' then numerator_value
            end
        ) as actual_output,
        max(case metric_id when 'output_investment_ratio' then value end) as expected,
        max(case metric_id when 'output_investment_ratio' then lower_bound end)
            as expected_lower,
        max(case metric_id when 'output_investment_ratio' then upper_bound end)
            as expected_upper,
        max(case metric_id when 'actual_output_investment_ratio' then value end)
            as actual,
        max(case metric_id when 'actual_output_investment_ratio' then lower_bound end)
            as actual_lower,
        max(case metric_id when 'actual_output_investment_ratio' then upper_bound end)
            as actual_upper
    from metric_figures
    where
        metric_id in ('output_investment_ratio', 'actual_output_investment_ratio')
    group by subject_id, period_id, item_id
)

select
    ratios.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    ratios.period_id,
    periods.period_start,
    periods.period_end,
    project_sets.project_set_id,
    cast(project_sets.batch_no as integer) as batch_no,
    project_sets.name_zh as project_set_name_zh,
    project_sets.name_en as project_set_name_en,
    cast(ratios.investment as decimal(18, 4)) as investment_cny_100m,
    cast(ratios.expected_output as decimal(18, 4)) as expected_output_cny_100m,
    cast(ratios.actual_output as decimal(18, 4)) as actual_output_cny_100m,
    cast(ratios.expected as double) as expected_output_ratio,
    cast(ratios.expected_lower as double) as expected_output_ratio_lower,
    cast(ratios.expected_upper as double) as expected_output_ratio_upper,
    cast(ratios.actual as double) as actual_output_ratio,
    cast(ratios.actual_lower as double) as actual_output_ratio_lower,
    cast(ratios.actual_upper as double) as actual_output_ratio_upper
from ratios
inner join subjects on ratios.subject_id = subjects.subject_id
inner join periods on ratios.period_id = periods.period_id
inner join project_sets on ratios.item_id = project_sets.project_set_id;
comment on view output_investment_ratio is
'产出投资比;年产值与投资额之比(倍) | output investment ratio; annual output per unit of '
'investment, times';
