-- zones_without_projects: 无项目开发区, the zones of a group that the ledger lacks.
-- Grain:   one row per group with such a zone.
-- Reads:   subject_links, projects, loads.
-- Kept:    table.
-- Formula: a zone is on record with any project of a load in force.
-- Nulls:   none.
-- Sample:  subject_id             | zone_list
--          jinzhong_agricultural… | jinzhong_agri_zone
--          jinzhong_ecotourism_z… | zuoquan_ecotourism_zo…
--          jinzhong_industrial_z… | heshun_zone, jiexiu_z…
create table zones_without_projects as
with zones_on_record as (
    select distinct projects.subject_id
    from projects
    left join loads on projects.load_id = loads.load_id
    where projects.load_id is null or loads.is_in_force
)

select
    cast(subject_links.subject_id as varchar) as subject_id,
    cast(
        string_agg(
            subject_links.term_subject_id, ', ' order by subject_links.term_subject_id
        ) as varchar
    ) as zone_list
from subject_links
left join zones_on_record
    on subject_links.term_subject_id = zones_on_record.subject_id
where
    subject_links.subject_scope = 'zone'
    and zones_on_record.subject_id is null
group by subject_links.subject_id;
comment on table zones_without_projects is
'无项目开发区;分组中台账没有项目的开发区 | zones without projects; the zones of a group that the '
'ledger lacks';
