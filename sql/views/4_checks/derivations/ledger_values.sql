-- ledger_values: 台账核对值, what the project ledger says of printed indicators.
-- Grain:   one row per subject, period and indicator that the ledger counts.
-- Reads:   ledger_rates, project_set_indicators, zones_without_projects, metrics,
--          subjects.
-- Formula: numerator / denominator in base units, exact: the ledger holds no rounding.
--          Zones, and groups whose zones are on record; areas stay out, for nothing
--          says that all their zones are.
-- Nulls:   missing_figures unless the ledger lacks a zone or an output.
-- Sample:  no row.
create view ledger_values as
with amounts as (
    select
        ledger_rates.subject_id,
        ledger_rates.period_id,
        ledger_rates.projects_count,
        ledger_rates.advanced_projects_count,
        project_set_indicators.indicator_id,
        project_set_indicators.column_name,
        ledger_rates.unreported_projects_count is not null as is_output,
        coalesce(ledger_rates.unreported_projects_count, 0) as unreported,
        cast(
            cast(ledger_rates.expected_output_cny_100m as decimal(28, 8)) * 10000
            as decimal(18, 4)
        ) as expected_cny_10k,
        cast(
            cast(ledger_rates.actual_output_cny_100m as decimal(28, 8)) * 10000
            as decimal(18, 4)
        ) as actual_cny_10k
    from ledger_rates
    inner join project_set_indicators
        on ledger_rates.project_set_id = project_set_indicators.project_set_id
)

select
    metrics.metric_id,
    amounts.subject_id,
    amounts.period_id,
    amounts.indicator_id,
    metrics.formula_zh,
    metrics.formula_en,
    cast(case amounts.column_name when 'rate_pct' then 100 else 1 end as integer)
        as scale,
    cast(
        case amounts.column_name
            when 'projects_count' then amounts.projects_count
            when 'advanced_projects_count' then amounts.advanced_projects_count
            when 'expected_output_cny_100m' then amounts.expected_cny_10k
            when 'actual_output_cny_100m' then amounts.actual_cny_10k
            else coalesce(amounts.actual_cny_10k, amounts.advanced_projects_count)
        end as decimal(18, 4)
    ) as numerator,
    cast(
        case
            when amounts.column_name <> 'rate_pct' then 1
            when amounts.is_output then coalesce(amounts.expected_cny_10k, 0)
            else amounts.projects_count
        end as decimal(18, 4)
    ) as denominator,
    cast(
        case
            when zones_without_projects.zone_list is not null
                then 'no projects on the ledger: ' || zones_without_projects.zone_list
            when amounts.unreported > 0 and amounts.column_name <> 'projects_count'
                then cast(amounts.unreported as varchar) || ' projects without output'
        end as varchar
    ) as missing_figures
from amounts
inner join metrics
    on
        amounts.column_name = metrics.column_name
        and metrics.view_name = 'ledger_rates'
inner join subjects on amounts.subject_id = subjects.subject_id
left join zones_without_projects
    on amounts.subject_id = zones_without_projects.subject_id
where
    subjects.subject_kind <> 'area'
    and (amounts.is_output or amounts.column_name <> 'expected_output_cny_100m');
comment on view ledger_values is
'台账核对值;台账对刊印指标的计算 | values of the ledger; what the project ledger says of printed '
'indicators';
