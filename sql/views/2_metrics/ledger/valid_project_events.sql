-- valid_project_events: 有效项目事件, project events as last reported.
-- Grain:   one row per project, kind of event and round.
-- Reads:   project_events, loads.
-- Formula: the newest load in force that reports the kind of event, with the rounds it
--          gives; a void one takes the event back.
-- Nulls:   as in project_events.
-- Sample:  no row.
create view valid_project_events as
with ranked as (
    select
        project_events.*,
        row_number() over (
            partition by
                project_events.project_id, project_events.event_kind,
                project_events.round_no, project_events.load_id
            order by project_events.event_date desc nulls last
        ) as preference,
        rank() over (
            partition by project_events.project_id, project_events.event_kind
            order by project_events.load_id desc nulls last
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
    source_id,
    note_zh,
    note_en,
    cast(load_id as integer) as load_id,
    date_precision
from ranked
where recency = 1 and preference = 1 and not is_void;
comment on view valid_project_events is
'有效项目事件;每个事件以最近一次报送为准 | valid project events; each as last reported';
