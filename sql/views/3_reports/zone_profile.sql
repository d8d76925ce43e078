-- zone_profile: 开发区概况, what is known of each zone.
-- Grain:   one row per zone.
-- Reads:   zones, subjects, areas, measure_adoptions, measures, valid_projects,
--          figure_intervals.
-- Formula: counts of figures, measures and projects that name the zone itself; what is
--          said of its groups is not counted.
-- Nulls:   what is not stated; names where there are none.
-- Sample:  subject_id         | zone_type    | measure_count | project_count
--          jinzhong_zone      | industrial   | 2             | 1
--          jinzhong_agri_zone | agricultural | 0             | 0
--          pingyao_zone       | industrial   | 1             | 0
create view zone_profile as
with adopted as (
    select distinct
        measure_adoptions.subject_id,
        measures.name_zh,
        measures.name_en
    from measure_adoptions
    inner join measures on measure_adoptions.measure_id = measures.measure_id
),

zone_measures as (
    select
        subject_id,
        count(*) as measure_count,
        string_agg(name_zh, ', ' order by name_zh) as measure_names_zh,
        string_agg(name_en, ', ' order by name_en) as measure_names_en
    from adopted
    group by subject_id
),

project_names as (
    select distinct
        subject_id,
        project_id,
        name_zh
    from valid_projects
),

zone_projects as (
    select
        subject_id,
        count(distinct project_id) as project_count,
        string_agg(name_zh, ', ' order by name_zh) as project_names_zh
    from project_names
    group by subject_id
),

zone_figures as (
    select
        subject_id,
        count(*) as figure_count
    from figure_intervals
    group by subject_id
)

select
    zones.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    zones.official_name_zh,
    zones.zone_type,
    zones.zone_level,
    zones.level_basis,
    subjects.area_id,
    zones.host_area_id,
    areas.name_zh as host_area_name_zh,
    areas.name_en as host_area_name_en,
    zones.host_basis,
    cast(coalesce(zone_figures.figure_count, 0) as bigint) as figure_count,
    cast(coalesce(zone_measures.measure_count, 0) as bigint) as measure_count,
    zone_measures.measure_names_zh,
    zone_measures.measure_names_en,
    cast(coalesce(zone_projects.project_count, 0) as bigint) as project_count,
    zone_projects.project_names_zh,
    zones.note_zh,
    zones.note_en
from zones
inner join subjects on zones.subject_id = subjects.subject_id
left join areas on zones.host_area_id = areas.area_id
left join zone_measures on zones.subject_id = zone_measures.subject_id
left join zone_projects on zones.subject_id = zone_projects.subject_id
left join zone_figures on zones.subject_id = zone_figures.subject_id;
comment on view zone_profile is
'开发区概况;每个开发区已知的情况 | zone profile; what is known of each zone';
