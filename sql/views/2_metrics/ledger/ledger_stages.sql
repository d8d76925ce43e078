-- ledger_stages: 台账阶段, since when a project is in a batch and at the next stage.
-- Grain:   one row per project and batch.
-- Reads:   project_stages.
-- Formula: certain_from is the day of the event; of one without a date that of the
--          first later stage with one.
-- Nulls:   certain_from, advanced_from if nothing tells since when; round_no as in
--          project_stages.
-- Sample:  no row.
create view ledger_stages as
with stages (stage_no, event_kind, next_kind) as (
    values
    (1, 'signed', 'started'),
    (2, 'started', 'in_production'),
    (3, 'in_production', null),
    (4, 'at_capacity', null)
),

dated as (
    select
        project_stages.project_id,
        project_stages.event_kind,
        project_stages.event_date,
        project_stages.round_no,
        stages.stage_no,
        stages.next_kind,
        project_stages.event_date is not null
        and project_stages.date_precision = 'month' as is_month_dated,
        coalesce(
            project_stages.event_date,
            min(project_stages.event_date) over (
                partition by project_stages.project_id
                order by stages.stage_no desc
            )
        ) as certain_from
    from project_stages
    inner join stages on project_stages.event_kind = stages.event_kind
)

select
    dated.project_id,
    cast(dated.stage_no as integer) as batch_no,
    cast(dated.round_no as integer) as round_no,
    cast(dated.certain_from as date) as certain_from,
    cast(dated.event_date is null as boolean) as is_undated,
    cast(dated.is_month_dated as boolean) as is_month_dated,
    cast(next_stages.certain_from as date) as advanced_from,
    cast(
        next_stages.project_id is not null and next_stages.event_date is null as boolean
    ) as is_advance_undated,
    cast(coalesce(next_stages.is_month_dated, false) as boolean)
        as is_advance_month_dated
from dated
left join dated as next_stages
    on
        dated.project_id = next_stages.project_id
        and dated.next_kind = next_stages.event_kind
where dated.stage_no < 4;
comment on view ledger_stages is
'台账阶段;项目何时进入各批及下一阶段 | stages of the ledger; since when a project is in a batch and at '
'the next stage';
