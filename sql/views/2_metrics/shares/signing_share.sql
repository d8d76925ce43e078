-- signing_share: 招商签约占比, share of the city's new signings by number and by money.
-- Grain:   one row per subject and period with a share of either.
-- Reads:   metric_figures, subjects, periods.
-- Formula: investment_per_project_cny_100m = investment / projects; relative_size_ratio
--          = investment share / project share: below 1, projects are smaller than the
--          city's on average.
-- Nulls:   a quotient of which a figure is missing, or the divisor is zero.
-- Sample:  subject_id     | period_id | investment_share_pct | relative_size_ratio
--          jinzhong_zones | 2021-S1   | 45.2                 | 0.904
create view signing_share as
with signings as (
    select
        subject_id,
        period_id,
        max(case when item_id = 'new_signed_projects' then numerator_value end)
            as projects,
        max(case when item_id = 'new_signed_projects' then value end)
            as projects_share,
        max(case when item_id = 'new_signed_projects' then lower_bound end)
            as projects_share_lower,
        max(case when item_id = 'new_signed_projects' then upper_bound end)
            as projects_share_upper,
        max(case when item_id = 'new_signed_projects' then numerator_lower end)
            as projects_lower,
        max(case when item_id = 'new_signed_projects' then numerator_upper end)
            as projects_upper,
        max(case when item_id = 'new_signed_investment' then numerator_value end)
            as investment,
        max(case when item_id = 'new_signed_investment' then numerator_lower end)
            as investment_lower,
        max(case when item_id = 'new_signed_investment' then numerator_upper end)
            as investment_upper,
        max(case when item_id = 'new_signed_investment' then value end)
            as investment_share,
        max(case when item_id = 'new_signed_investment' then lower_bound end)
            as investment_share_lower,
        max(case when item_id = 'new_signed_investment' then upper_bound end)
            as investment_share_upper
    from metric_figures
    where
        metric_id = 'city_share'
        and item_id in ('new_signed_projects', 'new_signed_investment')
    group by subject_id, period_id
)

select
    signings.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    signings.period_id,
    periods.period_start,
    periods.period_end,
    cast(signings.projects as bigint) as projects_count,
    cast(signings.investment as decimal(18, 4)) as investment_cny_100m,
    cast(signings.investment / nullif(signings.projects, 0) as double)
        as investment_per_project_cny_100m,
    cast(signings.investment_lower / nullif(signings.projects_upper, 0) as double)
        as investment_per_project_lower_cny_100m,
    cast(signings.investment_upper / nullif(signings.projects_lower, 0) as double)
        as investment_per_project_upper_cny_100m,
    cast(signings.projects_share as double) as projects_share_pct,
    cast(signings.projects_share_lower as double) as projects_share_lower_pct,
    cast(signings.projects_share_upper as double) as projects_share_upper_pct,
    cast(signings.investment_share as double) as investment_share_pct,
    cast(signings.investment_share_lower as double) as investment_share_lower_pct,
    cast(signings.investment_share_upper as double) as investment_share_upper_pct,
    cast(signings.investment_share / nullif(signings.projects_share, 0) as double)
        as relative_size_ratio,
    cast(
        signings.investment_share_lower / nullif(signings.projects_share_upper, 0)
        as double
    ) as relative_size_ratio_lower,
    cast(
        signings.investment_share_upper / nullif(signings.projects_share_lower, 0)
        as double
    ) as relative_size_ratio_upper
from signings
inner join subjects on signings.subject_id = subjects.subject_id
inner join periods on signings.period_id = periods.period_id;
comment on view signing_share is
'招商签约占比;新签约项目数与投资额占全市的百分比 | signing share; new signings as percent of the '
'city, by number and by money';
