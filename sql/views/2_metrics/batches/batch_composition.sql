-- batch_composition: 三批构成, each batch's share of the three together.
-- Grain:   one row per subject, period and batch.
-- Reads:   metric_figures, subjects, periods, project_sets.
-- Formula: share_pct = 100 * batch / sum of the batches, of projects, investment and
--          expected output; the bounds move the batch one way, the others the other.
-- Nulls:   a share of which a batch is missing, or the sum is zero.
-- Sample:  subject_id     | period_id       | batch_no | batch_output_share_pct
--          jinzhong_zones | R1-4@2021-08-06 | 3        | 16.976648440942153
--          jinzhong_zones | R1-4@2021-08-06 | 1        | 42.945055580033085
--          jinzhong_zones | R1-4@2021-08-06 | 2        | 40.078295979024766
create view batch_composition as
with shares as (
    select
        subject_id,
        period_id,
        item_id,
        max(case metric_id when 'batch_projects_share' then numerator_value end)
            as projects,
        max(case metric_id when 'batch_investment_share' then numerator_value end)
            as investment,
        max(case metric_id when 'batch_output_share' then numerator_value end)
            as expected_output,
        max(case metric_id when 'batch_projects_share' then value end)
            as projects_share,
        max(case metric_id when 'batch_investment_share' then value end)
            as investment_share,
        max(case metric_id when 'batch_investment_share' then lower_bound end)
            as investment_share_lower,
        max(case metric_id when 'batch_investment_share' then upper_bound end)
            as investment_share_upper,
        max(case metric_id when 'batch_output_share' then value end)
            as output_share,
        max(case metric_id when 'batch_output_share' then lower_bound end)
            as output_share_lower,
        max(case metric_id when 'batch_output_share' then upper_bound end)
            as output_share_upper
    from metric_figures
    where
        metric_id in (
            'batch_projects_share', 'batch_investment_share', 'batch_output_share'
        )
    group by subject_id, period_id, item_id
)

select
    shares.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    shares.period_id,
    periods.period_start,
    periods.period_end,
    project_sets.project_set_id,
    cast(project_sets.batch_no as integer) as batch_no,
    project_sets.name_zh as project_set_name_zh,
    project_sets.name_en as project_set_name_en,
    cast(shares.projects as bigint) as projects_count,
    cast(shares.investment as decimal(18, 4)) as investment_cny_100m,
    cast(shares.expected_output as decimal(18, 4)) as expected_output_cny_100m,
    cast(shares.projects_share as double) as batch_projects_share_pct,
    cast(shares.investment_share as double) as batch_investment_share_pct,
    cast(shares.investment_share_lower as double) as batch_investment_share_lower_pct,
    cast(shares.investment_share_upper as double) as batch_investment_share_upper_pct,
    cast(shares.output_share as double) as batch_output_share_pct,
    cast(shares.output_share_lower as double) as batch_output_share_lower_pct,
    cast(shares.output_share_upper as double) as batch_output_share_upper_pct
from shares
inner join subjects on shares.subject_id = subjects.subject_id
inner join periods on shares.period_id = periods.period_id
inner join project_sets on shares.item_id = project_sets.project_set_id;
comment on view batch_composition is
'三批构成;各批占三批合计的百分比 | batch composition; each batch as percent of the three together';
