-- identity_inputs: 恒等式输入, the figures each identity needs wherever it applies.
-- Grain:   one row per identity, source, subject, period and figure needed.
-- Reads:   source_figures, subject_links, period_links, identities, identity_terms.
-- Formula: an identity applies to a subject and period as soon as the source prints
--          one of its figures and every term has a subject and a period to come from.
--          least and greatest: what may have been rounded, or cut, to the value.
-- Nulls:   the value and bounds of a figure that the source does not print.
create view identity_inputs as
with terms as (
    select
        identity_id,
        0 as term_no,
        'result' as term_role,
        indicator_id,
        'same' as subject_scope,
        'same' as period_scope
    from identities
    union all
    select
        identity_id,
        term_no,
        term_role,
        indicator_id,
        subject_scope,
        period_scope
    from identity_terms
),

sites as (
    select
        terms.identity_id,
        source_figures.source_id,
        subject_links.subject_id,
        source_figures.period_id
    from source_figures
    inner join terms on source_figures.indicator_id = terms.indicator_id
    inner join subject_links
        on
            terms.subject_scope = subject_links.subject_scope
            and source_figures.subject_id = subject_links.term_subject_id
    where terms.period_scope = 'same'
    union  -- apart, so that one period can be asked for without reading the others
    select
        terms.identity_id,
        source_figures.source_id,
        subject_links.subject_id,
        period_links.period_id
    from source_figures
    inner join terms on source_figures.indicator_id = terms.indicator_id
    inner join subject_links
        on
            terms.subject_scope = subject_links.subject_scope
            and source_figures.subject_id = subject_links.term_subject_id
    inner join period_links
        on
            terms.period_scope = period_links.period_scope
            and source_figures.period_id = period_links.term_period_id
    where terms.period_scope <> 'same'
),

unmet as (
    select distinct
        sites.identity_id,
        sites.subject_id,
        sites.period_id
    from sites
    inner join terms on sites.identity_id = terms.identity_id
    left join subject_links
        on
            terms.subject_scope = subject_links.subject_scope
            and sites.subject_id = subject_links.subject_id
    left join period_links
        on
            terms.period_scope = period_links.period_scope
            and sites.period_id = period_links.period_id
    where
        (terms.subject_scope <> 'same' or terms.period_scope <> 'same')
        and (subject_links.subject_id is null or period_links.period_id is null)
),

needed as (
    select
        sites.identity_id,
        sites.source_id,
        sites.subject_id,
        sites.period_id,
        terms.term_no,
        terms.term_role,
        terms.indicator_id as term_indicator_id,
        subject_links.term_subject_id,
        period_links.term_period_id
    from sites
    inner join terms on sites.identity_id = terms.identity_id
    inner join subject_links
        on
            terms.subject_scope = subject_links.subject_scope
            and sites.subject_id = subject_links.subject_id
    inner join period_links
        on
            terms.period_scope = period_links.period_scope
            and sites.period_id = period_links.period_id
    left join unmet
        on
            sites.identity_id = unmet.identity_id
            and sites.subject_id = unmet.subject_id
            and sites.period_id = unmet.period_id
    where unmet.identity_id is null
)

select
    cast(needed.identity_id as varchar) as identity_id,
    cast(needed.source_id as varchar) as source_id,
    cast(needed.subject_id as varchar) as subject_id,
    cast(needed.period_id as varchar) as period_id,
    cast(needed.term_no as integer) as term_no,
    cast(needed.term_role as varchar) as term_role,
    cast(needed.term_subject_id as varchar) as term_subject_id,
    cast(needed.term_indicator_id as varchar) as term_indicator_id,
    cast(needed.term_period_id as varchar) as term_period_id,
    cast(source_figures.printed as varchar) as printed,
    cast(source_figures.value as decimal(18, 4)) as value,
    cast(source_figures.unit_id as varchar) as unit_id,
    cast(source_figures.factor as decimal(18, 8)) as factor,
    cast(source_figures.qualifier as varchar) as qualifier,
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
