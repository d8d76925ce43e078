-- zone_structure: 开发区结构, zones of a group by type and level.
-- Grain:   one row per group, zone type and zone level.
-- Reads:   subjects, subject_members, zones.
-- Formula: zone_share_pct = 100 * zones of the type and level / zones of the group.
-- Nulls:   none; a level that is not stated is the level not_stated.
-- Sample:  subject_id             | zone_type    | zone_count | zone_share_pct
--          jinzhong_agricultural… | agricultural | 1          | 100.0
--          jinzhong_ecotourism_z… | ecotourism   | 1          | 100.0
--          jinzhong_industrial_z… | industrial   | 1          | 11.11111111111111
create view zone_structure as
with grouped as (
    select
        subject_members.group_subject_id,
        zones.zone_type,
        coalesce(zones.zone_level, 'not_stated') as zone_level,
        count(*) as zone_count,
        sum(count(*)) over (partition by subject_members.group_subject_id)
            as group_zone_count
    from subject_members
    inner join zones on subject_members.member_subject_id = zones.subject_id
    where subject_members.breakdown = 'zone'
    group by
        subject_members.group_subject_id,
        zones.zone_type,
        coalesce(zones.zone_level, 'not_stated')
)

select
    grouped.group_subject_id as subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    grouped.zone_type,
    grouped.zone_level,
    cast(grouped.zone_count as bigint) as zone_count,
    cast(grouped.group_zone_count as bigint) as group_zone_count,
    cast(
        100 * cast(grouped.zone_count as double)
        / nullif(cast(grouped.group_zone_count as double), 0)
        as double
    ) as zone_share_pct
from grouped
inner join subjects on grouped.group_subject_id = subjects.subject_id;
comment on view zone_structure is
'开发区结构;分组内按类别与级别的开发区个数 | zone structure; zones of a group by type and level';
