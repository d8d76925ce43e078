-- subject_links: 对象关系, from which subjects an identity takes its terms.
-- Grain:   one row per subject, scope and subject to take from.
-- Reads:   subjects, subject_members.
-- Formula: same is the subject itself; whole and benchmark as subjects names them;
--          type, level and zone are its members in that breakdown.
-- Nulls:   none.
create view subject_links as
-- DuckDB before 1.5 loses the rows of a third union all branch that only scans.
select
    cast(subjects.subject_id as varchar) as subject_id,
    cast(scopes.subject_scope as varchar) as subject_scope,
    cast(
        case scopes.subject_scope
            when 'same' then subjects.subject_id
            when 'whole' then subjects.whole_subject_id
            else subjects.benchmark_subject_id
        end as varchar
    ) as term_subject_id
from subjects
cross join (values ('same'), ('whole'), ('benchmark')) as scopes (subject_scope)
where
    scopes.subject_scope = 'same'
    or (scopes.subject_scope = 'whole' and subjects.whole_subject_id is not null)
    or (
        scopes.subject_scope = 'benchmark'
        and subjects.benchmark_subject_id is not null
    )
union all
select
    cast(group_subject_id as varchar) as subject_id,
    cast(breakdown as varchar) as subject_scope,
    cast(member_subject_id as varchar) as term_subject_id
from subject_members;
comment on view subject_links is
'对象关系;恒等式各项取自哪个对象 | subject links; from which subjects an identity takes its terms';
