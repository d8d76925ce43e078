-- implied_values: 隐含数值, the implied figures in the units of indicators, ids only.
-- Grain:   one row per identity, source, subject, indicator and period not printed.
-- Reads:   identity_gaps, indicators, units.
-- Formula: the missing figure of an identity, in the unit of its indicator. The bounds
--          let each input have been rounded or cut, as a verdict does. Of a count,
--          integer_value is the one integer that fits, and habit what that needs;
--          rounded_integer and cut_integer if the source did the one, or the other,
--          throughout. It is plausible unless it is negative, or a count and no integer
--          fits.
-- Nulls:   estimate or bounds on a division by zero; an integer unless the figure is a
--          count and just one fits; habit unless there is an integer_value.
-- Sample:  identity_id            | source_id              | habit  | is_plausible
--          batch_projects_by_bat… | jinzhong_article       | either | True
--          batch_projects_by_bat… | jinzhong_commerce_bur… | either | True
--          batch_projects_by_rou… | jinzhong_article       | either | True
create view implied_values as
with pivoted as (
    select
        identity_id,
        source_id,
        subject_id as result_subject_id,
        period_id as result_period_id,
        term_subject_id,
        term_indicator_id,
        term_period_id,
        formula_en,
        formula_zh,
        max(case when habit = 'either' and side = 'value' then base_figure end)
            as base_estimate,
        max(case when habit = 'either' and side = 'lower' then base_figure end)
            as base_lower_bound,
        max(case when habit = 'either' and side = 'upper' then base_figure end)
            as base_upper_bound,
        max(case when habit = 'rounded' and side = 'lower' then base_figure end)
            as base_rounded_lower,
        max(case when habit = 'rounded' and side = 'upper' then base_figure end)
            as base_rounded_upper,
        max(case when habit = 'cut' and side = 'lower' then base_figure end)
            as base_cut_lower,
        max(case when habit = 'cut' and side = 'upper' then base_figure end)
            as base_cut_upper
    from identity_gaps
    group by
        identity_id, source_id, subject_id, period_id, term_subject_id,
        term_indicator_id, term_period_id, formula_en, formula_zh
),

scaled as (
    select
        pivoted.*,
        indicators.unit_id,
        indicators.indicator_kind in ('growth', 'difference') as may_be_negative,
        units.quantity = 'count' as is_count,
        pivoted.base_estimate / cast(units.factor as double) as estimate,
        pivoted.base_lower_bound / cast(units.factor as double) as lower_bound,
        pivoted.base_upper_bound / cast(units.factor as double) as upper_bound,
        pivoted.base_rounded_lower / cast(units.factor as double) as rounded_lower,
        pivoted.base_rounded_upper / cast(units.factor as double) as rounded_upper,
        pivoted.base_cut_lower / cast(units.factor as double) as cut_lower,
        pivoted.base_cut_upper / cast(units.factor as double) as cut_upper
    from pivoted
    inner join indicators on pivoted.term_indicator_id = indicators.indicator_id
    inner join units on indicators.unit_id = units.unit_id
),

counted as (
    select
        *,
        case
            when is_count and ceil(lower_bound) = floor(upper_bound)
                then ceil(lower_bound)
        end as integer_fit,
        case
            when is_count and ceil(rounded_lower) = floor(rounded_upper)
                then ceil(rounded_lower)
        end as rounded_fit,
        case
            when is_count and ceil(cut_lower) = floor(cut_upper) then ceil(cut_lower)
        end as cut_fit
    from scaled
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
    cast(integer_fit as bigint) as integer_value,
    cast(
        case
            when integer_fit is null then null
            when integer_fit = rounded_fit and integer_fit = cut_fit then 'either'
            when integer_fit = rounded_fit then 'rounded'
            when integer_fit = cut_fit then 'cut'
            else 'mixed'
        end as varchar
    ) as habit,
    cast(rounded_fit as bigint) as rounded_integer,
    cast(cut_fit as bigint) as cut_integer,
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
from counted;
comment on view implied_values is
'隐含数值;隐含数字及区间,只含编号 | implied values; the implied figures with their intervals, ids '
'only';
