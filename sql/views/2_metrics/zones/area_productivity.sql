-- area_productivity: 单位规划面积产出, money flows per planned square kilometre.
-- Grain:   one row per subject, period and money flow, if an area is planned.
-- Reads:   current_values, subjects, indicators, units, periods.
-- Formula: value_per_km2 = flow / planned area (not built area) of the nearest date.
-- Nulls:   the flow or the area is only a bound, or the area is zero.
-- Sample:  subject_id             | period_id | flow_value | value_per_km2
--          jinzhong_industrial_z… | 2021-S1   | 5238.4500  | 14.008423586040914
--          jinzhong_industrial_z… | 2021-S1   | 66.3300    | 0.17737665463297234
--          jinzhong_industrial_z… | 2021-S1   | 110.4100   | 0.2952533761198021
create view area_productivity as
with candidates as (
    select
        current_values.*,
        periods.period_start,
        periods.period_end,
        indicators.name_zh as indicator_name_zh,
        indicators.name_en as indicator_name_en,
        indicators.unit_id,
        areas.period_id as area_period_id,
        areas.point_value as area,
        areas.lower_bound as area_lower,
        areas.upper_bound as area_upper,
        row_number() over (
            partition by
                current_values.subject_id, current_values.indicator_id,
                current_values.period_id
            order by
                abs(date_diff('day', periods.period_end, area_periods.period_end))
                asc nulls last,
                area_periods.period_end asc nulls last,
                areas.period_id asc nulls last
        ) as distance_order
    from current_values
    inner join indicators on current_values.indicator_id = indicators.indicator_id
    inner join units on indicators.unit_id = units.unit_id
    inner join periods on current_values.period_id = periods.period_id
    inner join current_values as areas
        on current_values.subject_id = areas.subject_id
    inner join periods as area_periods on areas.period_id = area_periods.period_id
    where
        indicators.indicator_kind = 'flow'
        and units.quantity in ('money_cny', 'money_usd')
        and areas.indicator_id = 'planned_area'
        and areas.point_value is not null
)

select
    candidates.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    candidates.period_id,
    candidates.period_start,
    candidates.period_end,
    candidates.indicator_id,
    candidates.indicator_name_zh,
    candidates.indicator_name_en,
    candidates.unit_id,
    cast(candidates.point_value as decimal(18, 4)) as flow_value,
    candidates.area_period_id,
    cast(candidates.area as decimal(18, 4)) as planned_area_km2,
    cast(candidates.point_value / nullif(candidates.area, 0) as double)
        as value_per_km2,
    cast(candidates.lower_bound / nullif(candidates.area_upper, 0) as double)
        as value_lower_per_km2,
    cast(candidates.upper_bound / nullif(candidates.area_lower, 0) as double)
        as value_upper_per_km2
from candidates
inner join subjects on candidates.subject_id = subjects.subject_id
where candidates.distance_order = 1;
comment on view area_productivity is
'单位规划面积产出;每平方公里规划面积的流量 | area productivity; money flows per planned km2';
