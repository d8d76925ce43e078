-- identity_gaps: 恒等式缺项, the one figure an identity lacks, solved for.
-- Grain:   one row per identity, source, subject and period with one figure missing.
-- Reads:   identity_values, identities, identity_links.
-- Formula: quotients: scale * numerator / denominator, result * denominator / scale, or
--          scale * numerator / result; sums: the result less the known terms, or the
--          other way round. Bounds take each input as rounded half up.
-- Nulls:   the estimate or a bound on a division by zero; the bounds of a quotient of
--          negative figures.
-- Sample:  identity_id            | source_id              | base_estimate
--          batch_expected_output… | jinzhong_article       | 13844900.0
--          batch_expected_output… | jinzhong_commerce_bur… | 13844900.0
--          batch_expected_output… | jinzhong_article       | 3035100.0
create view identity_gaps as
with gaps as (
    select
        identity_values.*,
        identity_links.term_subject_id,
        identity_links.term_indicator_id,
        identity_links.term_role,
        identity_links.term_role in ('numerator', 'plus') as is_term,
        identities.identity_kind in ('ratio', 'share') as is_quotient,
        identities.formula_en,
        identities.formula_zh,
        cast(identities.scale as decimal(18, 5)) as scale
    from identity_values
    inner join identities on identity_values.identity_id = identities.identity_id
    inner join identity_links
        on
            identity_values.identity_id = identity_links.identity_id
            and identity_values.subject_id = identity_links.subject_id
            and identity_values.gap_link_no = identity_links.link_no
            and identity_values.gap_scope = identity_links.period_scope
),

-- What is missing is known * multiplier / other, or known - other.
sides as (
    select
        *,
        case when is_term then result else numerator end as known,
        case when is_term then result_lower else numerator_lower end as known_lower,
        case when is_term then result_upper else numerator_upper end as known_upper,
        case term_role when 'numerator' then denominator else scale end as multiplier,
        case term_role when 'numerator' then denominator_lower else scale end
            as multiplier_lower,
        case term_role when 'numerator' then denominator_upper else scale end
            as multiplier_upper,
        case term_role
            when 'numerator' then scale
            when 'plus' then numerator
            when 'result' then denominator
            else result
        end as other,
        case term_role
            when 'numerator' then scale
            when 'plus' then numerator_lower
            when 'result' then denominator_lower
            else result_lower
        end as other_lower,
        case term_role
            when 'numerator' then scale
            when 'plus' then numerator_upper
            when 'result' then denominator_upper
            else result_upper
        end as other_upper
    from gaps
)

select
    identity_id,
    source_id,
    subject_id,
    period_id,
    term_subject_id,
    term_indicator_id,
    gap_period_id as term_period_id,
    cast(
        case
            when is_quotient
                then
                    cast(known as double) * cast(multiplier as double)
                    / nullif(cast(other as double), 0)
            else coalesce(known, 0) - coalesce(other, 0)
        end as double
    ) as base_estimate,
    cast(
        case
            when not is_quotient
                then coalesce(known_lower, 0) - coalesce(other_upper, 0)
            when least(known_lower, multiplier_lower, other_upper) >= 0
                then
                    cast(known_lower as double) * cast(multiplier_lower as double)
                    / nullif(cast(other_upper as double), 0)
        end as double
    ) as base_lower_bound,
    cast(
        case
            when not is_quotient
                then coalesce(known_upper, 0) - coalesce(other_lower, 0)
            when least(known_upper, multiplier_upper, other_lower) >= 0
                then
                    cast(known_upper as double) * cast(multiplier_upper as double)
                    / nullif(cast(other_lower as double), 0)
        end as double
    ) as base_upper_bound,
    formula_en,
    formula_zh
from sides;
comment on view identity_gaps is
'恒等式缺项;恒等式中唯一未刊印的数字之解 | identity gaps; the one figure an identity lacks, solved '
'for in base units';
