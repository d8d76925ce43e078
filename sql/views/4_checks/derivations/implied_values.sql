-- implied_values: 隐含数值, the implied figures in the units of indicators, ids only.
-- Grain:   one row per identity, source, subject, indicator and period not printed.
-- Reads:   identity_gaps, indicators, units.
-- Formula: the missing figure of an identity, in the unit of its indicator. It is
--          plausible unless it is negative, or a count and no integer fits.
-- Nulls:   estimate or bounds on a division by zero; integer_value unless the figure is
--          a count and the interval holds just one integer.
-- Sample:  identity_id            | source_id              | estimate | is_plausible
--          batch_projects_by_bat… | jinzhong_article       | 314.0    | True
--          batch_projects_by_bat… | jinzhong_commerce_bur… | 314.0    | True
--          batch_projects_by_rou… | jinzhong_article       | 87.0     | True
create view implied_values as
with scaled as (
    select
        identity_gaps.*,
        indicators.unit_id,
        indicators.indicator_kind in ('growth', 'difference') as may_be_negative,
        units.quantity = 'count' as is_count,
        identity_gaps.base_estimate / cast(units.factor as double) as estimate,
        identity_gaps.base_lower_bound / cast(units.factor as double) as lower_bound,
        identity_gaps.base_upper_bound / cast(units.factor as double) as upper_bound
    from identity_gaps
    inner join indicators on identity_gaps.term_indicator_id = indicators.indicator_id
    inner join units on indicators.unit_id = units.unit_id
)

select
    identity_id,
    source_id,
    term_subject_id as subject_id,
    term_indicator_id as indicator_id,
    term_period_id as period_id,
    cast(estimate as double) as estimate,
    cast(lower_bound as double) as lower_bound,
    cast(upper_bound as double) as upper_bound,
    unit_id,
    cast(
        case
            when is_count and ceil(lower_bound) = floor(upper_bound)
                then ceil(lower_bound)
        end as bigint
    ) as integer_value,
    cast(
        may_be_negative
        or not coalesce(
            upper_bound < 0
            or (is_count and ceil(lower_bound) > floor(upper_bound)),
            false
        ) as boolean
    ) as is_plausible,
    cast(base_lower_bound as double) as base_lower_bound,
    cast(base_upper_bound as double) as base_upper_bound,
    formula_en,
    formula_zh
from scaled;
comment on view implied_values is
'隐含数值;隐含数字及区间,只含编号 | implied values; the implied figures with their intervals, ids '
'only';
