-- ledger_batches: 台账批次, the projects of each batch and the days on which they count.
-- Grain:   one row per project, revision and batch.
-- Reads:   project_stages, project_revisions.
-- Formula: a project counts in its batch from the event on, where and with the money
--          that the revision of the day states, until it is withdrawn, split or merged;
--          again if a later revision states it active. What has no date always holds.
-- Nulls:   counts_from = from the start; counts_until = to this day; advanced_from where
--          the next stage has no date or is not reached, which is_advanced tells.
create view ledger_batches as
with departures as (
    select
        project_id,
        min(event_date) as event_date
    from project_stages
    where event_kind in ('withdrawn', 'split')
    group by project_id
),

revisions as (
    select
        project_revisions.*,
        departures.project_id is not null
        or max(
            case
                when
                    project_revisions.project_status
                    in ('withdrawn', 'split', 'merged')
                    then 1
                else 0
            end
        ) over (partition by project_revisions.project_id) = 1 as departs,
        coalesce(
            departures.event_date,
            min(
                case
                    when
                        project_revisions.project_status
                        in ('withdrawn', 'split', 'merged')
                        then project_revisions.valid_from
                end
            ) over (partition by project_revisions.project_id),
            cast('0001-01-01' as date)
        ) as departed_on
    from project_revisions
    left join departures on project_revisions.project_id = departures.project_id
),

counted as (
    select
        revisions.project_id,
        revisions.revision,
        revisions.subject_id,
        revisions.expected_output_cny_100m,
        project_stages.round_no,
        case project_stages.event_kind
            when 'signed' then 1
            when 'started' then 2
            else 3
        end as batch_no,
        case
            when project_stages.event_date is null then revisions.valid_from
            when revisions.valid_from is null then project_stages.event_date
            else greatest(project_stages.event_date, revisions.valid_from)
        end as counts_from,
        case
            when
                not revisions.departs
                or (
                    revisions.project_status = 'active'
                    and revisions.valid_from > revisions.departed_on
                )
                then revisions.valid_until
            else
                least(
                    revisions.departed_on,
                    coalesce(revisions.valid_until, cast('9999-12-31' as date))
                )
        end as counts_until,
        nexts.project_id is not null as is_advanced,
        nexts.event_date as advanced_from,
        project_stages.event_date is null
        or (nexts.project_id is not null and nexts.event_date is null) as is_undated
    from project_stages
    inner join revisions on project_stages.project_id = revisions.project_id
    left join project_stages as nexts
        on
            project_stages.project_id = nexts.project_id
            and (
                (project_stages.event_kind = 'signed' and nexts.event_kind = 'started')
                or (
                    project_stages.event_kind = 'started'
                    and nexts.event_kind = 'in_production'
                )
            )
    where project_stages.event_kind in ('signed', 'started', 'in_production')
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
    cast(is_undated as boolean) as is_undated,
    cast(expected_output_cny_100m as decimal(18, 8)) as expected_output_cny_100m
from counted
where
    counts_until is null
    or counts_until > coalesce(counts_from, cast('0001-01-01' as date));
comment on view ledger_batches is
'台账批次;各批项目及其计入的起止日 | batches of the ledger; the projects of each batch and the '
'days on which they count';
