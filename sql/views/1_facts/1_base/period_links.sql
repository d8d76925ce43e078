-- period_links: 时期关系, from which periods an identity takes its terms.
-- Grain:   one row per period, scope and period to take from.
-- Reads:   periods.
-- Formula: same is the period itself; head and tail are its earlier and its last part.
-- Nulls:   none.
create view period_links as
-- DuckDB before 1.5 loses the rows of a third union all branch that only scans.
select
    cast(periods.period_id as varchar) as period_id,
    cast(scopes.period_scope as varchar) as period_scope,
    cast(
        case scopes.period_scope
            when 'same' then periods.period_id
            when 'head' then periods.head_period_id
            else periods.tail_period_id
        end as varchar
    ) as term_period_id
from periods
cross join (values ('same'), ('head'), ('tail')) as scopes (period_scope)
where
    scopes.period_scope = 'same'
    or (scopes.period_scope = 'head' and periods.head_period_id is not null)
    or (scopes.period_scope = 'tail' and periods.tail_period_id is not null);
comment on view period_links is
'时期关系;恒等式各项取自哪个时期 | period links; from which periods an identity takes its terms';
