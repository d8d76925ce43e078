-- figure_steps: 数字区间, how far each stated figure reaches, and its scale.
-- Reads stated, the rows of observations or targets to be decided, and repeats them
-- with unit_scale, step, below and above. A step is one unit of the last printed
-- decimal, nothing for counts and ranks; a figure reaches half a step below and above
-- its value, never from above zero to below it unless it is a growth or a difference.
-- A qualifier other than = leaves a side open. unit_scale leads to the unit of the
-- indicator.
with steps as (
    select
        stated.*,
        indicators.indicator_kind in ('growth', 'difference') as may_be_negative,
        case
            when stated.unit_id = indicators.unit_id then 1.0
            else
                cast(units.factor as double) / cast(indicator_units.factor as double)
        end as unit_scale,
        case
            when units.quantity in ('count', 'rank') then 0.00000
            when stated.decimals = 0 then 1.00000
            when stated.decimals = 1 then 0.10000
            when stated.decimals = 2 then 0.01000
            when stated.decimals = 3 then 0.00100
            else 0.00010
        end as step
    from stated
    left join units on stated.unit_id = units.unit_id
    left join indicators on stated.indicator_id = indicators.indicator_id
    left join units as indicator_units
        on indicators.unit_id = indicator_units.unit_id
)

select
    * exclude (may_be_negative, unit_scale, step),  -- noqa: AM04
    cast(unit_scale as double) as unit_scale,
    cast(step as decimal(6, 5)) as step,
    cast(
        case
            when qualifier = '=' and value >= 0 and not may_be_negative
                then least(value, step * 0.5)
            when qualifier = '=' then step * 0.5
            when qualifier in ('>=', '>') then 0
        end as decimal(6, 5)
    ) as below,
    cast(
        case
            when qualifier = '=' then step * 0.5
            when qualifier in ('<=', '<') then 0
        end as decimal(6, 5)
    ) as above
from steps
