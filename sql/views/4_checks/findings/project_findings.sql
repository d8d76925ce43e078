-- project_findings: 项目重复, projects of one zone listed under several numbers.
-- Grain:   one row per subject and name of more than one project.
-- Reads:   valid_projects, project_stages.
-- Formula: names are equal but for case, width, spaces, quotes and hyphens; projects
--          that are withdrawn, split or merged do not count.
-- Nulls:   what concerns figures; load_id of what ships with the package.
-- Sample:  no row.
create view project_findings as
with keyed as (
    select
        valid_projects.project_id,
        valid_projects.subject_id,
        valid_projects.name_zh,
        valid_projects.load_id,
        translate(
            lower(valid_projects.name_zh),
            '()0123456789 　"''“”‘’《》·-—–',
            '()0123456789'
        ) as name_key
    from valid_projects
    where
        coalesce(valid_projects.project_status, 'active') = 'active'
        and valid_projects.project_id not in (
            select project_stages.project_id from project_stages
            where project_stages.event_kind in ('withdrawn', 'split')
        )
)

select
    cast('project_listed_once' as varchar) as check_id,
    cast(null as varchar) as source_id,
    cast(max(load_id) as integer) as load_id,
    subject_id,
    cast(null as varchar) as indicator_id,
    cast(null as varchar) as period_id,
    cast(min(name_zh) as varchar) as printed,
    cast(null as varchar) as unit_id,
    subject_id as other_subject_id,
    cast(null as varchar) as other_period_id,
    cast(string_agg(project_id, ', ' order by project_id) as varchar) as other_printed,
    cast(null as varchar) as other_unit_id
from keyed
group by subject_id, name_key
having count(*) > 1;
comment on view project_findings is
'项目重复;同一开发区以不同编号登记的同名项目 | project findings; projects of one zone listed under '
'several numbers';
