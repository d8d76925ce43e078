-- ledger_values: 台账核对值, printed figures that the project ledger counts as well.
-- Grain:   one row per metric of the ledger, source, subject, period and indicator.
-- Reads:   source_figures, ledger_rates, project_set_indicators, projects, loads,
--          metrics, subject_links, subjects.
-- Formula: numerator / denominator in base units, exact: the ledger holds no rounding.
--          Zones, and groups whose zones are on record; areas stay out, for nothing
--          says that all their zones are.
-- Nulls:   missing_figures unless the ledger lacks a zone or an output.
create view ledger_values as
with zones_on_record as (
    select distinct projects.subject_id
    from projects
    left join loads on projects.load_id = loads.load_id
    where projects.load_id is null or loads.is_in_force
),

zones_missing as (
    select
        subject_links.subject_id,
        string_agg(
            subject_links.term_subject_id, ', ' order by subject_links.term_subject_id
        ) as missing_zones
    from subject_links
    left join zones_on_record
        on subject_links.term_subject_id = zones_on_record.subject_id
    where
        subject_links.subject_scope = 'zone'
        and zones_on_record.subject_id is null
    group by subject_links.subject_id
),

amounts as (
    select
        ledger_rates.subject_id,
        ledger_rates.period_id,
        ledger_rates.project_set_id,
        ledger_rates.projects_count,
        ledger_rates.advanced_projects_count,
        ledger_rates.unreported_projects_count,
        zones_missing.missing_zones,
        cast(
            cast(ledger_rates.expected_output_cny_100m as decimal(28, 8)) * 10000
            as decimal(18, 4)
        ) as expected_cny_10k,
        cast(
            cast(ledger_rates.actual_output_cny_100m as decimal(28, 8)) * 10000
            as decimal(18, 4)
        ) as actual_cny_10k
    from ledger_rates
    inner join subjects on ledger_rates.subject_id = subjects.subject_id
    left join zones_missing on ledger_rates.subject_id = zones_missing.subject_id
    where subjects.subject_kind <> 'area'
),

held as (
    select
        metrics.metric_id,
        metrics.formula_zh,
        metrics.formula_en,
        source_figures.*,
        amounts.missing_zones,
        case
            when project_set_indicators.column_name = 'rate_pct' then 100
            else 1
        end as scale,
        case project_set_indicators.column_name
            when 'projects_count' then amounts.projects_count
            when 'advanced_projects_count' then amounts.advanced_projects_count
            when 'expected_output_cny_100m' then amounts.expected_cny_10k
            when 'actual_output_cny_100m' then amounts.actual_cny_10k
            else coalesce(amounts.actual_cny_10k, amounts.advanced_projects_count)
        end as numerator,
        case
            when project_set_indicators.column_name <> 'rate_pct' then 1
            when amounts.unreported_projects_count is null then amounts.projects_count
            else coalesce(amounts.expected_cny_10k, 0)
        end as denominator,
        case
            when project_set_indicators.column_name = 'projects_count' then 0
            else coalesce(amounts.unreported_projects_count, 0)
        end as unreported
    from amounts
    inner join project_set_indicators
        on amounts.project_set_id = project_set_indicators.project_set_id
    inner join source_figures
        on
            amounts.subject_id = source_figures.subject_id
            and amounts.period_id = source_figures.period_id
            and project_set_indicators.indicator_id = source_figures.indicator_id
    inner join metrics
        on
            project_set_indicators.column_name = metrics.column_name
            and metrics.view_name = 'ledger_rates'
    where
        project_set_indicators.column_name <> 'expected_output_cny_100m'
        or amounts.unreported_projects_count is not null  -- of the last batch
)

select
    metric_id,
    source_id,
    subject_id,
    period_id,
    indicator_id,
    formula_zh,
    formula_en,
    printed,
    cast(value as decimal(18, 4)) as value,
    unit_id,
    cast(factor as decimal(18, 8)) as factor,
    qualifier,
    cast(decimals as integer) as decimals,
    cast(base_value as decimal(18, 4)) as base_value,
    cast(base_step as decimal(18, 5)) as base_step,
    cast(
        cast(base_value as decimal(28, 5)) - base_step * 0.5 as decimal(18, 5)
    ) as least_base_value,
    cast(
        cast(base_value as decimal(28, 5)) + base_step as decimal(18, 5)
    ) as greatest_base_value,
    cast(scale as integer) as scale,
    cast(numerator as decimal(18, 4)) as numerator,
    cast(denominator as decimal(18, 4)) as denominator,
    cast(
        case
            when missing_zones is not null
                then 'no projects on the ledger: ' || missing_zones
            when unreported > 0
                then cast(unreported as varchar) || ' projects without output'
        end as varchar
    ) as missing_figures
from held;
comment on view ledger_values is
'台账核对值;台账也能计算的刊印数字 | values of the ledger; printed figures that the project '
'ledger counts as well';
