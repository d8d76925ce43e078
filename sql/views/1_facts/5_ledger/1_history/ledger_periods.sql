-- ledger_periods: 台账时期, the days and rounds for which the ledger gives rates.
-- Grain:   one row per period.
-- Reads:   periods, valid_project_events, active_loads.
-- Formula: every period on record that ends by the day of the last load; the end of
--          every month with an event; at the end of the last such month each round on
--          its own, and the rounds from the first to each.
-- Nulls:   round_from and round_to where the period takes all rounds together.
create view ledger_periods as
with horizon as (
    select
        max(
            coalesce(
                cast(active_loads.loaded_at as date), cast('9999-12-31' as date)
            )
        ) as last_day
    from valid_project_events
    left join active_loads on valid_project_events.load_id = active_loads.load_id
),

months as (
    select distinct cast(last_day(event_date) as date) as month_end
    from valid_project_events
    where event_date is not null
),

last_month as (
    select max(month_end) as month_end
    from months
),

rounds as (
    select distinct round_no
    from valid_project_events
    where round_no is not null and event_kind in ('signed', 'started', 'in_production')
),

round_starts as (
    select
        round_no,
        round_no as round_from
    from rounds
    union
    select
        round_no,
        1 as round_from
    from rounds
),

asked as (
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
    union
    select
        cast(month_end as varchar) as period_id,
        month_end as period_start,
        month_end as period_end,
        null as round_from,
        null as round_to
    from months
    union
    select
        case
            when round_starts.round_from = rounds.round_no
                then
                    'R' || cast(rounds.round_no as varchar)
                    || '@' || cast(last_month.month_end as varchar)
            else
                'R' || cast(round_starts.round_from as varchar)
                || '-' || cast(rounds.round_no as varchar)
                || '@' || cast(last_month.month_end as varchar)
        end as period_id,
        null as period_start,
        last_month.month_end as period_end,
        round_starts.round_from,
        rounds.round_no as round_to
    from rounds
    cross join last_month
    inner join round_starts on rounds.round_no = round_starts.round_no
    where last_month.month_end is not null
)

select
    cast(period_id as varchar) as period_id,
    cast(max(period_start) as date) as period_start,
    cast(max(period_end) as date) as period_end,
    cast(max(round_from) as integer) as round_from,
    cast(max(round_to) as integer) as round_to
from asked
group by period_id;
comment on view ledger_periods is
'台账时期;由台账计算比率的日期与期次 | periods of the ledger; the days and rounds for which it '
'gives rates';
