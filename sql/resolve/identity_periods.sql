-- identity_periods: 恒等式时期, from which periods an identity takes its figures.
-- Grain:   one row per period, form of identity, scope to take from, and scope in which
--          the one figure lacking may be.
-- Reads:   period_links.
-- Kept:    table.
-- Formula: an identity with parts applies to periods that have parts, one with years to
--          periods that have the same of the year before; any other takes all its
--          figures from the period itself.
-- Nulls:   none.
-- Sample:  period_id       | period_form | period_scope | gap_scope
--          2020            | same        | same         | same
--          2020-01/2021-07 | parts       | head         | head
--          2020-01/2021-07 | parts       | head         | same
create table identity_periods as
with forms (period_form, period_scope, needed_scope) as (
    values
    ('same', 'same', 'same'),
    ('parts', 'same', 'head'),
    ('parts', 'head', 'head'),
    ('parts', 'tail', 'head'),
    ('years', 'same', 'year_ago'),
    ('years', 'year_ago', 'year_ago')
)

select
    cast(period_links.period_id as varchar) as period_id,
    cast(forms.period_form as varchar) as period_form,
    cast(period_links.period_scope as varchar) as period_scope,
    cast(period_links.term_period_id as varchar) as term_period_id,
    cast(gaps.period_scope as varchar) as gap_scope,
    cast(gaps.term_period_id as varchar) as gap_period_id
from period_links
inner join forms on period_links.period_scope = forms.period_scope
inner join period_links as needed
    on
        period_links.period_id = needed.period_id
        and forms.needed_scope = needed.period_scope
inner join forms as gap_forms on forms.period_form = gap_forms.period_form
inner join period_links as gaps
    on
        period_links.period_id = gaps.period_id
        and gap_forms.period_scope = gaps.period_scope;
comment on table identity_periods is
'恒等式时期;恒等式从哪些时期取数,所缺数字可在哪些时期 | periods of the identities; from which they take '
'figures, and in which the one they lack may be';
