-- ledger_values: 台账核对值, what the project ledger says of printed indicators.
-- Grain:   one row per subject, period and indicator that the ledger counts.
-- Reads:   ledger_counts, project_sets, project_set_indicators,
--          zones_without_projects, metrics, subjects.
-- Formula: numerator / denominator in base units, exact: the ledger holds no rounding.
--          Zones, and groups whose zones are on record; areas stay out, for nothing
--          says that all their zones are.
-- Nulls:   missing_figures unless the ledger lacks a zone, a date or an output.
-- Sample:  no row.
create view ledger_values as
with amounts as (
    select
        ledger_counts.subject_id,
        ledger_counts.period_id,
        ledger_counts.projects_count,
        ledger_counts.advanced_count,
        ledger_counts.open_count,
        project_set_indicators.indicator_id,
        project_set_indicators.column_name,
        ledger_counts.batch_no = 3 as is_output,
        case when ledger_counts.batch_no = 3 then ledger_counts.unreported_count else 0
        end as unreported,
        cast(
            cast(ledger_counts.expected as decimal(28, 8)) * 10000 as decimal(18, 4)
        ) as expected_cny_10k,
        cast(
            cast(ledger_counts.actual as decimal(28, 8)) * 10000 as decimal(18, 4)
        ) as actual_cny_10k
    from ledger_counts
    inner join project_sets on ledger_counts.batch_no = project_sets.batch_no
    inner join project_set_indicators
        on project_sets.project_set_id = project_set_indicators.project_set_id
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
            when 'advanced_projects_count' then amounts.advanced_count
            when 'expected_output_cny_100m' then amounts.expected_cny_10k
            when 'actual_output_cny_100m' then amounts.actual_cny_10k
            when 'rate_pct' then
                case
                    when amounts.is_output then amounts.actual_cny_10k
                    else amounts.advanced_count
                end
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
            when amounts.open_count > 0
                then cast(amounts.open_count as varchar) || ' projects without a date'
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
