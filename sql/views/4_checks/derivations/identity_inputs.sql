-- identity_inputs: 恒等式输入, the printed figures that an identity takes.
-- Grain:   one row per identity, source, subject, period, link with a printed figure,
--          and period in which the one figure lacking may be.
-- Reads:   rounded_figures, identity_links, identity_periods.
-- Formula: an identity applies where every term has a subject and a period to come
--          from. Minus terms change their sign, and with it the sides of their ranges.
-- Nulls:   base columns where the figure is only a bound.
-- Sample:  identity_id     | source_id        | base_value   | greatest_base_value
--          attainment_rate | jinzhong_article | 2350400.0000 | 2350500.00000
--          attainment_rate | jinzhong_article | 2166500.0000 | 2166600.00000
--          attainment_rate | jinzhong_article | 92.1800      | 92.19000
create view identity_inputs as
select
    identity_links.identity_id,
    rounded_figures.source_id,
    identity_links.subject_id,
    identity_periods.period_id,
    identity_periods.gap_scope,
    identity_periods.gap_period_id,
    identity_links.term_role,
    cast(identity_links.link_no as integer) as link_no,
    cast(identity_links.link_count as integer) as link_count,
    rounded_figures.qualifier,
    cast(
        case identity_links.term_role
            when 'minus' then -rounded_figures.base_value
            else rounded_figures.base_value
        end as decimal(18, 4)
    ) as base_value,
    cast(
        case identity_links.term_role
            when 'minus' then -rounded_figures.base_upper_bound
            else rounded_figures.base_lower_bound
        end as decimal(18, 5)
    ) as base_lower_bound,
    cast(
        case identity_links.term_role
            when 'minus' then -rounded_figures.base_lower_bound
            else rounded_figures.base_upper_bound
        end as decimal(18, 5)
    ) as base_upper_bound,
    cast(
        case identity_links.term_role
            when 'minus' then -rounded_figures.greatest_base_value
            else rounded_figures.least_base_value
        end as decimal(18, 5)
    ) as least_base_value,
    cast(
        case identity_links.term_role
            when 'minus' then -rounded_figures.least_base_value
            else rounded_figures.greatest_base_value
        end as decimal(18, 5)
    ) as greatest_base_value
from rounded_figures
inner join identity_links
    on
        rounded_figures.indicator_id = identity_links.term_indicator_id
        and rounded_figures.subject_id = identity_links.term_subject_id
inner join identity_periods
    on
        identity_links.is_split = identity_periods.is_split
        and identity_links.period_scope = identity_periods.period_scope
        and rounded_figures.period_id = identity_periods.term_period_id
where
    identity_links.is_complete
    and identity_links.is_stated;
comment on view identity_inputs is
'恒等式输入;每个恒等式所取的刊印数字 | inputs of the identities; the printed figures that each '
'identity takes';
