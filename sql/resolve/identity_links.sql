-- identity_links: 恒等式各项来源, from which subject an identity takes each term.
-- Grain:   one row per identity, subject, term and subject to take it from.
-- Reads:   identities, identity_terms, subject_links.
-- Kept:    table.
-- Formula: the result is term 0, of the subject itself. An identity is complete where
--          every term has a subject to come from, split if one comes from a part of the
--          period, and stated if an indicator can state its result. link_no counts the
--          link_count links of an identity and subject.
-- Nulls:   the indicator of a result that no indicator states.
-- Sample:  identity_id     | subject_id  | is_stated | link_no | link_count
--          area_per_parcel | heshun_zone | False     | 2       | 3
--          area_per_parcel | heshun_zone | False     | 3       | 3
--          area_per_parcel | jiexiu_zone | False     | 2       | 3
create table identity_links as
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

linked as (
    select
        terms.*,
        subject_links.subject_id,
        subject_links.term_subject_id
    from terms
    inner join subject_links on terms.subject_scope = subject_links.subject_scope
),

counted as (
    select
        identity_id,
        count(*) as term_count
    from terms
    group by identity_id
),

applied as (
    select
        linked.identity_id,
        linked.subject_id,
        count(*) as link_count,
        count(distinct linked.term_no) = counted.term_count as is_complete,
        bool_or(linked.period_scope <> 'same') as is_split,
        bool_or(linked.term_no = 0 and linked.indicator_id is not null) as is_stated
    from linked
    inner join counted on linked.identity_id = counted.identity_id
    group by linked.identity_id, linked.subject_id, counted.term_count
)

select
    cast(linked.identity_id as varchar) as identity_id,
    cast(linked.subject_id as varchar) as subject_id,
    cast(linked.term_no as integer) as term_no,
    cast(linked.term_role as varchar) as term_role,
    cast(linked.indicator_id as varchar) as term_indicator_id,
    cast(linked.term_subject_id as varchar) as term_subject_id,
    cast(linked.period_scope as varchar) as period_scope,
    cast(applied.is_complete as boolean) as is_complete,
    cast(applied.is_split as boolean) as is_split,
    cast(applied.is_stated as boolean) as is_stated,
    cast(
        row_number() over (
            partition by linked.identity_id, linked.subject_id
            order by linked.term_no asc, linked.term_subject_id asc
        ) as integer
    ) as link_no,
    cast(applied.link_count as integer) as link_count
from linked
inner join applied
    on
        linked.identity_id = applied.identity_id
        and linked.subject_id = applied.subject_id;
comment on table identity_links is
'恒等式各项来源;恒等式各项取自哪个对象 | identity links; from which subject an identity takes each '
'term';
