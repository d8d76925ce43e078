-- ledger_periods: 台账时期, the days and rounds for which there are rates.
-- Grain:   one row per period.
-- Reads:   periods, project_events, loads.
-- Kept:    table.
-- Formula: every period on record that ends by the day of the last load; the
--          end of every month with an event, unless such a period ends there; at the
--          end of the last such month each round on its own.
-- Nulls:   round_from and round_to where the period takes all rounds together.
-- Sample:  no row.
create table ledger_periods as
with events as (
    select
        project_events.round_no,
        cast(last_day(project_events.event_date) as date) as month_end,
        coalesce(
            cast(loads.loaded_at as date), cast('9999-12-31' as date)
        ) as known_on
    from project_events
    left join loads on project_events.load_id = loads.load_id
    where project_events.load_id is null or loads.is_in_force
),

horizon as (
    select
        max(known_on) as last_day,
        max(month_end) as month_end
    from events
),

on_record as (
    select
        periods.period_id,
        periods.period_start,
        periods.period_end,
        periods.round_from,
        periods.round_to
    from periods
    cross join horizon
    where
        periods.period_kind not in ('plan', 'undated')
        and periods.period_end <= horizon.last_day
),

asked as (
    select
        period_id,
        period_start,
        period_end,
        round_from,
        round_to
    from on_record
    union
    select
        cast(events.month_end as varchar) as period_id,
        events.month_end as period_start,
        events.month_end as period_end,
        null as round_from,
        null as round_to
    from events
    left join on_record
        on
            events.month_end = on_record.period_end
            and on_record.round_from is null
    where events.month_end is not null and on_record.period_id is null
    union
    select
        'R' || cast(events.round_no as varchar)
        || '@' || cast(horizon.month_end as varchar) as period_id,
        null as period_start,
        horizon.month_end as period_end,
        events.round_no as round_from,
        events.round_no as round_to
    from events
    cross join horizon
    where events.round_no is not null and horizon.month_end is not null
)

select
    cast(period_id as varchar) as period_id,
    cast(max(period_start) as date) as period_start,
    cast(max(period_end) as date) as period_end,
    cast(max(round_from) as integer) as round_from,
    cast(max(round_to) as integer) as round_to
from asked
group by period_id;
comment on table ledger_periods is
'台账时期;由台账计算比率的日期与期次 | periods of the ledger; the days and rounds for which it '
'gives rates';
