-- identity_values: 恒等式结果, what the printed figures of an identity come to.
-- Grain:   as in identity_sums.
-- Reads:   identity_sums.
-- Formula: numerator / denominator is the result before its scale. With factors, both
--          are multiplied by theirs, a percentage, and by a hundred, so that they stay
--          whole; their ranges reach over the corners of both ranges.
-- Nulls:   as in identity_sums, and a product that does not fit; one of more than six
--          decimals is rounded to them.
-- Sample:  input_basis    | identity_id        | habit   | denominator   | result
--          across_sources | planned_area_share | cut     | 24588000.0000 | 2.4000
--          across_sources | planned_area_share | either  | 24588000.0000 | 2.4000
--          across_sources | planned_area_share | rounded | 24588000.0000 | 2.4000
create view identity_values as
with products as (
    select
        *,
        case when has_factors then 100 * numerator * multiplier else numerator end
            as dividend,
        case
            when has_factors
                then 100 * least(
                    numerator_lower * multiplier_lower,
                    numerator_lower * multiplier_upper,
                    numerator_upper * multiplier_lower,
                    numerator_upper * multiplier_upper
                )
            else numerator_lower
        end as dividend_lower,
        case
            when has_factors
                then 100 * greatest(
                    numerator_lower * multiplier_lower,
                    numerator_lower * multiplier_upper,
                    numerator_upper * multiplier_lower,
                    numerator_upper * multiplier_upper
                )
            else numerator_upper
        end as dividend_upper,
        case
            when has_factors then 100 * coalesce(denominator, 1) * divisor
            else denominator
        end as quotient,
        case
            when has_factors then 100 * coalesce(denominator_lower, 1) * divisor_lower
            else denominator_lower
        end as quotient_lower,
        case
            when has_factors then 100 * coalesce(denominator_upper, 1) * divisor_upper
            else denominator_upper
        end as quotient_upper
    from identity_sums
),

fitting as (
    select
        *,
        not has_factors
        or (
            abs(dividend_lower) < 10000000000000
            and abs(dividend_upper) < 10000000000000
            and abs(quotient_lower) < 10000000000000
            and abs(quotient_upper) < 10000000000000
        ) as fits
    from products
)

select
    input_basis,
    identity_id,
    source_id,
    subject_id,
    period_id,
    gap_scope,
    gap_period_id,
    habit,
    cast(has_factors as boolean) as has_factors,
    cast(missing_count as bigint) as missing_count,
    plain_links,
    other_sources,
    cast(gap_link_no as integer) as gap_link_no,
    cast(case when fits then dividend end as decimal(18, 4)) as numerator,
    cast(case when fits then dividend_lower end as decimal(18, 5)) as numerator_lower,
    cast(case when fits then dividend_upper end as decimal(18, 5)) as numerator_upper,
    cast(case when fits then quotient end as decimal(18, 4)) as denominator,
    cast(case when fits then quotient_lower end as decimal(18, 5))
        as denominator_lower,
    cast(case when fits then quotient_upper end as decimal(18, 5))
        as denominator_upper,
    cast(result as decimal(18, 4)) as result,
    cast(result_lower as decimal(18, 5)) as result_lower,
    cast(result_upper as decimal(18, 5)) as result_upper
from fitting;
comment on view identity_values is
'恒等式结果;恒等式两边各为多少及其范围 | identity values; what the printed figures of an identity '
'come to, with their range';
