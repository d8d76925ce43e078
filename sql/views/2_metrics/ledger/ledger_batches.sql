-- ledger_batches: 台账批次, the projects of each batch and the days on which they count.
-- Grain:   one row per project, revision and batch.
-- Reads:   project_stages, project_revisions.
-- Formula: a project counts in its batch from the event on, where and with the money
--          that the revision of the day states, until it is withdrawn, split or merged;
--          again if a later revision states it active. What has no date always holds.
-- Nulls:   counts_from = from the start; counts_until = to this day; advanced_from if
--          the next stage has no date or is not reached, which is_advanced tells.
-- Sample:  no row.
create view ledger_batches as
with batches (batch_no, entered_by, advanced_by) as (
    values
    (1, 'signed', 'started'),
    (2, 'started', 'in_production'),
    (3, 'in_production', null)
),

departures as (
    select
        project_id,
        min(event_date) as gone_on
    from project_stages
    where event_kind in ('withdrawn', 'split')
    group by project_id
),

revisions as (
    select
        *,
        max(
            case
                when project_status in ('withdrawn', 'split', 'merged') then 1 else 0
            end
        ) over (partition by project_id) as has_departure,
        min(
            case
                when project_status in ('withdrawn', 'split', 'merged') then valid_from
            end
        ) over (partition by project_id) as departure_from
    from project_revisions
),

entries as (
    select
        revisions.project_id,
        revisions.revision,
        revisions.subject_id,
        revisions.expected_output_cny_100m,
        revisions.valid_from,
        batches.batch_no,
        project_stages.event_date as entered_on,
        project_stages.round_no,
        project_stages.event_date is not null
        and project_stages.date_precision = 'month' as is_month_dated,
        next_stages.project_id is not null as is_advanced,
        next_stages.event_date as advanced_from,
        coalesce(
            next_stages.event_date is not null
            and next_stages.date_precision = 'month', false
        ) as has_month_dated_advance,
        case
            when departures.project_id is null and revisions.has_departure = 0
                then revisions.valid_until
            when
                revisions.project_status = 'active'
                and revisions.valid_from
                > coalesce(departures.gone_on, revisions.departure_from)
                then revisions.valid_until
            else
                least(
                    coalesce(
                        departures.gone_on,
                        revisions.departure_from,
                        cast('0001-01-01' as date)
                    ),
                    coalesce(revisions.valid_until, cast('9999-12-31' as date))
                )
        end as counts_until
    from project_stages
    inner join batches on project_stages.event_kind = batches.entered_by
    inner join revisions on project_stages.project_id = revisions.project_id
    left join project_stages as next_stages
        on
            project_stages.project_id = next_stages.project_id
            and batches.advanced_by = next_stages.event_kind
    left join departures on project_stages.project_id = departures.project_id
),

counted as (
    select
        *,
        case
            when entered_on is null then valid_from
            when valid_from is null then entered_on
            else greatest(entered_on, valid_from)
        end as counts_from
    from entries
)

select
    cast(project_id as varchar) as project_id,
    cast(revision as integer) as revision,
    cast(subject_id as varchar) as subject_id,
    cast(batch_no as integer) as batch_no,
    cast(round_no as integer) as round_no,
    cast(counts_from as date) as counts_from,
    cast(counts_until as date) as counts_until,
    cast(is_advanced as boolean) as is_advanced,
    cast(advanced_from as date) as advanced_from,
    cast(entered_on is null or (is_advanced and advanced_from is null) as boolean)
        as is_undated,
    cast(expected_output_cny_100m as decimal(18, 8)) as expected_output_cny_100m,
    is_month_dated,
    has_month_dated_advance
from counted
where
    counts_until is null
    or counts_until > coalesce(counts_from, cast('0001-01-01' as date));
comment on view ledger_batches is
'台账批次;各批项目及其计入的起止日 | batches of the ledger; the projects of each batch and the '
'days on which they count';
