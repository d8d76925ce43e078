-- ledger_batches: 台账批次, the projects of each batch and the days on which they count.
-- Grain:   one row per project, revision and batch.
-- Reads:   project_stages, project_revisions.
-- Formula: a project counts in its batch from the event on, where and with the money
--          that the revision of the day states, until it is withdrawn, split or merged;
--          again if a later revision states it active. What has no date always holds.
-- Nulls:   counts_from = from the start; counts_until = to this day; advanced_from if
--          the next stage has no date or is not reached, which is_advanced tells.
create view ledger_batches as
with stages as (
    select
        project_id,
        max(case when event_kind = 'signed' then 1 else 0 end) as is_signed,
        max(case when event_kind = 'signed' then event_date end) as signed_on,
        max(case when event_kind = 'signed' then round_no end) as signed_round,
        max(case when event_kind = 'started' then 1 else 0 end) as is_started,
        max(case when event_kind = 'started' then event_date end) as started_on,
        max(case when event_kind = 'started' then round_no end) as started_round,
        max(case when event_kind = 'in_production' then 1 else 0 end) as is_producing,
        max(case when event_kind = 'in_production' then event_date end)
            as producing_on,
        max(case when event_kind = 'in_production' then round_no end)
            as producing_round,
        max(case when event_kind in ('withdrawn', 'split') then 1 else 0 end)
            as is_gone,
        min(case when event_kind in ('withdrawn', 'split') then event_date end)
            as gone_on
    from project_stages
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
        case batches.batch_no
            when 1 then stages.signed_on
            when 2 then stages.started_on
            else stages.producing_on
        end as entered_on,
        case batches.batch_no
            when 1 then stages.signed_round
            when 2 then stages.started_round
            else stages.producing_round
        end as round_no,
        case batches.batch_no
            when 1 then stages.is_started
            when 2 then stages.is_producing
            else 0
        end = 1 as is_advanced,
        case batches.batch_no
            when 1 then stages.started_on
            when 2 then stages.producing_on
        end as advanced_from,
        case
            when stages.is_gone = 0 and revisions.has_departure = 0
                then revisions.valid_until
            when
                revisions.project_status = 'active'
                and revisions.valid_from
                > coalesce(stages.gone_on, revisions.departure_from)
                then revisions.valid_until
            else
                least(
                    coalesce(
                        stages.gone_on,
                        revisions.departure_from,
                        cast('0001-01-01' as date)
                    ),
                    coalesce(revisions.valid_until, cast('9999-12-31' as date))
                )
        end as counts_until
    from stages
    inner join revisions on stages.project_id = revisions.project_id
    inner join (values (1), (2), (3)) as batches (batch_no)
        on
            (batches.batch_no = 1 and stages.is_signed = 1)
            or (batches.batch_no = 2 and stages.is_started = 1)
            or (batches.batch_no = 3 and stages.is_producing = 1)
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
    cast(expected_output_cny_100m as decimal(18, 8)) as expected_output_cny_100m
from counted
where
    counts_until is null
    or counts_until > coalesce(counts_from, cast('0001-01-01' as date));
comment on view ledger_batches is
'台账批次;各批项目及其计入的起止日 | batches of the ledger; the projects of each batch and the '
'days on which they count';
