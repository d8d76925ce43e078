-- ledger_subjects: 台账对象, the subjects in which the projects of a zone count.
-- Grain:   one row per subject and zone that counts in it.
-- Reads:   subject_links, subjects.
-- Kept:    table.
-- Formula: a zone counts in itself, in the groups that have it as a zone, in its whole
--          (the city) and in the whole of that (the province).
-- Nulls:   none.
-- Sample:  member_subject_id | subject_id
--          heshun_zone       | heshun_zone
--          heshun_zone       | jinzhong
--          heshun_zone       | jinzhong_industrial_z…
create table ledger_subjects as
select
    cast(subjects.subject_id as varchar) as member_subject_id,
    cast(
        case scopes.subject_scope
            when 'same' then subjects.subject_id
            when 'whole' then subjects.whole_subject_id
            else wholes.whole_subject_id
        end as varchar
    ) as subject_id
from subjects
left join subjects as wholes on subjects.whole_subject_id = wholes.subject_id
cross join (values ('same'), ('whole'), ('whole of whole')) as scopes (subject_scope)
where
    scopes.subject_scope = 'same'
    or (scopes.subject_scope = 'whole' and subjects.whole_subject_id is not null)
    or (
        scopes.subject_scope = 'whole of whole'
        and wholes.whole_subject_id is not null
    )
union
select
    cast(term_subject_id as varchar) as member_subject_id,
    cast(subject_id as varchar) as subject_id
from subject_links
where subject_scope = 'zone';
comment on table ledger_subjects is
'台账对象;开发区的项目计入哪些对象 | subjects of the ledger; in which the projects of a zone count';
