-- figure_intervals: 数字区间, every printed figure with the interval it stands for.
-- Grain:   one row per printed figure (source_id, figure_no, load_id).
-- Reads:   valid_observations, valid_targets, units, indicators.
-- Formula: value +/- half a unit of the last printed decimal, counts and ranks exact;
--          a qualifier other than = leaves a side open; base = printed unit * factor.
-- Nulls:   a bound is NULL where the figure leaves that side open; base columns where
--          the value is too large for its unit, which the check base_value_exact tells.
create view figure_intervals as
with printed_figures as (
    select
        'observation' as figure_kind,
        source_id,
        figure_no,
        passage_no,
        printed,
        subject_id,
        indicator_id,
        period_id,
        value,
        unit_id,
        qualifier,
        decimals,
        note_zh,
        note_en,
        load_id
    from valid_observations
    union all
    select
        'target' as figure_kind,
        source_id,
        figure_no,
        passage_no,
        printed,
        subject_id,
        indicator_id,
        period_id,
        value,
        unit_id,
        qualifier,
        decimals,
        note_zh,
        note_en,
        load_id
    from valid_targets
),

steps as (
    select
        printed_figures.*,
        units.base_unit_id,
        units.factor,
        indicators.name_zh as indicator_name_zh,
        indicators.name_en as indicator_name_en,
        indicators.unit_id as indicator_unit_id,
        indicator_units.factor as indicator_factor,
        indicators.indicator_kind in ('growth', 'difference') as may_be_negative,
        case
            when
                units.factor = floor(units.factor)
                then cast(units.factor as decimal(9, 0))
        end as whole_factor,  -- keeps the scale: spares divisions of 128-bit numbers
        case
            when units.quantity in ('count', 'rank') then 0.00000
            when printed_figures.decimals = 0 then 1.00000
            when printed_figures.decimals = 1 then 0.10000
            when printed_figures.decimals = 2 then 0.01000
            when printed_figures.decimals = 3 then 0.00100
            else 0.00010
        end as step,
        case
            when units.quantity in ('count', 'rank') then 0.00000
            when printed_figures.decimals = 0 then 0.50000
            when printed_figures.decimals = 1 then 0.05000
            when printed_figures.decimals = 2 then 0.00500
            when printed_figures.decimals = 3 then 0.00050
            else 0.00005
        end as half_step
    from printed_figures
    left join units on printed_figures.unit_id = units.unit_id
    left join indicators on printed_figures.indicator_id = indicators.indicator_id
    left join units as indicator_units
        on indicators.unit_id = indicator_units.unit_id
),

bounds as (
    select
        *,
        case
            when qualifier = '=' and value >= 0 and not may_be_negative
                then greatest(cast(value as decimal(28, 5)) - half_step, 0)
            when qualifier = '=' then cast(value as decimal(28, 5)) - half_step
            when qualifier in ('>=', '>') then value
        end as lower_bound,
        case
            when qualifier = '=' then cast(value as decimal(28, 5)) + half_step
            when qualifier in ('<=', '<') then value
        end as upper_bound
    from steps
)

select
    cast(figure_kind as varchar) as figure_kind,
    cast(source_id as varchar) as source_id,
    cast(figure_no as integer) as figure_no,
    cast(passage_no as integer) as passage_no,
    cast(printed as varchar) as printed,
    cast(subject_id as varchar) as subject_id,
    cast(indicator_id as varchar) as indicator_id,
    cast(indicator_name_zh as varchar) as indicator_name_zh,
    cast(indicator_name_en as varchar) as indicator_name_en,
    cast(indicator_unit_id as varchar) as indicator_unit_id,
    cast(indicator_factor as decimal(18, 8)) as indicator_factor,
    cast(period_id as varchar) as period_id,
    cast(value as decimal(18, 4)) as value,
    cast(unit_id as varchar) as unit_id,
    cast(qualifier as varchar) as qualifier,
    cast(decimals as integer) as decimals,
    cast(lower_bound as decimal(18, 5)) as lower_bound,
    cast(upper_bound as decimal(18, 5)) as upper_bound,
    cast(case when qualifier in ('=', '~') then value end as decimal(18, 4))
        as point_value,
    cast(base_unit_id as varchar) as base_unit_id,
    cast(factor as decimal(18, 8)) as factor,
    cast(
        case
            when whole_factor is not null
                then
                    try_cast(
                        cast(value as decimal(19, 4)) * whole_factor as decimal(18, 4)
                    )
            else try_cast(cast(value as decimal(19, 4)) * factor as decimal(18, 4))
        end as decimal(18, 4)
    ) as base_value,
    cast(
        case
            when whole_factor is not null
                then
                    try_cast(
                        cast(step as decimal(19, 5)) * whole_factor as decimal(18, 5)
                    )
            else try_cast(cast(step as decimal(19, 5)) * factor as decimal(18, 5))
        end as decimal(18, 5)
    ) as base_step,
    cast(
        case
            when whole_factor is not null
                then
                    try_cast(
                        cast(lower_bound as decimal(19, 5))
                        * whole_factor as decimal(18, 5)
                    )
            else
                try_cast(cast(lower_bound as decimal(19, 5)) * factor as decimal(18, 5))
        end as decimal(18, 5)
    ) as base_lower_bound,
    cast(
        case
            when whole_factor is not null
                then
                    try_cast(
                        cast(upper_bound as decimal(19, 5))
                        * whole_factor as decimal(18, 5)
                    )
            else
                try_cast(cast(upper_bound as decimal(19, 5)) * factor as decimal(18, 5))
        end as decimal(18, 5)
    ) as base_upper_bound,
    cast(note_zh as varchar) as note_zh,
    cast(note_en as varchar) as note_en,
    cast(load_id as integer) as load_id
from bounds;
comment on view figure_intervals is
'数字区间;每个刊印数字及其所代表的区间 | figure intervals; every printed figure with the interval '
'it stands for';
