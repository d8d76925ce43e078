-- period_links: 时期关系, from which periods a value takes its figures.
-- Grain:   one row per period, scope and period to take from.
-- Reads:   periods.
-- Kept:    table.
-- Formula: same is the period itself; head and tail are its earlier and its last part;
--          whole is the range of rounds whose last part it is, and rest the earlier
--          part of that; year_before is the full year that ends the day before it
--          begins; year_ago begins and ends on the same days a year before.
-- Nulls:   none.
-- Sample:  period_id       | period_scope
--          2020            | same
--          2020-01/2021-07 | head
--          2020-01/2021-07 | same
create table period_links as
with dated as (
    select
        period_id,
        12 * extract(year from period_start) + extract(month from period_start)
            as first_month,
        extract(day from period_start) as first_day,
        12 * extract(year from period_end) + extract(month from period_end)
            as last_month,
        case
            when extract(month from period_end) <> extract(month from period_end + 1)
                then 31
            else extract(day from period_end)
        end as last_day,
        period_kind = 'as_of' as is_day
    from periods
    where period_kind not in ('plan', 'rounds', 'undated')
),

links as (
    select
        period_id,
        'same' as period_scope,
        period_id as term_period_id
    from periods
    union all
    select
        period_id,
        'head' as period_scope,
        head_period_id as term_period_id
    from periods
    union all
    select
        period_id,
        'tail' as period_scope,
        tail_period_id as term_period_id
    from periods
    union all
    select
        tail_period_id as period_id,
        'whole' as period_scope,
        period_id as term_period_id
    from periods
    where period_kind = 'rounds'
    union all
    select
        tail_period_id as period_id,
        'rest' as period_scope,
        head_period_id as term_period_id
    from periods
    where period_kind = 'rounds'
    union all
    select
        periods.period_id,
        'year_before' as period_scope,
        years.period_id as term_period_id
    from periods
    inner join periods as years
        on
            years.period_kind = 'year'
            and years.period_end = periods.period_start - 1
    union all
    select
        dated.period_id,
        'year_ago' as period_scope,
        earlier.period_id as term_period_id
    from dated
    inner join dated as earlier
        on
            dated.first_month - 12 = earlier.first_month
            and dated.first_day = earlier.first_day
            and dated.last_month - 12 = earlier.last_month
            and dated.last_day = earlier.last_day
            and dated.is_day = earlier.is_day
)

select
    cast(periods.period_id as varchar) as period_id,
    cast(links.period_scope as varchar) as period_scope,
    cast(links.term_period_id as varchar) as term_period_id
from periods
inner join links on periods.period_id = links.period_id
where links.term_period_id is not null;
comment on table period_links is
'时期关系;一个值取自哪些时期 | period links; from which periods a value takes its figures';
