-- ledger_periods: 台账时期, the days and rounds for which the ledger is counted.
-- Grain:   one row per period.
-- Reads:   periods, project_events, projects, project_reports, loads.
-- Kept:    table.
-- Formula: shown are every month end from the first event to the newest report and, at
--          the last of them, each round on its own; every period on record that ends
--          from the first event to the day of the last load is counted, too, for
--          printed figures to be held against, and shown if it is one of rounds
--          or as of a month end.
-- Nulls:   round_from and round_to where the period takes all rounds together.
-- Sample:  no row.
create table ledger_periods as
with events as (
    select
        project_events.round_no,
        project_events.event_date,
        coalesce(
            cast(loads.loaded_at as date), cast('9999-12-31' as date)
        ) as known_on
    from project_events
    left join loads on project_events.load_id = loads.load_id
    where project_events.load_id is null or loads.is_in_force
),

reports as (
    select
        event_date as told_on,
        true as is_event
    from events
    union all
    select
        projects.valid_from as told_on,
        false as is_event
    from projects
    left join loads on projects.load_id = loads.load_id
    where projects.load_id is null or loads.is_in_force
    union all
    select
        periods.period_end as told_on,
        false as is_event
    from project_reports
    inner join periods on project_reports.period_id = periods.period_id
    left join loads on project_reports.load_id = loads.load_id
    where project_reports.load_id is null or loads.is_in_force
),

known as (
    select max(known_on) as known_on
    from events
),

horizon as (
    select
        min(case when reports.is_event then reports.told_on end) as first_day,
        max(known.known_on) as last_day,
        least(last_day(max(reports.told_on)), last_day(max(known.known_on)))
            as last_month_end
    from reports
    cross join known
),

month_ends as (
    select
        last_day(
            unnest(range(first_day, last_month_end + 1, interval 1 month))
        ) as month_end
    from horizon
),

asked as (
    select
        periods.period_id,
        periods.period_start,
        periods.period_end,
        periods.round_from,
        periods.round_to,
        periods.period_kind = 'rounds'
        or (
            periods.period_kind = 'as_of'
            and periods.period_end = last_day(periods.period_end)
        ) as is_shown
    from periods
    cross join horizon
    where
        periods.period_kind not in ('plan', 'undated')
        and periods.period_end <= horizon.last_day
        and (horizon.first_day is null or periods.period_end >= horizon.first_day)
    union all
    select
        cast(month_end as varchar) as period_id,
        month_end as period_start,
        month_end as period_end,
        null as round_from,
        null as round_to,
        true as is_shown
    from month_ends
    union all
    select
        'R' || cast(events.round_no as varchar)
        || '@' || cast(horizon.last_month_end as varchar) as period_id,
        null as period_start,
        horizon.last_month_end as period_end,
        events.round_no as round_from,
        events.round_no as round_to,
        true as is_shown
    from events
    cross join horizon
    where events.round_no is not null and horizon.last_month_end is not null
)

select
    cast(period_id as varchar) as period_id,
    cast(max(period_start) as date) as period_start,
    cast(max(period_end) as date) as period_end,
    cast(max(round_from) as integer) as round_from,
    cast(max(round_to) as integer) as round_to,
    cast(max(case when is_shown then 1 else 0 end) = 1 as boolean) as is_shown
from asked
group by period_id;
comment on table ledger_periods is
'台账时期;台账统计的日期与期次 | periods of the ledger; the days and rounds for which it is counted';
