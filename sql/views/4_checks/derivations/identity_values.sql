-- identity_values: 恒等式结果, what the printed figures of an identity come to.
-- Grain:   one row per identity, source, subject and period with any figure printed,
--          and period in which the one figure lacking may be.
-- Reads:   identity_inputs.
-- Formula: sums over the numerator, plus and minus terms, over the denominator and
--          over the result, in base units; lower and upper let each be rounded half up,
--          least and greatest rounded or cut. A gap is the one link without a figure,
--          if all others are plain: what their numbers lack of 1 + 2 + ... + links.
-- Nulls:   a part of which no figure is printed; gap_link_no unless there is one gap.
-- Sample:  identity_id       | source_id              | denominator_least | result
--          attainment_rate   | jinzhong_article       | 2350350.00000     | 92.1800
--          attainment_rate   | jinzhong_commerce_bur… | 2350350.00000     | 92.1800
--          plant_utilisation | jinzhong_article       | 1598.25000        | 83.8000
create view identity_values as
with inputs as (
    select
        *,
        case when qualifier = '=' then 1 else 0 end as is_plain,
        case when term_role in ('numerator', 'plus', 'minus') then 1 end
            as is_numerator,
        case when term_role = 'denominator' then 1 end as is_denominator,
        case when term_role = 'result' then 1 end as is_result
    from identity_inputs
),

sums as (
    select
        identity_id,
        source_id,
        subject_id,
        period_id,
        gap_scope,
        gap_period_id,
        link_count,
        count(*) as printed_count,
        sum(is_plain) as plain_count,
        sum(is_plain * is_result) as plain_results,
        sum(link_no) as link_sum,
        string_agg(
            case when is_plain = 1 then '<' || cast(link_no as varchar) || '>' end,
            '' order by link_no
        ) as plain_links,
        sum(is_numerator * base_value) as numerator,
        sum(is_numerator * base_lower_bound) as numerator_lower,
        sum(is_numerator * base_upper_bound) as numerator_upper,
        sum(is_numerator * least_base_value) as numerator_least,
        sum(is_numerator * greatest_base_value) as numerator_greatest,
        sum(is_denominator * base_value) as denominator,
        sum(is_denominator * base_lower_bound) as denominator_lower,
        sum(is_denominator * base_upper_bound) as denominator_upper,
        sum(is_denominator * least_base_value) as denominator_least,
        sum(is_denominator * greatest_base_value) as denominator_greatest,
        sum(is_result * base_value) as result,
        sum(is_result * base_lower_bound) as result_lower,
        sum(is_result * base_upper_bound) as result_upper
    from inputs
    group by
        identity_id, source_id, subject_id, period_id, gap_scope, gap_period_id,
        link_count
)

select
    identity_id,
    source_id,
    subject_id,
    period_id,
    gap_scope,
    gap_period_id,
    cast(link_count - 1 - plain_count + coalesce(plain_results, 0) as bigint)
        as missing_count,
    plain_links,
    cast(
        case
            when printed_count = link_count - 1 and plain_count = printed_count
                then link_count * (link_count + 1) * 0.5 - link_sum
        end as integer
    ) as gap_link_no,
    cast(numerator as decimal(18, 4)) as numerator,
    cast(numerator_lower as decimal(18, 5)) as numerator_lower,
    cast(numerator_upper as decimal(18, 5)) as numerator_upper,
    cast(numerator_least as decimal(18, 5)) as numerator_least,
    cast(numerator_greatest as decimal(18, 5)) as numerator_greatest,
    cast(denominator as decimal(18, 4)) as denominator,
    cast(denominator_lower as decimal(18, 5)) as denominator_lower,
    cast(denominator_upper as decimal(18, 5)) as denominator_upper,
    cast(denominator_least as decimal(18, 5)) as denominator_least,
    cast(denominator_greatest as decimal(18, 5)) as denominator_greatest,
    cast(result as decimal(18, 4)) as result,
    cast(result_lower as decimal(18, 5)) as result_lower,
    cast(result_upper as decimal(18, 5)) as result_upper
from sums;
comment on view identity_values is
'恒等式结果;恒等式各刊印数字之和及其范围 | identity values; what the printed figures of an identity '
'come to, with their range';
