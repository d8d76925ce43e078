-- project_statements: 项目报送, what each load states of a project, with its place in time.
-- Grain:   one row per project and revision.
-- Reads:   projects, loads.
-- Formula: the newest load in force that has the revision. It takes effect on its
--          valid_from; without one it takes the latest of the revisions before it,
--          which it corrects.
-- Nulls:   holds_from = from the start; others as in projects.
-- Sample:  project_id             | revision | stated_columns         | passage_no
--          shanxi_construction_i… | 1        | name_zh, subject_id, … | 32
create view project_statements as
with ranked as (
    select
        projects.*,
        row_number() over (
            partition by projects.project_id, projects.revision
            order by
                projects.load_id desc nulls last, projects.valid_from asc nulls last
        ) as recency
    from projects
    left join loads on projects.load_id = loads.load_id
    where projects.load_id is null or loads.is_in_force
)

select
    project_id,
    cast(revision as integer) as revision,
    cast(
        coalesce(
            stated_columns,
            'name_zh, subject_id, industry_zh, leader_zh, developer_zh, content_zh, '
            || 'planned_investment_cny_100m, expected_output_cny_100m, project_status, '
            || 'works_state_zh'
        ) as varchar
    ) as stated_columns,
    name_zh,
    name_en,
    subject_id,
    industry_zh,
    leader_zh,
    cast(planned_investment_cny_100m as decimal(18, 8)) as planned_investment_cny_100m,
    cast(expected_output_cny_100m as decimal(18, 8)) as expected_output_cny_100m,
    project_status,
    valid_from,
    cast(
        coalesce(
            valid_from,
            max(valid_from) over (
                partition by project_id
                order by revision asc nulls first
                rows between unbounded preceding and current row
            )
        ) as date
    ) as holds_from,
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
comment on view project_statements is
'项目报送;每次装载写明的项目内容及其生效日 | project statements; what each load states of a project, '
'and from when on';
