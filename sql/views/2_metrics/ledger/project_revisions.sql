-- project_revisions: 项目沿革, every revision of a project and the days on which it holds.
-- Grain:   one row per project and revision that holds on any day.
-- Reads:   projects, loads.
-- Formula: a revision holds from valid_from until a later one does, so on any day the
--          highest that has begun. One without a date corrects the one before it and
--          takes its date.
-- Nulls:   valid_from = from the start; valid_until = to this day; as in projects.
-- Sample:  project_id             | revision
--          shanxi_construction_i… | 1
create view project_revisions as
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
),

dated as (
    select
        *,
        last_value(valid_from ignore nulls) over (
            partition by project_id
            order by revision asc nulls first
            rows between unbounded preceding and current row
        ) as holds_from
    from ranked
    where recency = 1
),

sequenced as (
    select
        *,
        min(coalesce(holds_from, cast('0001-01-01' as date))) over (
            partition by project_id
            order by revision asc nulls first
            rows between 1 following and unbounded following
        ) as valid_until
    from dated
)

select
    project_id,
    cast(revision as integer) as revision,
    name_zh,
    subject_id,
    leader_zh,
    cast(planned_investment_cny_100m as decimal(18, 8)) as planned_investment_cny_100m,
    cast(expected_output_cny_100m as decimal(18, 8)) as expected_output_cny_100m,
    project_status,
    holds_from as valid_from,
    valid_until,
    source_id,
    cast(load_id as integer) as load_id
from sequenced
where
    valid_until is null
    or valid_until > coalesce(holds_from, cast('0001-01-01' as date));
comment on view project_revisions is
'项目沿革;每次调整及其生效起止日 | project revisions; every revision of a project and the days on '
'which it holds';
