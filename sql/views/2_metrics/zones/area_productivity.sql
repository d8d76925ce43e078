-- area_productivity: 单位规划面积产出, money flows per planned square kilometre.
-- Grain:   one row per subject, period and money flow, if an area is planned.
-- Reads:   current_values, subjects, indicators, units, periods.
-- Formula: value_per_km2 = flow / planned area (not built area) of the nearest date.
-- Nulls:   the flow or the area is only a bound, or the area is zero.
create view area_productivity as
with flows as (
    select
        current_values.subject_id,
        current_values.indicator_id,
        indicators.name_zh as indicator_name_zh,
        indicators.name_en as indicator_name_en,
        indicators.unit_id,
        current_values.period_id,
        periods.period_start,
        periods.period_end,
        current_values.point_value,
        current_values.lower_bound,
        current_values.upper_bound
    from current_values
    inner join indicators on current_values.indicator_id = indicators.indicator_id
    inner join units on indicators.unit_id = units.unit_id
    inner join periods on current_values.period_id = periods.period_id
    where
        indicators.indicator_kind = 'flow'
        and units.quantity in ('money_cny', 'money_usd')
),

planned as (
    select
        current_values.subject_id,
        current_values.period_id,
        periods.period_end,
        current_values.point_value,
        current_values.lower_bound,
        current_values.upper_bound
    from current_values
    inner join periods on current_values.period_id = periods.period_id
    where
        current_values.indicator_id = 'planned_area'
        and current_values.point_value is not null
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
    nearest.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    nearest.period_id,
    nearest.period_start,
    nearest.period_end,
    nearest.indicator_id,
    nearest.indicator_name_zh,
    nearest.indicator_name_en,
    nearest.unit_id,
    cast(nearest.point_value as decimal(18, 4)) as flow_value,
    nearest.area_period_id,
    cast(nearest.area as decimal(18, 4)) as planned_area_km2,
    cast(nearest.point_value / nullif(nearest.area, 0) as double) as value_per_km2,
    cast(nearest.lower_bound / nullif(nearest.area_upper, 0) as double)
        as value_lower_per_km2,
    cast(nearest.upper_bound / nullif(nearest.area_lower, 0) as double)
        as value_upper_per_km2
from nearest
inner join subjects on nearest.subject_id = subjects.subject_id
where nearest.distance_order = 1;
comment on view area_productivity is
'单位规划面积产出;每平方公里规划面积的流量 | area productivity; money flows per planned km2';
