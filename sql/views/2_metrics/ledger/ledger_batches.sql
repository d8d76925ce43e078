-- ledger_batches: 台账批次, the projects of each batch and the days on which they count.
-- Grain:   one row per project, revision, presence and batch, and another for the days
--          on which it is not certain that the project counts.
-- Reads:   ledger_stages, project_revisions, project_presence.
-- Formula: a project counts in its batch from the event on, where and with the money
--          that the revision of the day states, while it is on the ledger. Before a
--          later stage tells it, an event without a date may have been.
-- Nulls:   counts_from = from the start; counts_until = to this day; advanced_from if
--          the next stage is not reached, or nothing tells since when.
-- Sample:  no row.
create view ledger_batches as
with entries as (
    select
        ledger_stages.project_id,
        ledger_stages.batch_no,
        ledger_stages.round_no,
        ledger_stages.is_month_dated,
        ledger_stages.advanced_from,
        ledger_stages.is_advance_undated,
        ledger_stages.is_advance_month_dated,
        project_revisions.revision,
        project_revisions.subject_id,
        project_revisions.leader_zh,
        project_revisions.expected_output_cny_100m,
        project_presence.is_undated or not parts.is_certain as is_undated,
        greatest(
            case
                when parts.is_certain then ledger_stages.certain_from
                else cast('0001-01-01' as date)
            end,
            coalesce(project_revisions.valid_from, cast('0001-01-01' as date)),
            coalesce(project_presence.present_from, cast('0001-01-01' as date))
        ) as first_day,
        least(
            case
                when parts.is_certain then cast('9999-12-31' as date)
                else coalesce(ledger_stages.certain_from, cast('9999-12-31' as date))
            end,
            coalesce(project_revisions.valid_until, cast('9999-12-31' as date)),
            coalesce(project_presence.present_until, cast('9999-12-31' as date))
        ) as end_day
    from ledger_stages
    cross join (values (true), (false)) as parts (is_certain)
    inner join project_revisions
        on ledger_stages.project_id = project_revisions.project_id
    inner join project_presence
        on ledger_stages.project_id = project_presence.project_id
    where
        case
            when parts.is_certain then ledger_stages.certain_from is not null
            else ledger_stages.is_undated
        end
)

select
    project_id,
    cast(revision as integer) as revision,
    subject_id,
    leader_zh,
    cast(batch_no as integer) as batch_no,
    cast(round_no as integer) as round_no,
    cast(nullif(first_day, cast('0001-01-01' as date)) as date) as counts_from,
    cast(nullif(end_day, cast('9999-12-31' as date)) as date) as counts_until,
    cast(is_undated as boolean) as is_undated,
    advanced_from,
    is_advance_undated,
    cast(expected_output_cny_100m as decimal(18, 8)) as expected_output_cny_100m,
    is_month_dated,
    is_advance_month_dated
from entries
where end_day > first_day;
comment on view ledger_batches is
'台账批次;各批项目及其计入的起止日 | batches of the ledger; the projects of each batch and the '
'days on which they count';
