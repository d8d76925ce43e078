-- period_links: 时期关系, from which periods a value takes its figures.
-- Grain:   one row per period, scope and period to take from.
-- Reads:   periods.
-- Kept:    table.
-- Formula: same is the period itself; head and tail are its earlier and its last part;
--          whole is the range of rounds whose last part it is, and rest the earlier
--          part of that; year_before is the full year that ends the day before it
--          begins.
-- Nulls:   none.
-- Sample:  period_id       | period_scope
--          2020            | same
--          2020-01/2021-07 | head
--          2020-01/2021-07 | same
create table period_links as
with links as (
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
