-- lineage: 数据血缘, which metrics each printed figure feeds.
-- Grain:   one row per printed figure and metric.
-- Reads:   figures, current_figures, subject_links, metrics, metric_inputs,
--          metric_values.
-- Formula: a figure feeds a metric that reads its indicator and has a value for its
--          subject or one linked to it; is_current marks the mention in use.
-- Nulls:   passage_no where the source's paragraphs are not recorded.
create view lineage as
with metric_subjects as (
    select distinct
        metric_values.metric_id,
        subject_links.term_subject_id
    from metric_values
    inner join subject_links on metric_values.subject_id = subject_links.subject_id
    where metric_values.value is not null
)

select
    cast(figures.source_id as varchar) as source_id,
    cast(figures.passage_no as integer) as passage_no,
    cast(figures.figure_no as integer) as figure_no,
    cast(figures.printed as varchar) as printed,
    cast(figures.subject_id as varchar) as subject_id,
    cast(figures.indicator_id as varchar) as indicator_id,
    cast(figures.period_id as varchar) as period_id,
    cast(
        figures.figure_kind = 'target'
        or (
            current_figures.source_id is not null
            and figures.source_id = current_figures.source_id
            and figures.figure_no = current_figures.figure_no
        ) as boolean
    ) as is_current,
    cast(metrics.metric_id as varchar) as metric_id,
    cast(metrics.name_zh as varchar) as metric_name_zh,
    cast(metrics.name_en as varchar) as metric_name_en,
    cast(metrics.view_name as varchar) as view_name
from figures
inner join metric_inputs on figures.indicator_id = metric_inputs.indicator_id
inner join metrics on metric_inputs.metric_id = metrics.metric_id
inner join metric_subjects
    on
        metrics.metric_id = metric_subjects.metric_id
        and figures.subject_id = metric_subjects.term_subject_id
left join current_figures
    on
        figures.subject_id = current_figures.subject_id
        and figures.indicator_id = current_figures.indicator_id
        and figures.period_id = current_figures.period_id;
comment on view lineage is
'数据血缘;每个刊印数字进入哪些派生指标 | lineage; which metrics each printed figure feeds';
