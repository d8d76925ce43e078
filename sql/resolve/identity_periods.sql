-- identity_periods: 恒等式时期, from which periods an identity takes its figures.
-- Grain:   one row per period, whether the identity is split, scope to take from, and
--          scope in which the one figure lacking may be.
-- Reads:   period_links.
-- Kept:    table.
-- Formula: a split identity applies to periods with parts, and lacks a figure of the
--          period or of a part; any other takes all its figures from the period itself.
-- Nulls:   none.
-- Sample:  period_id       | period_scope | is_split | gap_scope
--          2020            | same         | False    | same
--          2020-01/2021-07 | head         | True     | head
--          2020-01/2021-07 | head         | True     | same
create table identity_periods as
select
    cast(period_links.period_id as varchar) as period_id,
    cast(period_links.period_scope as varchar) as period_scope,
    cast(period_links.term_period_id as varchar) as term_period_id,
    cast(false as boolean) as is_split,
    cast(period_links.period_scope as varchar) as gap_scope,
    cast(period_links.term_period_id as varchar) as gap_period_id
from period_links
where period_links.period_scope = 'same'
union all
select
    cast(period_links.period_id as varchar) as period_id,
    cast(period_links.period_scope as varchar) as period_scope,
    cast(period_links.term_period_id as varchar) as term_period_id,
    cast(true as boolean) as is_split,
    cast(gaps.period_scope as varchar) as gap_scope,
    cast(gaps.term_period_id as varchar) as gap_period_id
from period_links
inner join period_links as gaps on period_links.period_id = gaps.period_id
inner join period_links as heads
    on
        period_links.period_id = heads.period_id
        and heads.period_scope = 'head'
where
    period_links.period_scope in ('same', 'head', 'tail')
    and gaps.period_scope in ('same', 'head', 'tail');
comment on table identity_periods is
'恒等式时期;恒等式从哪些时期取数,所缺数字可在哪些时期 | periods of the identities; from which they take '
'figures, and in which the one they lack may be';
