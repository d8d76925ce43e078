-- valid_projects: 现行项目, projects as they are to this day.
-- Grain:   one row per project.
-- Reads:   project_revisions.
-- Formula: the revision that holds to this day, with what it takes over.
-- Nulls:   valid_from = from the start; as in projects.
-- Sample:  project_id             | revision | passage_no
--          shanxi_construction_i… | 1        | 32
create view valid_projects as
select
    project_id,
    cast(revision as integer) as revision,
    name_zh,
    name_en,
    subject_id,
    industry_zh,
    leader_zh,
    cast(planned_investment_cny_100m as decimal(18, 8)) as planned_investment_cny_100m,
    cast(expected_output_cny_100m as decimal(18, 8)) as expected_output_cny_100m,
    project_status,
    valid_from,
    source_id,
    cast(passage_no as integer) as passage_no,
    note_zh,
    note_en,
    cast(load_id as integer) as load_id,
    developer_zh,
    content_zh,
    works_state_zh
from project_revisions
where valid_until is null;
comment on view valid_projects is
'现行项目;每个项目的现行内容 | valid projects; each as it is to this day';
