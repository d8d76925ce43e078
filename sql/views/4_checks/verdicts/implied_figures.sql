-- implied_figures: 隐含数字, what the printed figures imply but do not state.
-- Grain:   one row per identity, source, subject, indicator and period not printed.
-- Reads:   identity_gaps, identities, subjects, indicators, units.
-- Formula: the missing figure of an identity, in the unit of its indicator.
-- Nulls:   estimate or bounds on a division by zero; integer_value unless the figure is
--          a count and the interval holds just one integer.
create view implied_figures as
with scaled as (
    select
        identity_gaps.*,
        indicators.name_zh as indicator_name_zh,
        indicators.name_en as indicator_name_en,
        indicators.unit_id,
        units.quantity,
        identity_gaps.base_estimate / cast(units.factor as double) as estimate,
        identity_gaps.base_lower_bound / cast(units.factor as double) as lower_bound,
        identity_gaps.base_upper_bound / cast(units.factor as double) as upper_bound
    from identity_gaps
    inner join indicators on identity_gaps.term_indicator_id = indicators.indicator_id
    inner join units on indicators.unit_id = units.unit_id
)

select
    scaled.source_id,
    scaled.term_subject_id as subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    scaled.term_indicator_id as indicator_id,
    scaled.indicator_name_zh,
    scaled.indicator_name_en,
    scaled.term_period_id as period_id,
    cast(scaled.estimate as double) as estimate,
    cast(scaled.lower_bound as double) as lower_bound,
    cast(scaled.upper_bound as double) as upper_bound,
    scaled.unit_id,
    cast(
        case
            when
                scaled.quantity = 'count'
                and ceil(scaled.lower_bound) = floor(scaled.upper_bound)
                then ceil(scaled.lower_bound)
        end as bigint
    ) as integer_value,
    identities.formula_en as formula,
    identities.formula_zh,
    scaled.identity_id
from scaled
inner join identities on scaled.identity_id = identities.identity_id
inner join subjects on scaled.term_subject_id = subjects.subject_id;
comment on view implied_figures is
'隐含数字;文中未写但可推得的数字及区间 | implied figures; what the text implies but does not '
'state, each with its interval';
