-- lineage: 数据血缘, which metrics each printed figure feeds.
-- Grain:   one row per printed figure and metric.
-- Reads:   figures, current_figures, subject_links, periods, metrics, metric_inputs,
--          metric_values.
-- Formula: a figure feeds a metric that reads its indicator and has a value for its
--          subject or one linked to it; an undated figure feeds undated values only.
--          is_current marks the mention in use.
-- Nulls:   passage_no where the source's paragraphs are not recorded.
create view lineage as
with metric_subjects as (
    select distinct
        metric_values.metric_id,
        subject_links.term_subject_id,
        coalesce(periods.period_kind = 'undated', false) as is_undated
    from metric_values
    inner join subject_links on metric_values.subject_id = subject_links.subject_id
    left join periods on metric_values.period_id = periods.period_id
    where metric_values.value is not null
),

dated_figures as (
    select
        figures.*,
        periods.period_kind = 'undated'
        and figures.figure_kind = 'observation' as is_undated
    from figures
    inner join periods on figures.period_id = periods.period_id
)

select
    dated_figures.source_id,
    cast(dated_figures.passage_no as integer) as passage_no,
    cast(dated_figures.figure_no as integer) as figure_no,
    dated_figures.printed,
    dated_figures.subject_id,
    dated_figures.indicator_id,
    dated_figures.period_id,
    cast(
        dated_figures.figure_kind = 'target'
        or (
            current_figures.source_id is not null
            and dated_figures.source_id = current_figures.source_id
            and dated_figures.figure_no = current_figures.figure_no
        ) as boolean
    ) as is_current,
    metrics.metric_id,
    metrics.name_zh as metric_name_zh,
    metrics.name_en as metric_name_en,
    metrics.view_name
from dated_figures
inner join metric_inputs on dated_figures.indicator_id = metric_inputs.indicator_id
inner join metrics on metric_inputs.metric_id = metrics.metric_id
inner join metric_subjects
    on
        metrics.metric_id = metric_subjects.metric_id
        and dated_figures.subject_id = metric_subjects.term_subject_id
        and dated_figures.is_undated = metric_subjects.is_undated
left join current_figures
    on
        dated_figures.subject_id = current_figures.subject_id
        and dated_figures.indicator_id = current_figures.indicator_id
        and dated_figures.period_id = current_figures.period_id;
comment on view lineage is
'数据血缘;每个刊印数字进入哪些派生指标 | lineage; which metrics each printed figure feeds';
