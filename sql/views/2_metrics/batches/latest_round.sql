-- latest_round: 最近一期, what the last round added to the three batches.
-- Grain:   one row per subject and last round of a range of rounds.
-- Reads:   metric_figures, periods, subjects.
-- Formula: all rounds less the batches of the earlier rounds: never a reported value.
-- Nulls:   the range or any batch of its earlier rounds is missing.
-- Sample:  subject_id     | period_id     | round_no | expected_output_cny_100m
--          jinzhong_zones | R5@2021-08-06 | 5        | 303.5100
create view latest_round as
with residuals as (
    select
        subject_id,
        period_id,
        max(case metric_id when 'latest_round_projects' then value end) as projects,
        max(case metric_id when 'latest_round_investment' then value end) as invested,
        max(case metric_id when 'latest_round_investment' then lower_bound end)
            as invested_lower,
        max(case metric_id when 'latest_round_investment' then upper_bound end)
            as invested_upper,
        max(case metric_id when 'latest_round_output' then value end) as expected,
        max(case metric_id when 'latest_round_output' then lower_bound end)
            as output_lower,
        max(case metric_id when 'latest_round_output' then upper_bound end)
            as output_upper
    from metric_figures
    where
        metric_id in (
            'latest_round_projects', 'latest_round_investment', 'latest_round_output'
        )
    group by subject_id, period_id
)

select
    residuals.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    residuals.period_id,
    periods.period_start,
    periods.period_end,
    cast(periods.round_to as integer) as round_no,
    cast(residuals.projects as bigint) as projects_count,
    cast(residuals.invested as decimal(18, 4)) as investment_cny_100m,
    cast(residuals.invested_lower as decimal(18, 5)) as investment_lower_cny_100m,
    cast(residuals.invested_upper as decimal(18, 5)) as investment_upper_cny_100m,
    cast(residuals.expected as decimal(18, 4)) as expected_output_cny_100m,
    cast(residuals.output_lower as decimal(18, 5)) as expected_output_lower_cny_100m,
    cast(residuals.output_upper as decimal(18, 5)) as expected_output_upper_cny_100m
from residuals
inner join subjects on residuals.subject_id = subjects.subject_id
inner join periods on residuals.period_id = periods.period_id;
comment on view latest_round is
'最近一期;各期合计减去前几期的差额 | latest round; all rounds less the earlier ones, a residual';
