-- value_inputs: 派生指标值的输入, which figures each value of a metric takes.
-- Grain:   one row per value (metric, subject, period, item) and figure to take
--          (indicator, subject, period), whether it is printed or not.
-- Reads:   metric_values, metric_figures, signing_figures, area_productivity,
--          metric_inputs, subject_links, period_links.
-- Formula: the inputs of the metric, from where subject_links and period_links lead;
--          the planned area from the nearest date. Values that are NULL take nothing.
--          A share as printed is taken also where it could be computed.
-- Nulls:   item_id of metrics without items.
-- Sample:  metric_id              | subject_id
--          actual_output_investm… | jinzhong_zones
--          actual_output_investm… | jinzhong_zones
--          area_productivity      | jinzhong_industrial_z…
create view value_inputs as
with linked_values as (
    select
        metric_id,
        subject_id,
        period_id,
        item_id,
        identity_id
    from metric_figures
    where linked_by = 'subject' and value is not null
    union all
    select
        metric_id,
        subject_id,
        period_id,
        null as item_id,
        null as identity_id
    from signing_figures
    where value is not null
)

-- Four kinds of links, so that one subject and period can be asked for without
-- computing the values of all others.
select
    metric_values.metric_id,
    metric_values.subject_id,
    metric_values.period_id,
    metric_values.item_id,
    metric_inputs.indicator_id as term_indicator_id,
    metric_values.subject_id as term_subject_id,
    metric_values.period_id as term_period_id
from metric_values
inner join metric_inputs
    on
        metric_values.metric_id = metric_inputs.metric_id
        and metric_values.item_id is not distinct from metric_inputs.item_id
        and metric_values.identity_id is not distinct from metric_inputs.identity_id
where
    metric_values.value is not null
    and metric_inputs.subject_scope = 'same'
    and metric_inputs.period_scope = 'same'
union all
select
    linked_values.metric_id,
    linked_values.subject_id,
    linked_values.period_id,
    linked_values.item_id,
    metric_inputs.indicator_id as term_indicator_id,
    subject_links.term_subject_id,
    linked_values.period_id as term_period_id
from linked_values
inner join metric_inputs
    on
        linked_values.metric_id = metric_inputs.metric_id
        and linked_values.item_id is not distinct from metric_inputs.item_id
        and linked_values.identity_id is not distinct from metric_inputs.identity_id
inner join subject_links
    on
        linked_values.subject_id = subject_links.subject_id
        and metric_inputs.subject_scope = subject_links.subject_scope
where metric_inputs.subject_scope <> 'same'
union all
select
    metric_figures.metric_id,
    metric_figures.subject_id,
    metric_figures.period_id,
    metric_figures.item_id,
    metric_inputs.indicator_id as term_indicator_id,
    metric_figures.subject_id as term_subject_id,
    period_links.term_period_id
from metric_figures
inner join metric_inputs
    on
        metric_figures.metric_id = metric_inputs.metric_id
        and metric_figures.item_id is not distinct from metric_inputs.item_id
        and metric_figures.identity_id is not distinct from metric_inputs.identity_id
inner join period_links
    on
        metric_figures.period_id = period_links.period_id
        and metric_inputs.period_scope = period_links.period_scope
where
    metric_figures.linked_by = 'period'
    and metric_figures.value is not null
    and metric_inputs.period_scope <> 'same'
union all
select
    metric_inputs.metric_id,
    area_productivity.subject_id,
    area_productivity.period_id,
    area_productivity.indicator_id as item_id,
    metric_inputs.indicator_id as term_indicator_id,
    area_productivity.subject_id as term_subject_id,
    area_productivity.area_period_id as term_period_id
from area_productivity
inner join metric_inputs on metric_inputs.metric_id = 'area_productivity'
where
    metric_inputs.period_scope = 'nearest'
    and area_productivity.value_per_km2 is not null;
comment on view value_inputs is
'派生指标值的输入;每个派生指标值取自哪些数字 | inputs of the values; which figures each value of a '
'metric takes';
