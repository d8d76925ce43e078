-- project_departures: 项目退出, the days on which projects leave.
-- Grain:   one row per project and day.
-- Reads:   project_exits, project_revisions, project_arrivals, loads.
-- Formula: between two arrivals a project leaves once: on the day last reported of its
--          withdrawal or split, else on the first day from which its status says so. A
--          project of which no such day is known leaves on that of the load that tells
--          it, which is_undated says.
-- Nulls:   none.
-- Sample:  no row.
create view project_departures as
with stated as (
    select
        project_id,
        arrived_on,
        exited_on,
        cast(null as date) as status_from,
        load_id
    from project_exits
    union all
    select
        project_revisions.project_id,
        project_arrivals.arrived_on,
        cast(null as date) as exited_on,
        project_revisions.status_from,
        project_revisions.load_id
    from project_revisions
    inner join project_arrivals
        on
            project_revisions.project_id = project_arrivals.project_id
            and coalesce(project_revisions.status_from, cast('0001-01-01' as date))
            between project_arrivals.arrived_on and project_arrivals.before_on - 1
    where project_revisions.project_status in ('withdrawn', 'split', 'merged')
),

days as (
    select
        stated.project_id,
        coalesce(max(stated.exited_on), min(stated.status_from)) as gone_on,
        max(coalesce(max(stated.exited_on), min(stated.status_from))) over (
            partition by stated.project_id
        ) as last_gone_on,
        cast(max(loads.loaded_at) as date) as told_on
    from stated
    left join loads on stated.load_id = loads.load_id
    group by stated.project_id, stated.arrived_on
)

select
    project_id,
    cast(coalesce(gone_on, told_on, cast('0001-01-01' as date)) as date) as gone_on,
    cast(gone_on is null as boolean) as is_undated
from days
where gone_on is not null or last_gone_on is null;
comment on view project_departures is
'项目退出;项目离开台账的日期 | project departures; the days on which projects leave';
