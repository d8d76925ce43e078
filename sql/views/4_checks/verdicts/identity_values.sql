-- identity_values: 恒等式结果, what the printed inputs of an identity come to.
-- Grain:   one row per identity, source, subject and period.
-- Reads:   identity_inputs, identities.
-- Formula: numerator as printed, still to be multiplied by scale, or the plus less the
--          minus terms; denominator = 1 in sums. The least and greatest quotient let
--          every input have been rounded or cut. Base units, exact decimals.
-- Nulls:   a part of which no input is printed.
create view identity_values as
with inputs as (
    select
        identity_inputs.*,
        identities.scale,
        case
            when identity_inputs.term_role = 'result' then 0
            when identity_inputs.base_value is null then 1
            when identity_inputs.qualifier <> '=' then 1
            else 0
        end as is_missing
    from identity_inputs
    inner join identities on identity_inputs.identity_id = identities.identity_id
),

terms as (
    select
        *,
        case
            when term_role in ('numerator', 'plus') then 1
            when term_role = 'minus' then -1
        end as weight,
        case
            when is_missing = 1
                then
                    term_subject_id || '/' || term_indicator_id || '/' || term_period_id
        end as missing_figure,
        case when term_role = 'denominator' then base_value end as divisor,
        case when term_role = 'denominator' then least_base_value end
            as least_divisor,
        case when term_role = 'denominator' then greatest_base_value end
            as greatest_divisor,
        case when term_role = 'minus' then greatest_base_value else least_base_value end
            as value_for_least,
        case when term_role = 'minus' then least_base_value else greatest_base_value end
            as value_for_greatest
    from inputs
),

sites as (
    select
        identity_id,
        source_id,
        subject_id,
        period_id,
        scale,
        sum(is_missing) as missing_count,
        string_agg(missing_figure, ', ' order by term_no, term_subject_id)
            as missing_figures,
        sum(weight * base_value) as numerator,
        sum(weight * value_for_least) as least_numerator,
        sum(weight * value_for_greatest) as greatest_numerator,
        coalesce(sum(divisor), 1) as denominator,
        coalesce(sum(least_divisor), 1) as least_denominator,
        coalesce(sum(greatest_divisor), 1) as greatest_denominator
    from terms
    group by identity_id, source_id, subject_id, period_id, scale
)

select
    identity_id,
    source_id,
    subject_id,
    period_id,
    cast(missing_count as bigint) as missing_count,
    missing_figures,
    cast(scale as integer) as scale,
    cast(numerator as decimal(18, 4)) as numerator,
    cast(denominator as decimal(18, 4)) as denominator,
    cast(least_denominator as decimal(18, 5)) as least_denominator,
    cast(least_numerator as decimal(18, 5)) as numerator_of_least,
    cast(
        case
            when least_numerator < 0 then least_denominator
            else greatest_denominator
        end as decimal(18, 5)
    ) as denominator_of_least,
    cast(greatest_numerator as decimal(18, 5)) as numerator_of_greatest,
    cast(
        case
            when greatest_numerator < 0 then greatest_denominator
            else least_denominator
        end as decimal(18, 5)
    ) as denominator_of_greatest
from sites;
comment on view identity_values is
'恒等式结果;由刊印数字推得的分子、分母及其范围 | identity values; numerator and denominator that '
'follow from the printed inputs, with their range';
