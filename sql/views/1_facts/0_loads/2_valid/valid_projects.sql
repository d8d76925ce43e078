-- valid_projects: 现行项目, projects as the last revision in force has them.
-- Grain:   one row per project.
-- Reads:   projects, active_loads.
-- Formula: the revision with the highest number in a load that is in force.
-- Nulls:   as in projects.
create view valid_projects as
with ranked as (
    select
        projects.*,
        row_number() over (
            partition by projects.project_id
            order by projects.revision desc nulls last, projects.load_id desc nulls last
        ) as recency
    from projects
    left join active_loads on projects.load_id = active_loads.load_id
    where projects.load_id is null or active_loads.load_id is not null
)

select
    cast(project_id as varchar) as project_id,
    cast(revision as integer) as revision,
    cast(name_zh as varchar) as name_zh,
    cast(name_en as varchar) as name_en,
    cast(subject_id as varchar) as subject_id,
    cast(industry_zh as varchar) as industry_zh,
    cast(leader_zh as varchar) as leader_zh,
    cast(planned_investment_cny_100m as decimal(18, 8)) as planned_investment_cny_100m,
    cast(expected_output_cny_100m as decimal(18, 8)) as expected_output_cny_100m,
    cast(project_status as varchar) as project_status,
    cast(valid_from as date) as valid_from,
    cast(source_id as varchar) as source_id,
    cast(passage_no as integer) as passage_no,
    cast(note_zh as varchar) as note_zh,
    cast(note_en as varchar) as note_en,
    cast(load_id as integer) as load_id
from ranked
where recency = 1;
comment on view valid_projects is
'现行项目;每个项目的最近一次调整 | valid projects; the last revision of each project';
