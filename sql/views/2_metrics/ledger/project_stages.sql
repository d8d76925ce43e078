-- project_stages: 项目阶段, the day and the round in which a project reached a stage.
-- Grain:   one row per project and kind of event.
-- Reads:   project_events, loads.
-- Formula: the newest load in force that reports the event; of several rounds in one
--          load the first, so that a project counts once in a batch. A void one takes
--          the event back.
-- Nulls:   event_date or round_no where the ledger does not state it.
-- Sample:  no row.
create view project_stages as
with ranked as (
    select
        project_events.project_id,
        project_events.event_kind,
        project_events.event_date,
        project_events.round_no,
        project_events.is_void,
        project_events.date_precision,
        row_number() over (
            partition by project_events.project_id, project_events.event_kind
            order by
                project_events.load_id desc nulls last,
                project_events.round_no asc nulls last,
                project_events.event_date asc nulls last
        ) as recency
    from project_events
    left join loads on project_events.load_id = loads.load_id
    where project_events.load_id is null or loads.is_in_force
)

select
    project_id,
    event_kind,
    event_date,
    cast(round_no as integer) as round_no,
    date_precision
from ranked
where recency = 1 and not is_void;
comment on view project_stages is
'项目阶段;项目到达各阶段的日期与期次 | project stages; day and round in which a project reached '
'each stage';
