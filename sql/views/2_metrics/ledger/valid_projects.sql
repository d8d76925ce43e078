-- valid_projects: 现行项目, projects as the last revision in force has them.
-- Grain:   one row per project.
-- Reads:   projects, loads.
-- Formula: the revision with the highest number in a load that is in force.
-- Nulls:   as in projects.
-- Sample:  project_id             | revision | passage_no
--          shanxi_construction_i… | 1        | 32
create view valid_projects as
with ranked as (
    select
        projects.*,
        row_number() over (
            partition by projects.project_id
            order by projects.revision desc nulls last, projects.load_id desc nulls last
        ) as recency
    from projects
    left join loads on projects.load_id = loads.load_id
    where projects.load_id is null or loads.is_in_force
)

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
from ranked
where recency = 1;
comment on view valid_projects is
'现行项目;每个项目的最近一次调整 | valid projects; the last revision of each project';
