-- project_revisions: 项目沿革, every revision of a project and the days on which it holds.
-- Grain:   one row per project and revision that holds on any day.
-- Reads:   project_statements.
-- Formula: by the days from which they hold, whatever the order of the loads; of one
--          day the highest revision. What a revision does not state is as the last one
--          before that states it.
-- Nulls:   valid_from = from the start; valid_until = to this day; status_from where
--          the status has no day of its own; as in projects.
-- Sample:  project_id             | revision | passage_no
--          shanxi_construction_i… | 1        | 32
create view project_revisions as
with statements as (
    select
        *,
        stated_columns as said
    from project_statements
),

carried as (
    select
        project_id,
        revision,
        name_en,
        last_value(
            case when said like '%name_zh%' then name_zh end
            ignore nulls
        ) over timeline as name_zh,
        last_value(
            case when said like '%subject_id%' then subject_id end
            ignore nulls
        ) over timeline as subject_id,
        last_value(
            case when said like '%industry_zh%' then coalesce(industry_zh, '') end
            ignore nulls
        ) over timeline as industry_zh,
        last_value(
            case when said like '%leader_zh%' then coalesce(leader_zh, '') end
            ignore nulls
        ) over timeline as leader_zh,
        last_value(
            case when said like '%project_status%' then coalesce(project_status, '') end
            ignore nulls
        ) over timeline as project_status,
        last_value(
            case when said like '%developer_zh%' then coalesce(developer_zh, '') end
            ignore nulls
        ) over timeline as developer_zh,
        last_value(
            case when said like '%content_zh%' then coalesce(content_zh, '') end
            ignore nulls
        ) over timeline as content_zh,
        last_value(
            case when said like '%works_state_zh%' then coalesce(works_state_zh, '') end
            ignore nulls
        ) over timeline as works_state_zh,
        last_value(
            case
                when said like '%planned_investment_cny_100m%'
                    then coalesce(planned_investment_cny_100m, -1)
            end
            ignore nulls
        ) over timeline as planned_investment_cny_100m,
        last_value(
            case
                when said like '%expected_output_cny_100m%'
                    then coalesce(expected_output_cny_100m, -1)
            end
            ignore nulls
        ) over timeline as expected_output_cny_100m,
        last_value(
            case
                when said like '%project_status%'
                    then coalesce(valid_from, cast('0001-01-01' as date))
            end
            ignore nulls
        ) over timeline as status_from,
        holds_from,
        lead(coalesce(holds_from, cast('0001-01-01' as date)))
            over timeline as valid_until,
        source_id,
        passage_no,
        note_zh,
        note_en,
        load_id
    from statements
    window timeline as (
        partition by project_id
        order by holds_from asc nulls first, revision asc nulls first
    )
)

select
    project_id,
    cast(revision as integer) as revision,
    name_zh,
    name_en,
    subject_id,
    cast(nullif(industry_zh, '') as varchar) as industry_zh,
    cast(nullif(leader_zh, '') as varchar) as leader_zh,
    cast(nullif(planned_investment_cny_100m, -1) as decimal(18, 8))
        as planned_investment_cny_100m,
    cast(nullif(expected_output_cny_100m, -1) as decimal(18, 8))
        as expected_output_cny_100m,
    cast(nullif(project_status, '') as varchar) as project_status,
    holds_from as valid_from,
    valid_until,
    cast(nullif(status_from, cast('0001-01-01' as date)) as date) as status_from,
    source_id,
    cast(passage_no as integer) as passage_no,
    note_zh,
    note_en,
    cast(load_id as integer) as load_id,
    cast(nullif(developer_zh, '') as varchar) as developer_zh,
    cast(nullif(content_zh, '') as varchar) as content_zh,
    cast(nullif(works_state_zh, '') as varchar) as works_state_zh
from carried
where
    valid_until is null
    or valid_until > coalesce(holds_from, cast('0001-01-01' as date));
comment on view project_revisions is
'项目沿革;每次调整及其生效起止日 | project revisions; every revision of a project and the days on '
'which it holds';
