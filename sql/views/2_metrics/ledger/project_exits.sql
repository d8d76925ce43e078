-- project_exits: 项目退出报告, events that take a project off the ledger.
-- Grain:   one row per project and arrival after which one is reported.
-- Reads:   project_events, project_arrivals, loads.
-- Formula: the last reported; without a day it belongs where the one before it does.
-- Nulls:   exited_on of one without a date.
-- Sample:  no row.
create view project_exits as
with events as (
    select
        project_events.*,
        coalesce(
            project_events.event_date,
            max(project_events.event_date) over (
                partition by project_events.project_id
                order by project_events.load_id asc nulls first
            ),
            cast('0001-01-01' as date)
        ) as told_day
    from project_events
    left join loads on project_events.load_id = loads.load_id
    where
        project_events.event_kind in ('withdrawn', 'split')
        and (project_events.load_id is null or loads.is_in_force)
),

ranked as (
    select
        events.*,
        project_arrivals.arrived_on,
        row_number() over (
            partition by events.project_id, project_arrivals.arrived_on
            order by events.load_id desc nulls last, events.event_date asc nulls last
        ) as recency
    from events
    inner join project_arrivals
        on
            events.project_id = project_arrivals.project_id
            and events.told_day
            between project_arrivals.arrived_on and project_arrivals.before_on - 1
)

select
    project_id,
    arrived_on,
    event_date as exited_on,
    cast(load_id as integer) as load_id
from ranked
where recency = 1 and not is_void;
comment on view project_exits is
'项目退出报告;使项目离开台账的事件 | project exits; events that take a project off the ledger';
