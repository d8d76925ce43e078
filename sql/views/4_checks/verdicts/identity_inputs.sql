-- identity_inputs: 恒等式输入, the figures each identity needs wherever it applies.
-- Grain:   one row per identity, source, subject, period and figure needed.
-- Reads:   source_figures, identity_links, period_links.
-- Formula: an identity applies to a subject and period as soon as the source prints
--          one of its figures and every term has a subject and a period to come from.
--          least and greatest: what may have been rounded, or cut, to the value.
-- Nulls:   the value and bounds of a figure that the source does not print.
create view identity_inputs as
with sites as (
    select
        identity_links.identity_id,
        source_figures.source_id,
        identity_links.subject_id,
        source_figures.period_id
    from source_figures
    inner join identity_links
        on
            source_figures.indicator_id = identity_links.term_indicator_id
            and source_figures.subject_id = identity_links.term_subject_id
    where
        identity_links.period_scope = 'same'
        and identity_links.is_complete
        and identity_links.is_stated
    union  -- apart, so that one period can be asked for without reading the others
    select
        identity_links.identity_id,
        source_figures.source_id,
        identity_links.subject_id,
        period_links.period_id
    from source_figures
    inner join identity_links
        on
            source_figures.indicator_id = identity_links.term_indicator_id
            and source_figures.subject_id = identity_links.term_subject_id
    inner join period_links
        on
            identity_links.period_scope = period_links.period_scope
            and source_figures.period_id = period_links.term_period_id
    where
        identity_links.period_scope <> 'same'
        and identity_links.is_complete
        and identity_links.is_stated
),

needed as (
    select
        sites.identity_id,
        sites.source_id,
        sites.subject_id,
        sites.period_id,
        identity_links.term_no,
        identity_links.term_role,
        identity_links.term_indicator_id,
        identity_links.term_subject_id,
        period_links.term_period_id
    from sites
    inner join identity_links
        on
            sites.identity_id = identity_links.identity_id
            and sites.subject_id = identity_links.subject_id
    inner join period_links
        on
            identity_links.period_scope = period_links.period_scope
            and sites.period_id = period_links.period_id
    left join period_links as parts
        on sites.period_id = parts.period_id and parts.period_scope = 'head'
    where parts.period_id is not null or not identity_links.is_split
)

select
    needed.identity_id,
    needed.source_id,
    needed.subject_id,
    needed.period_id,
    cast(needed.term_no as integer) as term_no,
    needed.term_role,
    needed.term_subject_id,
    needed.term_indicator_id,
    needed.term_period_id,
    source_figures.printed,
    cast(source_figures.value as decimal(18, 4)) as value,
    source_figures.unit_id,
    cast(source_figures.factor as decimal(18, 8)) as factor,
    source_figures.qualifier,
    cast(source_figures.decimals as integer) as decimals,
    cast(source_figures.base_value as decimal(18, 4)) as base_value,
    cast(source_figures.base_step as decimal(18, 5)) as base_step,
    cast(source_figures.base_lower_bound as decimal(18, 5)) as base_lower_bound,
    cast(source_figures.base_upper_bound as decimal(18, 5)) as base_upper_bound,
    cast(
        cast(source_figures.base_value as decimal(28, 5))
        - source_figures.base_step
        * case when source_figures.base_value < 0 then 1.0 else 0.5 end
        as decimal(18, 5)
    ) as least_base_value,
    cast(
        cast(source_figures.base_value as decimal(28, 5))
        + source_figures.base_step
        * case when source_figures.base_value < 0 then 0.5 else 1.0 end
        as decimal(18, 5)
    ) as greatest_base_value
from needed
left join source_figures
    on
        needed.source_id = source_figures.source_id
        and needed.term_subject_id = source_figures.subject_id
        and needed.term_indicator_id = source_figures.indicator_id
        and needed.term_period_id = source_figures.period_id;
comment on view identity_inputs is
'恒等式输入;每个恒等式在每个对象与时期所需的数字 | inputs of the identities; the figures each '
'identity needs wherever it applies';
