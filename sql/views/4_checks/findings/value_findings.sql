-- value_findings: 指标值重复, derived values that stand more than once.
-- Grain:   one row per metric, subject, period and item.
-- Reads:   metric_values.
-- Formula: more than one row of metric_values has the same key.
-- Nulls:   period_id of metrics without one.
-- Sample:  no row.
create view value_findings as
select
    cast('metric_value_unique' as varchar) as check_id,
    subject_id,
    period_id,
    cast(
        metric_id || coalesce(' ' || item_id, '') || coalesce(' ' || period_id, '')
        || ': ' || cast(count(*) as varchar) || ' rows' as varchar
    ) as detail
from metric_values
group by metric_id, subject_id, period_id, item_id
having count(*) > 1;
comment on view value_findings is
'指标值重复;同一指标、对象、时期、项目多于一行 | value findings; derived values that stand more than once';
