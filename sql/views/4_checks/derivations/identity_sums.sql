-- identity_sums: 恒等式各部之和, what the printed figures of each part add up to.
-- Grain:   one row per basis (one source, or across sources), identity, source, subject
--          and period with any figure printed, period in which the one figure lacking
--          may be, and habit (rounded, cut, or either).
-- Reads:   identity_ranges.
-- Formula: sums in base units over the plus and minus terms or the numerator, and over
--          the denominator; multiplier, divisor and result. The ranges let each figure
--          have been rounded half up, cut, or either. A gap is the one link without a
--          figure, if all others are plain: what their numbers lack of 1 + 2 + ... +
--          links. The result of a total is 100, and a factor that no term names.
-- Nulls:   a part of which no figure is printed; gap_link_no unless there is one gap;
--          other_sources of one source.
-- Sample:  input_basis    | identity_id        | multiplier | divisor  | result
--          across_sources | planned_area_share | 100.0000   | 100.0000 | 2.4000
--          across_sources | planned_area_share | 100.0000   | 100.0000 | 2.4000
--          across_sources | planned_area_share | 100.0000   | 100.0000 | 2.4000
create view identity_sums as
with flagged as (
    select
        *,
        case when qualifier = '=' then 1 else 0 end as is_plain,
        case when term_role in ('numerator', 'plus', 'minus') then 1 end
            as is_numerator,
        case term_role when 'denominator' then 1 end as is_denominator,
        case term_role when 'multiplier' then 1 end as is_multiplier,
        case term_role when 'divisor' then 1 end as is_divisor,
        case term_role when 'result' then 1 end as is_result,
        case when is_total then 100 end as total
    from identity_ranges
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
    cast(
        link_count - 1 - sum(is_plain) + coalesce(sum(is_plain * is_result), 0)
        as bigint
    ) as missing_count,
    cast(
        string_agg(
            case when is_plain = 1 then '<' || cast(link_no as varchar) || '>' end,
            '' order by link_no
        ) as varchar
    ) as plain_links,
    cast(
        string_agg(distinct other_source_id, ', ' order by other_source_id) as varchar
    ) as other_sources,
    cast(
        case
            when
                count(*) = sum(is_plain)
                and count(*) = link_count - case when is_total then 2 else 1 end
                then
                    link_count * (link_count + 1) * 0.5 - sum(link_no)
                    - case when is_total then 1 else 0 end
        end as integer
    ) as gap_link_no,
    cast(sum(is_numerator * base_value) as decimal(18, 4)) as numerator,
    cast(sum(is_numerator * base_lower_bound) as decimal(18, 5)) as numerator_lower,
    cast(sum(is_numerator * base_upper_bound) as decimal(18, 5)) as numerator_upper,
    cast(sum(is_denominator * base_value) as decimal(18, 4)) as denominator,
    cast(sum(is_denominator * base_lower_bound) as decimal(18, 5)) as denominator_lower,
    cast(sum(is_denominator * base_upper_bound) as decimal(18, 5)) as denominator_upper,
    cast(coalesce(sum(is_multiplier * base_value), 100) as decimal(18, 4))
        as multiplier,
    cast(coalesce(sum(is_multiplier * base_lower_bound), 100) as decimal(18, 5))
        as multiplier_lower,
    cast(coalesce(sum(is_multiplier * base_upper_bound), 100) as decimal(18, 5))
        as multiplier_upper,
    cast(coalesce(sum(is_divisor * base_value), 100) as decimal(18, 4)) as divisor,
    cast(coalesce(sum(is_divisor * base_lower_bound), 100) as decimal(18, 5))
        as divisor_lower,
    cast(coalesce(sum(is_divisor * base_upper_bound), 100) as decimal(18, 5))
        as divisor_upper,
    cast(coalesce(sum(is_result * base_value), max(total)) as decimal(18, 4)) as result,
    cast(coalesce(sum(is_result * base_lower_bound), max(total)) as decimal(18, 5))
        as result_lower,
    cast(coalesce(sum(is_result * base_upper_bound), max(total)) as decimal(18, 5))
        as result_upper
from flagged
group by
    input_basis,
    identity_id,
    source_id,
    subject_id,
    period_id,
    gap_scope,
    gap_period_id,
    habit, link_count, is_total, has_factors;
comment on view identity_sums is
'恒等式各部之和;恒等式各刊印数字按部之和及其范围 | sums of the identities; what the printed figures of '
'each part of an identity add up to';
