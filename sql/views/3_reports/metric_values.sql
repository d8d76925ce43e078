-- metric_values: 派生指标值, every metric in one long shape.
-- Grain:   one row per metric, subject, period and item (batch, indicator, measure,
--          target or stage, where the metric has one).
-- Reads:   application_pipeline, area_productivity, attainment_rate, batch_composition,
--          city_share, conversion_backlog, industrial_area_share, key_project_progress,
--          latest_round, ledger_rates, measure_coverage, output_investment_ratio,
--          planned_area, plant_utilisation, production_rate, project_size,
--          provincial_rank, signing_share, standard_land, start_rate, target_progress,
--          transformation_share, zone_structure, metrics.
-- Formula: none; the result columns that metrics names, one below the other. A count, a
--          printed rank or what a complete ledger gives is its own bound.
-- Nulls:   value or a bound where the metric has none; period_id of zone_structure;
--          item_id of metrics without items.
create view metric_values as
with ledger as (
    select
        metrics.metric_id,
        ledger_rates.subject_id,
        ledger_rates.period_id,
        ledger_rates.project_set_id as item_id,
        case metrics.metric_id
            when 'ledger_projects' then ledger_rates.projects_count
            when 'ledger_advanced_projects' then ledger_rates.advanced_projects_count
            when 'ledger_expected_output' then ledger_rates.expected_output_cny_100m
            when 'ledger_actual_output' then ledger_rates.actual_output_cny_100m
            when 'ledger_rate' then ledger_rates.rate_pct
        end as value,
        ledger_rates.undated_projects_count = 0
        and (
            metrics.metric_id in ('ledger_projects', 'ledger_advanced_projects')
            or coalesce(ledger_rates.unreported_projects_count, 0) = 0
        ) as is_certain
    from ledger_rates
    inner join metrics on metrics.view_name = 'ledger_rates'
),

