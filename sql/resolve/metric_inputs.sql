-- metric_inputs: 派生指标的输入, which indicator feeds which metric.
-- Grain:   one row per metric, item, identity that defines it, indicator, and where it
--          is taken from.
-- Reads:   metrics, metric_terms, indicators, units, targets.
-- Kept:    table.
-- Formula: the terms of the metrics; what feeds a share of the city feeds that of the
--          signings, too; a money flow, and the planned area of the nearest date, feed
--          the area productivity, the indicator of a target its progress. Scopes are
--          those of subject_links and period_links, seen from the value.
-- Nulls:   identity_id of a metric that no identity defines; item_id of a metric
--          without items, or where the figure feeds each item.
-- Sample:  metric_id  | item_id              | subject_scope | period_scope
--          city_share | foreign_capital_used | same          | same
--          city_share | foreign_capital_used | whole         | same
--          city_share | foreign_capital_used | same          | same
create table metric_inputs as
with inputs as (
    select
        metric_id,
        item_id,
        identity_id,
        indicator_id,
        subject_scope,
        period_scope
    from metric_terms
    where term_role <> 'row'
    union
    select
        signings.metric_id,
        null as item_id,
        null as identity_id,
        metric_terms.indicator_id,
        metric_terms.subject_scope,
        metric_terms.period_scope
    from metric_terms
    inner join (
        values
        ('signing_projects_share', 'new_signed_projects'),
        ('signing_share', 'new_signed_investment'),
        ('signing_relative_size', 'new_signed_projects'),
        ('signing_relative_size', 'new_signed_investment')
    ) as signings (metric_id, item_id)
        on metric_terms.item_id = signings.item_id
    where metric_terms.metric_id = 'city_share'
    union all
    select
        'area_productivity' as metric_id,
        indicators.indicator_id as item_id,
        null as identity_id,
        indicators.indicator_id,
        'same' as subject_scope,
        'same' as period_scope
    from indicators
    inner join units on indicators.unit_id = units.unit_id
    where
        indicators.indicator_kind = 'flow'
        and units.quantity in ('money_cny', 'money_usd')
    union all
    select
        'area_productivity' as metric_id,
        null as item_id,
        null as identity_id,
        'planned_area' as indicator_id,
        'same' as subject_scope,
        'nearest' as period_scope
    union all
    select
        'target_progress' as metric_id,
        target_id as item_id,
        null as identity_id,
        indicator_id,
        'same' as subject_scope,
        'same' as period_scope
    from targets
    where is_in_force
)

select distinct
    cast(inputs.metric_id as varchar) as metric_id,
    cast(inputs.item_id as varchar) as item_id,
    cast(inputs.identity_id as varchar) as identity_id,
    cast(inputs.indicator_id as varchar) as indicator_id,
    cast(inputs.subject_scope as varchar) as subject_scope,
    cast(inputs.period_scope as varchar) as period_scope
from inputs
inner join metrics on inputs.metric_id = metrics.metric_id;
comment on table metric_inputs is
'派生指标的输入;哪个指标进入哪个派生指标 | inputs of the metrics; which indicator feeds which '
'metric, and from where';
