-- subject_places: 适用对象, which subjects a place takes in.
-- Grain:   one row per place, a subject, and subject that it takes in.
-- Reads:   subjects, subject_members, areas.
-- Kept:    table.
-- Formula: a subject takes in itself, a group its members and theirs, an area all that
--          lies in it. distance grows from the subject itself, 0, over its groups, 1
--          and 2, to its areas, 3 to 5.
-- Nulls:   none.
-- Sample:  place_subject_id | subject_id  | distance
--          heshun_zone      | heshun_zone | 0
--          jiexiu_zone      | jiexiu_zone | 0
--          jinzhong         | heshun_zone | 3
create table subject_places as
with lies_in as (
    select
        areas.area_id,
        levels.steps,
        case levels.steps
            when 0 then areas.area_id
            when 1 then areas.parent_area_id
            else parents.parent_area_id
        end as outer_area_id
    from areas
    left join areas as parents on areas.parent_area_id = parents.area_id
    cross join (values (0), (1), (2)) as levels (steps)
),

reached as (
    select
        subject_id as place_subject_id,
        subject_id,
        0 as distance
    from subjects
    union all
    select
        group_subject_id as place_subject_id,
        member_subject_id as subject_id,
        1 as distance
    from subject_members
    union all
    select
        outers.group_subject_id as place_subject_id,
        subject_members.member_subject_id as subject_id,
        2 as distance
    from subject_members as outers
    inner join subject_members
        on outers.member_subject_id = subject_members.group_subject_id
    union all
    select
        places.subject_id as place_subject_id,
        subjects.subject_id,
        3 + lies_in.steps as distance
    from subjects
    inner join lies_in on subjects.area_id = lies_in.area_id
    inner join subjects as places
        on
            lies_in.outer_area_id = places.area_id
            and places.subject_kind = 'area'
)

select
    cast(place_subject_id as varchar) as place_subject_id,
    cast(subject_id as varchar) as subject_id,
    cast(min(distance) as integer) as distance
from reached
group by place_subject_id, subject_id;
comment on table subject_places is
'适用对象;一个范围包括哪些对象 | subjects of a place; which subjects a place takes in';
