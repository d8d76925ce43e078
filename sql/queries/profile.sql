-- profile: 开发区概况, what is known of a zone.
-- Param:   zone varchar = null: subject_id, or part of the name; all zones without it.
select
    subject_id,
    subject_name_zh,
    zone_type,
    zone_level,
    level_basis,
    host_area_name_zh,
    host_basis,
    figure_count,
    measure_names_zh,
    project_names_zh,
    note_zh
from zone_profile
where
    cast($zone as varchar) is null
    or subject_id = $zone
    or position($zone in subject_name_zh) > 0
    or position(lower($zone) in lower(subject_name_en)) > 0
order by subject_id;
