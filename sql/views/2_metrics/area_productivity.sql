-- area_productivity: 单位规划面积产出, money flows per planned square kilometre.
-- Grain:   one row per subject, period and money flow, if an area is planned.
-- Reads:   current_figures, indicators, units.
-- Formula: value_per_km2 = flow / planned area (not built area) of the nearest date.
-- Nulls:   the flow or the area is only a bound, or the area is zero.
create view area_productivity as
with flows as (
    select current_figures.*
    from current_figures
    inner join indicators on current_figures.indicator_id = indicators.indicator_id
    inner join units on indicators.unit_id = units.unit_id
    where
        indicators.indicator_kind = 'flow'
        and units.quantity in ('money_cny', 'money_usd')
),

planned as (
    select *
    from current_figures
    where indicator_id = 'planned_area' and point_value is not null
),

nearest as (
    select
        flows.*,
        planned.period_id as area_period_id,
        planned.point_value as area,
        planned.lower_bound as area_lower,
        planned.upper_bound as area_upper,
        row_number() over (
            partition by flows.subject_id, flows.indicator_id, flows.period_id
            order by
                abs(date_diff('day', flows.period_end, planned.period_end))
                asc nulls last,
                planned.period_end asc nulls last,
                planned.period_id asc nulls last
        ) as distance_order
    from flows
    inner join planned on flows.subject_id = planned.subject_id
)

select
    cast(subject_id as varchar) as subject_id,
    cast(subject_name_zh as varchar) as subject_name_zh,
    cast(subject_name_en as varchar) as subject_name_en,
    cast(period_id as varchar) as period_id,
    cast(period_start as date) as period_start,
    cast(period_end as date) as period_end,
    cast(indicator_id as varchar) as indicator_id,
    cast(indicator_name_zh as varchar) as indicator_name_zh,
    cast(indicator_name_en as varchar) as indicator_name_en,
    cast(unit_id as varchar) as unit_id,
    cast(point_value as decimal(18, 4)) as flow_value,
    cast(area_period_id as varchar) as area_period_id,
    cast(area as decimal(18, 4)) as planned_area_km2,
    cast(
        cast(point_value as double)
        / nullif(cast(area as double), 0)
        as double
    ) as value_per_km2,
    cast(
        cast(lower_bound as double)
        / nullif(cast(area_upper as double), 0)
        as double
    ) as value_lower_per_km2,
    cast(
        cast(upper_bound as double)
        / nullif(cast(area_lower as double), 0)
        as double
    ) as value_upper_per_km2
from nearest
where distance_order = 1;
comment on view area_productivity is
'单位规划面积产出;每平方公里规划面积的流量 | area productivity; money flows per planned km2';
