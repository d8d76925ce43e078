-- subject_links: 对象关系, from which subjects an identity takes its terms.
-- Grain:   one row per subject, scope and subject to take from.
-- Reads:   subjects, subject_members.
-- Formula: same is the subject itself; whole and benchmark as subjects names them;
--          type, level and zone are its members in that breakdown.
-- Nulls:   none.
create view subject_links as
select
    cast(subject_id as varchar) as subject_id,
    cast('same' as varchar) as subject_scope,
    cast(subject_id as varchar) as term_subject_id
from subjects
union all
select
    cast(subject_id as varchar) as subject_id,
    cast('whole' as varchar) as subject_scope,
    cast(whole_subject_id as varchar) as term_subject_id
from subjects
where whole_subject_id is not null
union all
select
    cast(subject_id as varchar) as subject_id,
    cast('benchmark' as varchar) as subject_scope,
    cast(benchmark_subject_id as varchar) as term_subject_id
from subjects
where benchmark_subject_id is not null
union all
select
    cast(group_subject_id as varchar) as subject_id,
    cast(breakdown as varchar) as subject_scope,
    cast(member_subject_id as varchar) as term_subject_id
from subject_members;
comment on view subject_links is
'对象关系;恒等式各项取自哪个对象 | subject links; from which subjects an identity takes its terms';
