-- transformation_share: 转型项目投资占比, transformation against industrial investment.
-- Grain:   one row per subject and period with either investment.
-- Reads:   current_figures.
-- Formula: transformation_share_pct = 100 * transformation / industrial investment.
-- Nulls:   no industrial investment, or an investment is missing.
create view transformation_share as
with flagged as (
    select
        *,
        case
            when indicator_id = 'transformation_investment' then 1
        end as is_transformation,
        case when indicator_id = 'industrial_investment' then 1 end as is_industrial
    from current_figures
    where indicator_id in ('transformation_investment', 'industrial_investment')
),

side_by_side as (
    select
        subject_id,
        subject_name_zh,
        subject_name_en,
        period_id,
        period_start,
        period_end,
        max(is_transformation * point_value) as transformation,
        max(is_transformation * lower_bound) as transformation_lower,
        max(is_transformation * upper_bound) as transformation_upper,
        max(is_industrial * point_value) as industrial,
        max(is_industrial * lower_bound) as industrial_lower,
        max(is_industrial * upper_bound) as industrial_upper
    from flagged
    group by
        subject_id, subject_name_zh, subject_name_en, period_id, period_start,
        period_end
)

select
    cast(subject_id as varchar) as subject_id,
    cast(subject_name_zh as varchar) as subject_name_zh,
    cast(subject_name_en as varchar) as subject_name_en,
    cast(period_id as varchar) as period_id,
    cast(period_start as date) as period_start,
    cast(period_end as date) as period_end,
    cast(transformation as decimal(18, 4)) as transformation_investment_cny_100m,
    cast(industrial as decimal(18, 4)) as industrial_investment_cny_100m,
    cast(
        100 * cast(transformation as double) / nullif(cast(industrial as double), 0)
        as double
    ) as transformation_share_pct,
    cast(
        100 * cast(transformation_lower as double)
        / nullif(cast(industrial_upper as double), 0)
        as double
    ) as transformation_share_lower_pct,
    cast(
        100 * cast(transformation_upper as double)
        / nullif(cast(industrial_lower as double), 0)
        as double
    ) as transformation_share_upper_pct
from side_by_side;
comment on view transformation_share is
'转型项目投资占比;相当于工业投资的百分比,可超过100 | transformation share; transformation as '
'percent of industrial investment, may exceed 100';
