-- subject_links: 对象关系, from which subjects a value takes its figures.
-- Grain:   one row per subject, scope and subject to take from.
-- Reads:   subjects, subject_members.
-- Kept:    table.
-- Formula: same is the subject itself; whole and benchmark as subjects names them,
--          whole_of_whole the whole of that whole;
--          type, level and zone are its members in that breakdown; industrial is its
--          industrial part, and has_industrial itself if it has one.
-- Nulls:   none.
-- Sample:  subject_id  | subject_scope
--          heshun_zone | same
--          heshun_zone | whole
--          heshun_zone | whole_of_whole
create table subject_links as
select
    cast(links.subject_id as varchar) as subject_id,
    cast(links.subject_scope as varchar) as subject_scope,
    cast(links.term_subject_id as varchar) as term_subject_id
from (
    select
        subject_id,
        'same' as subject_scope,
        subject_id as term_subject_id
    from subjects
    union all
    select
        subject_id,
        'whole' as subject_scope,
        whole_subject_id as term_subject_id
    from subjects
    union all
    select
        subjects.subject_id,
        'whole_of_whole' as subject_scope,
        wholes.whole_subject_id as term_subject_id
    from subjects
    inner join subjects as wholes on subjects.whole_subject_id = wholes.subject_id
    union all
    select
        subject_id,
        'benchmark' as subject_scope,
        benchmark_subject_id as term_subject_id
    from subjects
    union all
    select
        group_subject_id as subject_id,
        breakdown as subject_scope,
        member_subject_id as term_subject_id
    from subject_members
    union all
    select
        group_subject_id as subject_id,
        breakdown_part as subject_scope,
        member_subject_id as term_subject_id
    from subject_members
    where breakdown = 'type' and breakdown_part = 'industrial'
    union all
    select
        group_subject_id as subject_id,
        'has_industrial' as subject_scope,
        group_subject_id as term_subject_id
    from subject_members
    where breakdown = 'type' and breakdown_part = 'industrial'
) as links
where links.term_subject_id is not null;
comment on table subject_links is
'对象关系;一个值取自哪些对象 | subject links; from which subjects a value takes its figures';
