-- trace_metric: 指标追溯, the printed figures that a metric's values are computed from.
-- Param:   metric varchar = 'start_rate': metric_id, as in metrics.
select
    lineage.metric_id,
    lineage.source_id,
    lineage.passage_no,
    lineage.printed,
    indicators.name_zh as indicator_name_zh,
    lineage.indicator_id,
    lineage.period_id,
    lineage.is_current,
    lineage.value_subject_id,
    lineage.value_period_id,
    lineage.item_id
from lineage
inner join indicators on lineage.indicator_id = indicators.indicator_id
where lineage.metric_id = cast($metric as varchar)
order by
    lineage.source_id,
    lineage.figure_no,
    lineage.value_subject_id,
    lineage.value_period_id,
    lineage.item_id;
