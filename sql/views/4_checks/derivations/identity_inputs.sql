-- identity_inputs: 恒等式输入, the printed figures that an identity takes.
-- Grain:   one row per identity, source, subject, period, link with a printed figure,
--          and period in which the one figure lacking may be.
-- Reads:   rounded_figures, identity_links, identity_periods.
-- Formula: an identity applies where it holds, and every term has a subject and a
--          period to come from. Minus terms change their sign, and with it the sides of
--          their ranges. Of a factor, 100 percent more is 200: growth factors are 100
--          above what is printed, fractions as printed.
-- Nulls:   base columns where the figure is only a bound.
-- Sample:  identity_id     | source_id        | base_value   | greatest_base_value
--          attainment_rate | jinzhong_article | 2350400.0000 | 2350500.00000
--          attainment_rate | jinzhong_article | 2166500.0000 | 2166600.00000
--          attainment_rate | jinzhong_article | 92.1800      | 92.19000
create view identity_inputs as
with linked as (
    select
        rounded_figures.*,
        identity_links.identity_id,
        identity_links.subject_id as result_subject_id,
        identity_periods.period_id as result_period_id,
        identity_periods.gap_scope,
        identity_periods.gap_period_id,
        identity_links.term_role,
        identity_links.link_no,
        identity_links.link_count,
        identity_links.is_total,
        identity_links.has_factors,
        case identity_links.term_form when 'growth_factor' then 100 else 0 end
            as growth_base
    from rounded_figures
    inner join identity_links
        on
            rounded_figures.indicator_id = identity_links.term_indicator_id
            and rounded_figures.subject_id = identity_links.term_subject_id
    inner join identity_periods
        on
            identity_links.period_form = identity_periods.period_form
            and identity_links.period_scope = identity_periods.period_scope
            and rounded_figures.period_id = identity_periods.term_period_id
    where
        identity_links.is_complete
        and identity_links.is_stated
        and (
            identity_links.place_source_id is null
            or identity_links.place_source_id = rounded_figures.source_id
        )
        and (
            identity_links.except_sources is null
            or position(
                '<' || rounded_figures.source_id || '>' in identity_links.except_sources
            ) = 0
        )
        -- a factor beyond this is no growth, and its products would not fit
        and (
            identity_links.term_role not in ('multiplier', 'divisor')
            or abs(rounded_figures.base_value) < 1000000
        )
)

select
    identity_id,
    source_id,
    result_subject_id as subject_id,
    result_period_id as period_id,
    gap_scope,
    gap_period_id,
    term_role,
    cast(link_no as integer) as link_no,
    cast(link_count as integer) as link_count,
    cast(is_total as boolean) as is_total,
    cast(has_factors as boolean) as has_factors,
    cast(is_current as boolean) as is_current,
    qualifier,
    cast(
        case term_role when 'minus' then -base_value else base_value + growth_base end
        as decimal(18, 4)
    ) as base_value,
    cast(
        case term_role
            when 'minus' then -base_upper_bound else base_lower_bound + growth_base
        end as decimal(18, 5)
    ) as base_lower_bound,
    cast(
        case term_role
            when 'minus' then -base_lower_bound else base_upper_bound + growth_base
        end as decimal(18, 5)
    ) as base_upper_bound,
    cast(
        case term_role
            when 'minus' then -greatest_base_value
            else least_base_value + growth_base
        end as decimal(18, 5)
    ) as least_base_value,
    cast(
        case term_role
            when 'minus' then -least_base_value
            else greatest_base_value + growth_base
        end as decimal(18, 5)
    ) as greatest_base_value
from linked;
comment on view identity_inputs is
'恒等式输入;每个恒等式所取的刊印数字 | inputs of the identities; the printed figures that each '
'identity takes';
