-- transformation_share: 转型项目投资占比, transformation against industrial investment.
-- Grain:   one row per subject and period with industrial investment.
-- Reads:   current_figures.
-- Formula: transformation_share_pct = 100 * transformation / industrial investment.
-- Nulls:   transformation investment is missing, or industrial investment is zero.
create view transformation_share as
with industrial as (
    select *
    from current_figures
    where indicator_id = 'industrial_investment'
),

transformation as (
    select *
    from current_figures
    where indicator_id = 'transformation_investment'
)

select
    cast(industrial.subject_id as varchar) as subject_id,
    cast(industrial.subject_name_zh as varchar) as subject_name_zh,
    cast(industrial.subject_name_en as varchar) as subject_name_en,
    cast(industrial.period_id as varchar) as period_id,
    cast(industrial.period_start as date) as period_start,
    cast(industrial.period_end as date) as period_end,
    cast(transformation.point_value as decimal(18, 4))
        as transformation_investment_cny_100m,
    cast(industrial.point_value as decimal(18, 4)) as industrial_investment_cny_100m,
    cast(
        100 * cast(transformation.point_value as double)
        / nullif(cast(industrial.point_value as double), 0)
        as double
    ) as transformation_share_pct,
    cast(
        100 * cast(transformation.lower_bound as double)
        / nullif(cast(industrial.upper_bound as double), 0)
        as double
    ) as transformation_share_lower_pct,
    cast(
        100 * cast(transformation.upper_bound as double)
        / nullif(cast(industrial.lower_bound as double), 0)
        as double
    ) as transformation_share_upper_pct
from industrial
left join transformation
    on
        industrial.subject_id = transformation.subject_id
        and industrial.period_id = transformation.period_id;
comment on view transformation_share is
'转型项目投资占比;相当于工业投资的百分比,可超过100 | transformation share; transformation as '
'percent of industrial investment, may exceed 100';
