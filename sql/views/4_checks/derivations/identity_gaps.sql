-- identity_gaps: 恒等式缺项, the one figure an identity lacks, solved for.
-- Grain:   one row per identity, source, subject and period with one figure missing,
--          habit (rounded, cut, or either), and side (value, lower, upper).
-- Reads:   identity_values, identities, identity_links.
-- Formula: quotients: result * denominator / scale, scale * numerator / result, or
--          scale * numerator / denominator, less the other terms of that side; sums:
--          the result less the known terms, or the other way round. With factors only
--          the result is solved for.
-- Nulls:   base_figure on a division by zero; bounds of a quotient of negative figures.
-- Sample:  identity_id            | source_id        | habit | side  | base_figure
--          batch_expected_output… | jinzhong_article | cut   | lower | 13844900.0
--          batch_expected_output… | jinzhong_article | cut   | upper | 13845200.0
--          batch_expected_output… | jinzhong_article | cut   | value | 13844900.0
create view identity_gaps as
with gaps as (
    select
        identity_values.*,
        identity_links.term_subject_id,
        identity_links.term_indicator_id,
        identity_links.term_role,
        identities.identity_kind in ('ratio', 'share', 'product') as is_quotient,
        identities.formula_en,
        identities.formula_zh,
        cast(identities.scale as double) as scale
    from identity_values
    inner join identities on identity_values.identity_id = identities.identity_id
    inner join identity_links
        on
            identity_values.identity_id = identity_links.identity_id
            and identity_values.subject_id = identity_links.subject_id
            and identity_values.gap_link_no = identity_links.link_no
            and identity_values.gap_scope = identity_links.period_scope
    where
        identity_values.input_basis = 'one_source'
        and (not identity_values.has_factors or identity_links.term_role = 'result')
),

-- What is near lies on the same side as the bound, what is far on the other.
sides as (
    select
        gaps.*,
        bounds.side,
        case bounds.side
            when 'lower' then gaps.numerator_lower
            when 'upper' then gaps.numerator_upper
            else gaps.numerator
        end as near_numerator,
        case bounds.side
            when 'lower' then gaps.numerator_upper
            when 'upper' then gaps.numerator_lower
            else gaps.numerator
        end as far_numerator,
        case bounds.side
            when 'lower' then gaps.denominator_lower
            when 'upper' then gaps.denominator_upper
            else gaps.denominator
        end as near_denominator,
        case
            when bounds.side = 'value' then gaps.denominator
            when bounds.side = 'lower' and gaps.numerator_lower >= 0
                then gaps.denominator_upper
            when bounds.side = 'upper' and gaps.numerator_upper < 0
                then gaps.denominator_upper
            else gaps.denominator_lower
        end as far_denominator,
        case bounds.side
            when 'lower' then gaps.result_lower
            when 'upper' then gaps.result_upper
            else gaps.result
        end as near_result,
        case bounds.side
            when 'lower' then gaps.result_upper
            when 'upper' then gaps.result_lower
            else gaps.result
        end as far_result
    from gaps
    cross join (values ('value'), ('lower'), ('upper')) as bounds (side)
)

select
    identity_id,
    source_id,
    subject_id,
    period_id,
    term_subject_id,
    term_indicator_id,
    gap_period_id as term_period_id,
    habit,
    side,
    cast(
        case
            when not is_quotient and term_role = 'result' then near_numerator
            when not is_quotient and term_role = 'plus'
                then near_result - coalesce(far_numerator, 0)
            when not is_quotient then near_numerator - far_result
            when
                side <> 'value'
                and least(coalesce(denominator_lower, 0), coalesce(result_lower, 0)) < 0
                then null
            when term_role = 'numerator'
                then
                    cast(near_result as double) * cast(near_denominator as double)
                    / nullif(scale, 0) - coalesce(cast(far_numerator as double), 0)
            when term_role = 'result'
                then
                    scale * cast(near_numerator as double)
                    / nullif(cast(far_denominator as double), 0)
            when side = 'value' or numerator_lower >= 0
                then
                    scale * cast(near_numerator as double)
                    / nullif(cast(far_result as double), 0)
                    - coalesce(cast(far_denominator as double), 0)
        end as double
    ) as base_figure,
    formula_en,
    formula_zh
from sides;
comment on view identity_gaps is
'恒等式缺项;恒等式中唯一未刊印的数字之解 | identity gaps; the one figure an identity lacks, solved '
'for in base units';
