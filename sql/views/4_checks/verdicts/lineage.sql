-- lineage: 数据血缘, which values of which metrics each printed figure feeds.
-- Grain:   one row per printed figure in force and value (metric, subject, period,
--          item).
-- Reads:   observations, targets, value_inputs, target_progress, metrics.
-- Formula: a figure feeds the values that take its indicator, subject and period, and
--          a target its progress. is_current: the mention in use.
-- Nulls:   passage_no where the source's paragraphs are not recorded; item_id of
--          metrics without items.
-- Sample:  source_id        | passage_no | is_current | view_name
--          jinzhong_article | 3          | True       | area_productivity
--          jinzhong_article | 3          | True       | measure_coverage
--          jinzhong_article | 3          | True       | measure_coverage
create view lineage as
with fed as (
    select
        observations.source_id,
        observations.passage_no,
        observations.figure_no,
        observations.printed,
        observations.subject_id,
        observations.indicator_id,
        observations.period_id,
        observations.is_current,
        value_inputs.metric_id,
        value_inputs.subject_id as value_subject_id,
        value_inputs.period_id as value_period_id,
        value_inputs.item_id
    from observations
    inner join value_inputs
        on
            observations.subject_id = value_inputs.term_subject_id
            and observations.period_id = value_inputs.term_period_id
            and observations.indicator_id = value_inputs.term_indicator_id
    where observations.is_in_force
    union all
    select
        targets.source_id,
        targets.passage_no,
        targets.figure_no,
        targets.printed,
        targets.subject_id,
        targets.indicator_id,
        targets.period_id,
        true as is_current,
        'target_progress' as metric_id,
        target_progress.subject_id as value_subject_id,
        target_progress.period_id as value_period_id,
        target_progress.target_id as item_id
    from targets
    inner join target_progress on targets.target_id = target_progress.target_id
    where targets.is_in_force and target_progress.progress_pct is not null
)

select
    fed.source_id,
    cast(fed.passage_no as integer) as passage_no,
    cast(fed.figure_no as integer) as figure_no,
    fed.printed,
    fed.subject_id,
    fed.indicator_id,
    fed.period_id,
    cast(fed.is_current as boolean) as is_current,
    fed.metric_id,
    metrics.name_zh as metric_name_zh,
    metrics.name_en as metric_name_en,
    metrics.view_name,
    fed.value_subject_id,
    fed.value_period_id,
    fed.item_id
from fed
inner join metrics on fed.metric_id = metrics.metric_id;
comment on view lineage is
'数据血缘;每个刊印数字进入哪些派生指标值 | lineage; which values of which metrics each printed figure '
'feeds';
