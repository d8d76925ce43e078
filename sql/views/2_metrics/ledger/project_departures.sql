-- project_departures: 项目退出, the days on which projects leave.
-- Grain:   one row per project and day.
-- Reads:   project_events, project_revisions, project_returns, loads.
-- Formula: between two returns a project leaves once: on the day last reported of its
--          withdrawal or split, else on the first day from which its status says so. A
--          project of which no such day is known leaves on that of the load that tells
--          it, which is_undated says.
-- Nulls:   none.
-- Sample:  no row.
create view project_departures as
with events as (
    select
        project_events.project_id,
        project_events.event_date,
        project_events.is_void,
        project_events.load_id,
        loads.loaded_at,
        coalesce(
            project_events.event_date,
            max(project_events.event_date) over (
                partition by project_events.project_id
                order by project_events.load_id asc nulls first
            )
        ) as told_day
    from project_events
    left join loads on project_events.load_id = loads.load_id
    where
        project_events.event_kind in ('withdrawn', 'split')
        and (project_events.load_id is null or loads.is_in_force)
),

placed as (
    select
        events.project_id,
        events.event_date,
        events.is_void,
        events.load_id,
        events.loaded_at,
        max(project_returns.returned_on) as last_return
    from events
    left join project_returns
        on
            events.project_id = project_returns.project_id
            and events.told_day >= project_returns.returned_on
    group by
        events.project_id, events.event_date, events.is_void, events.load_id,
        events.loaded_at
),

ranked as (
    select
        *,
        row_number() over (
            partition by project_id, last_return
            order by load_id desc nulls last, event_date asc nulls last
        ) as recency
    from placed
),

stated as (
    select
        project_id,
        last_return,
        event_date as event_day,
        cast(null as date) as status_day,
        loaded_at
    from ranked
    where recency = 1 and not is_void
    union all
    select
        project_revisions.project_id,
        max(project_returns.returned_on) as last_return,
        cast(null as date) as event_day,
        project_revisions.status_from as status_day,
        loads.loaded_at
    from project_revisions
    left join loads on project_revisions.load_id = loads.load_id
    left join project_returns
        on
            project_revisions.project_id = project_returns.project_id
            and project_revisions.status_from >= project_returns.returned_on
    where project_revisions.project_status in ('withdrawn', 'split', 'merged')
    group by
        project_revisions.project_id, project_revisions.status_from, loads.loaded_at
),

days as (
    select
        project_id,
        coalesce(max(event_day), min(status_day)) as gone_on,
        max(coalesce(max(event_day), min(status_day))) over (
            partition by project_id
        ) as last_gone_on,
        cast(max(loaded_at) as date) as told_on
    from stated
    group by project_id, last_return
)

select
    project_id,
    cast(coalesce(gone_on, told_on, cast('0001-01-01' as date)) as date) as gone_on,
    cast(gone_on is null as boolean) as is_undated
from days
where gone_on is not null or last_gone_on is null;
comment on view project_departures is
'项目退出;项目离开台账的日期 | project departures; the days on which projects leave';
