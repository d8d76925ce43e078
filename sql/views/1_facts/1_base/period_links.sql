-- period_links: 时期关系, from which periods an identity takes its terms.
-- Grain:   one row per period, scope and period to take from.
-- Reads:   periods.
-- Formula: same is the period itself; head and tail are its earlier and its last part.
-- Nulls:   none.
create view period_links as
select
    cast(period_id as varchar) as period_id,
    cast('same' as varchar) as period_scope,
    cast(period_id as varchar) as term_period_id
from periods
union all
select
    cast(period_id as varchar) as period_id,
    cast('head' as varchar) as period_scope,
    cast(head_period_id as varchar) as term_period_id
from periods
where head_period_id is not null
union all
select
    cast(period_id as varchar) as period_id,
    cast('tail' as varchar) as period_scope,
    cast(tail_period_id as varchar) as term_period_id
from periods
where tail_period_id is not null;
comment on view period_links is
'时期关系;恒等式各项取自哪个时期 | period links; from which periods an identity takes its terms';
