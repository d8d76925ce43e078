-- identity_links: 恒等式各项来源, from which subject an identity takes each term.
-- Grain:   one row per identity, subject and source where it holds, term and subject to
--          take it from.
-- Reads:   identities, identity_terms, identity_holds, subject_links.
-- Kept:    table.
-- Formula: the result is term 0, of the subject itself; the result of a total is its
--          scale, which no figure states, and link 1. An identity is complete where
--          every term has a subject to come from, and stated if something can state its
--          result. period_form says whether a term comes from a part of the period, or
--          from a year ago. link_no counts the link_count links of an identity.
-- Nulls:   the indicator of a result that no indicator states; place_source_id and
--          except_sources as in identity_holds.
-- Sample:  identity_id     | subject_id  | has_factors | link_no | link_count
--          area_per_parcel | heshun_zone | False       | 2       | 3
--          area_per_parcel | heshun_zone | False       | 3       | 3
--          area_per_parcel | jiexiu_zone | False       | 2       | 3
create table identity_links as
with terms as (
    select
        identity_id,
        0 as term_no,
        'result' as term_role,
        indicator_id,
        'same' as subject_scope,
        'same' as period_scope,
        'value' as term_form
    from identities
    where identity_kind <> 'total'
    union all
    select
        identity_id,
        term_no,
        term_role,
        indicator_id,
        subject_scope,
        period_scope,
        term_form
    from identity_terms
),

counted as (
    select
        terms.identity_id,
        count(*) as term_count,
        bool_or(terms.term_role in ('multiplier', 'divisor')) as has_factors,
        bool_or(terms.period_scope = 'year_ago') as has_years,
        bool_or(terms.period_scope in ('head', 'tail')) as has_parts,
        min(terms.term_no) = 1 as is_total,
        min(terms.term_no) = 1 or bool_or(
            terms.term_no = 0 and terms.indicator_id is not null
        ) as is_stated
    from terms
    group by terms.identity_id
),

linked as (
    select
        terms.*,
        identity_holds.subject_id,
        identity_holds.place_source_id,
        identity_holds.except_sources,
        subject_links.term_subject_id
    from terms
    inner join identity_holds on terms.identity_id = identity_holds.identity_id
    inner join subject_links
        on
            terms.subject_scope = subject_links.subject_scope
            and identity_holds.subject_id = subject_links.subject_id
),

applied as (
    select
        identity_id,
        subject_id,
        count(*) as link_count,
        count(distinct term_no) as term_count
    from linked
    group by identity_id, subject_id
)

select
    cast(linked.identity_id as varchar) as identity_id,
    cast(linked.subject_id as varchar) as subject_id,
    cast(linked.place_source_id as varchar) as place_source_id,
    cast(linked.except_sources as varchar) as except_sources,
    cast(linked.term_no as integer) as term_no,
    cast(linked.term_role as varchar) as term_role,
    cast(linked.term_form as varchar) as term_form,
    cast(linked.indicator_id as varchar) as term_indicator_id,
    cast(linked.term_subject_id as varchar) as term_subject_id,
    cast(linked.period_scope as varchar) as period_scope,
    cast(
        case
            when counted.has_years then 'years'
            when counted.has_parts then 'parts'
            else 'same'
        end as varchar
    ) as period_form,
    cast(applied.term_count = counted.term_count as boolean) as is_complete,
    cast(counted.is_stated as boolean) as is_stated,
    cast(counted.is_total as boolean) as is_total,
    cast(counted.has_factors as boolean) as has_factors,
    cast(
        row_number() over (
            partition by linked.identity_id, linked.subject_id
            order by linked.term_no asc, linked.term_subject_id asc
        ) + case when counted.is_total then 1 else 0 end as integer
    ) as link_no,
    cast(
        applied.link_count + case when counted.is_total then 1 else 0 end as integer
    ) as link_count
from linked
inner join applied
    on
        linked.identity_id = applied.identity_id
        and linked.subject_id = applied.subject_id
inner join counted on linked.identity_id = counted.identity_id;
comment on table identity_links is
'恒等式各项来源;恒等式各项取自哪个对象 | identity links; from which subject an identity takes each '
'term';
