-- metric_values: 派生指标值, every metric in one long shape.
-- Grain:   one row per metric, subject, period and item (batch, indicator, measure,
--          target or stage, where the metric has one).
-- Reads:   metric_figures, signing_figures, area_productivity, target_progress,
--          ledger_figures, zone_structure, application_pipeline, metrics, indicators.
-- Formula: none; a count is its own bound. The unit is that of the metric, of the row,
--          or of the indicator that is the item or whose share is the item.
-- Nulls:   value or a bound where the metric has none; period_id of zone_structure;
--          item_id of metrics without items; identity_id unless one defines the
--          metric.
-- Sample:  metric_id  | subject_id             | value
--          city_share | jinzhong_industrial_z… | 2.4
--          city_share | jinzhong_industrial_z… | 27.9
--          city_share | jinzhong_industrial_z… | 59.4
create view metric_values as
with stacked as (
    select
        metric_id,
        subject_id,
        period_id,
        item_id,
        value,
        lower_bound,
        upper_bound,
        unit_id,
        identity_id
    from metric_figures
    union all
    select
        metric_id,
        subject_id,
        period_id,
        null as item_id,
        value,
        lower_bound,
        upper_bound,
        null as unit_id,
        null as identity_id
    from signing_figures
    union all
    select
        metric_id,
        subject_id,
        period_id,
        item_id,
        value,
        lower_bound,
        upper_bound,
        null as unit_id,
        null as identity_id
    from ledger_figures
    union all
    select
        'area_productivity' as metric_id,
        subject_id,
        period_id,
        indicator_id as item_id,
        value_per_km2 as value,
        value_lower_per_km2 as lower_bound,
        value_upper_per_km2 as upper_bound,
        unit_id || '_per_km2' as unit_id,
        null as identity_id
    from area_productivity
    union all
    select
        'target_progress' as metric_id,
        subject_id,
        period_id,
        target_id as item_id,
        progress_pct as value,
        progress_lower_pct as lower_bound,
        progress_upper_pct as upper_bound,
        null as unit_id,
        null as identity_id
    from target_progress
    union all
    select
        'zone_structure' as metric_id,
        subject_id,
        null as period_id,
        zone_type || '/' || zone_level as item_id,
        zone_count as value,
        zone_count as lower_bound,
        zone_count as upper_bound,
        null as unit_id,
        null as identity_id
    from zone_structure
    union all
    select
        'application_pipeline' as metric_id,
        subject_id,
        period_id,
        stage_id as item_id,
        application_count as value,
        application_count as lower_bound,
        application_count as upper_bound,
        null as unit_id,
        null as identity_id
    from application_pipeline
)

select
    stacked.metric_id,
    stacked.subject_id,
    stacked.period_id,
    stacked.item_id,
    cast(stacked.value as double) as value,
    cast(stacked.lower_bound as double) as lower_bound,
    cast(stacked.upper_bound as double) as upper_bound,
    cast(
        coalesce(metrics.unit_id, stacked.unit_id, indicators.unit_id) as varchar
    ) as unit_id,
    stacked.identity_id
from stacked
inner join metrics on stacked.metric_id = metrics.metric_id
left join indicators on stacked.item_id = indicators.indicator_id;
comment on view metric_values is
'派生指标值;全部派生指标的长表 | metric values; every metric in one long shape';