stacked as (
    select
        'zone_structure' as metric_id,
        subject_id,
        null as period_id,
        zone_type || '/' || zone_level as item_id,
        zone_count as value,
        zone_count as lower_bound,
        zone_count as upper_bound,
        null as row_unit_id
    from zone_structure
    union all
    select
        metrics.metric_id,
        planned_area.subject_id,
        planned_area.period_id,
        null as item_id,
        case metrics.metric_id
            when 'planned_area' then planned_area.planned_area_km2
            when 'area_per_zone' then planned_area.area_per_zone_km2
        end as value,
        case metrics.metric_id
            when 'planned_area' then planned_area.planned_area_lower_km2
            when 'area_per_zone' then planned_area.area_per_zone_lower_km2
        end as lower_bound,
        case metrics.metric_id
            when 'planned_area' then planned_area.planned_area_upper_km2
            when 'area_per_zone' then planned_area.area_per_zone_upper_km2
        end as upper_bound,
        null as row_unit_id
    from planned_area
    inner join metrics on metrics.view_name = 'planned_area'
    union all
    select
        'industrial_area_share' as metric_id,
        subject_id,
        period_id,
        null as item_id,
        industrial_area_share_pct as value,
        industrial_area_share_lower_pct as lower_bound,
        industrial_area_share_upper_pct as upper_bound,
        null as row_unit_id
    from industrial_area_share
    union all
    select
        'key_project_progress' as metric_id,
        subject_id,
        period_id,
        null as item_id,
        key_project_progress_pct as value,
        key_project_progress_lower_pct as lower_bound,
        key_project_progress_upper_pct as upper_bound,
        null as row_unit_id
    from key_project_progress
    union all
    select
        'start_rate' as metric_id,
        subject_id,
        period_id,
        null as item_id,
        start_rate_pct as value,
        start_rate_lower_pct as lower_bound,
        start_rate_upper_pct as upper_bound,
        null as row_unit_id
    from start_rate
    union all
    select
        'production_rate' as metric_id,
        subject_id,
        period_id,
        null as item_id,
        production_rate_pct as value,
        production_rate_lower_pct as lower_bound,
        production_rate_upper_pct as upper_bound,
        null as row_unit_id
    from production_rate
    union all
    select
        'attainment_rate' as metric_id,
        subject_id,
        period_id,
        null as item_id,
        attainment_rate_pct as value,
        attainment_rate_lower_pct as lower_bound,
        attainment_rate_upper_pct as upper_bound,
        null as row_unit_id
    from attainment_rate
    union all
    select
        metrics.metric_id,
        batch_composition.subject_id,
        batch_composition.period_id,
        batch_composition.project_set_id as item_id,
        case metrics.metric_id
            when 'batch_projects_share' then batch_composition.batch_projects_share_pct
            when 'batch_investment_share'
                then batch_composition.batch_investment_share_pct
            when 'batch_output_share' then batch_composition.batch_output_share_pct
        end as value,
        case metrics.metric_id
            when 'batch_projects_share' then batch_composition.batch_projects_share_pct
            when 'batch_investment_share'
                then batch_composition.batch_investment_share_lower_pct
            when 'batch_output_share'
                then batch_composition.batch_output_share_lower_pct
        end as lower_bound,
        case metrics.metric_id
            when 'batch_projects_share' then batch_composition.batch_projects_share_pct
            when 'batch_investment_share'
                then batch_composition.batch_investment_share_upper_pct
            when 'batch_output_share'
                then batch_composition.batch_output_share_upper_pct
        end as upper_bound,
        null as row_unit_id
    from batch_composition
    inner join metrics on metrics.view_name = 'batch_composition'
    union all
    select
        metrics.metric_id,
        latest_round.subject_id,
        latest_round.period_id,
        null as item_id,
        case metrics.metric_id
            when 'latest_round_projects' then latest_round.projects_count
            when 'latest_round_investment' then latest_round.investment_cny_100m
            when 'latest_round_output' then latest_round.expected_output_cny_100m
        end as value,
        case metrics.metric_id
            when 'latest_round_projects' then latest_round.projects_count
            when 'latest_round_investment' then latest_round.investment_lower_cny_100m
            when 'latest_round_output' then latest_round.expected_output_lower_cny_100m
        end as lower_bound,
        case metrics.metric_id
            when 'latest_round_projects' then latest_round.projects_count
            when 'latest_round_investment' then latest_round.investment_upper_cny_100m
            when 'latest_round_output' then latest_round.expected_output_upper_cny_100m
        end as upper_bound,
        null as row_unit_id
    from latest_round
    inner join metrics on metrics.view_name = 'latest_round'
    union all
    select
        'project_size' as metric_id,
        subject_id,
        period_id,
        project_set_id as item_id,
        investment_per_project_cny_100m as value,
        investment_per_project_lower_cny_100m as lower_bound,
        investment_per_project_upper_cny_100m as upper_bound,
        null as row_unit_id
    from project_size
    union all
    select
        metrics.metric_id,
        output_investment_ratio.subject_id,
        output_investment_ratio.period_id,
        output_investment_ratio.project_set_id as item_id,
        case metrics.metric_id
            when 'output_investment_ratio'
                then output_investment_ratio.expected_output_ratio
            when 'actual_output_investment_ratio'
                then output_investment_ratio.actual_output_ratio
        end as value,
        case metrics.metric_id
            when 'output_investment_ratio'
                then output_investment_ratio.expected_output_ratio_lower
            when 'actual_output_investment_ratio'
                then output_investment_ratio.actual_output_ratio_lower
        end as lower_bound,
        case metrics.metric_id
            when 'output_investment_ratio'
                then output_investment_ratio.expected_output_ratio_upper
            when 'actual_output_investment_ratio'
                then output_investment_ratio.actual_output_ratio_upper
        end as upper_bound,
        null as row_unit_id
    from output_investment_ratio
    inner join metrics on metrics.view_name = 'output_investment_ratio'
    union all
    select
        metrics.metric_id,
        conversion_backlog.subject_id,
        conversion_backlog.period_id,
        conversion_backlog.project_set_id as item_id,
        case metrics.metric_id
            when 'conversion_backlog' then conversion_backlog.backlog_count
            when 'output_gap' then conversion_backlog.output_gap_cny_100m
        end as value,
        case metrics.metric_id
            when 'conversion_backlog' then conversion_backlog.backlog_count
            when 'output_gap' then conversion_backlog.output_gap_lower_cny_100m
        end as lower_bound,
        case metrics.metric_id
            when 'conversion_backlog' then conversion_backlog.backlog_count
            when 'output_gap' then conversion_backlog.output_gap_upper_cny_100m
        end as upper_bound,
        null as row_unit_id
    from conversion_backlog
    inner join metrics on metrics.view_name = 'conversion_backlog'
    union all
    select
        metrics.metric_id,
        signing_share.subject_id,
        signing_share.period_id,
        null as item_id,
        case metrics.metric_id
            when 'signing_projects_share' then signing_share.projects_share_pct
            when 'signing_share' then signing_share.investment_share_pct
            when 'signing_relative_size' then signing_share.relative_size_ratio
        end as value,
        case metrics.metric_id
            when 'signing_projects_share' then signing_share.projects_share_lower_pct
            when 'signing_share' then signing_share.investment_share_lower_pct
            when 'signing_relative_size' then signing_share.relative_size_ratio_lower
        end as lower_bound,
        case metrics.metric_id
            when 'signing_projects_share' then signing_share.projects_share_upper_pct
            when 'signing_share' then signing_share.investment_share_upper_pct
            when 'signing_relative_size' then signing_share.relative_size_ratio_upper
        end as upper_bound,
        null as row_unit_id
    from signing_share
    inner join metrics on metrics.view_name = 'signing_share'
    union all
    select
        'measure_coverage' as metric_id,
        subject_id,
        period_id,
        measure_id as item_id,
        coverage_pct as value,
        coverage_lower_pct as lower_bound,
        coverage_upper_pct as upper_bound,
        null as row_unit_id
    from measure_coverage
    union all
    select
        metrics.metric_id,
        city_share.subject_id,
        city_share.period_id,
        city_share.indicator_id as item_id,
        case metrics.metric_id
            when 'city_share' then city_share.share_pct
            when 'city_total' then city_share.whole_estimate
        end as value,
        case metrics.metric_id
            when 'city_share' then city_share.share_lower_pct
            when 'city_total' then city_share.whole_estimate_lower
        end as lower_bound,
        case metrics.metric_id
            when 'city_share' then city_share.share_upper_pct
            when 'city_total' then city_share.whole_estimate_upper
        end as upper_bound,
        case metrics.metric_id
            when 'city_total' then city_share.unit_id
        end as row_unit_id
    from city_share
    inner join metrics on metrics.view_name = 'city_share'
    union all
    select
        'transformation_share' as metric_id,
        subject_id,
        period_id,
        null as item_id,
        transformation_share_pct as value,
        transformation_share_lower_pct as lower_bound,
        transformation_share_upper_pct as upper_bound,
        null as row_unit_id
    from transformation_share
    union all
    select
        'area_productivity' as metric_id,
        subject_id,
        period_id,
        indicator_id as item_id,
        value_per_km2 as value,
        value_lower_per_km2 as lower_bound,
        value_upper_per_km2 as upper_bound,
        unit_id || '_per_km2' as row_unit_id
    from area_productivity
    union all
    select
        'provincial_rank' as metric_id,
        subject_id,
        period_id,
        indicator_id as item_id,
        provincial_rank as value,
        provincial_rank as lower_bound,
        provincial_rank as upper_bound,
        null as row_unit_id
    from provincial_rank
    union all
    select
        'plant_utilisation' as metric_id,
        subject_id,
        period_id,
        null as item_id,
        plant_utilisation_pct as value,
        plant_utilisation_lower_pct as lower_bound,
        plant_utilisation_upper_pct as upper_bound,
        null as row_unit_id
    from plant_utilisation
    union all
    select
        metrics.metric_id,
        standard_land.subject_id,
        standard_land.period_id,
        null as item_id,
        case metrics.metric_id
            when 'standard_land' then standard_land.area_per_parcel_mu
            when 'standard_land_two_years'
                then standard_land.parcels_with_previous_year_count
        end as value,
        case metrics.metric_id
            when 'standard_land' then standard_land.area_per_parcel_lower_mu
            when 'standard_land_two_years'
                then standard_land.parcels_with_previous_year_count
        end as lower_bound,
        case metrics.metric_id
            when 'standard_land' then standard_land.area_per_parcel_upper_mu
            when 'standard_land_two_years'
                then standard_land.parcels_with_previous_year_count
        end as upper_bound,
        null as row_unit_id
    from standard_land
    inner join metrics on metrics.view_name = 'standard_land'
    union all
    select
        'target_progress' as metric_id,
        subject_id,
        period_id,
        target_id as item_id,
        progress_pct as value,
        progress_lower_pct as lower_bound,
        progress_upper_pct as upper_bound,
        null as row_unit_id
    from target_progress
    union all
    select
        'application_pipeline' as metric_id,
        subject_id,
        period_id,
        stage_id as item_id,
        application_count as value,
        application_count as lower_bound,
        application_count as upper_bound,
        null as row_unit_id
    from application_pipeline
    union all
    select
        metric_id,
        subject_id,
        period_id,
        item_id,
        value,
        case when is_certain then value end as lower_bound,
        case when is_certain then value end as upper_bound,
        null as row_unit_id
    from ledger
)

select
    stacked.metric_id,
    stacked.subject_id,
    stacked.period_id,
    stacked.item_id,
    cast(stacked.value as double) as value,
    cast(stacked.lower_bound as double) as lower_bound,
    cast(stacked.upper_bound as double) as upper_bound,
    cast(coalesce(stacked.row_unit_id, metrics.unit_id) as varchar) as unit_id
from stacked
inner join metrics on stacked.metric_id = metrics.metric_id;
comment on view metric_values is
'派生指标值;全部派生指标的长表 | metric values; every metric in one long shape';
