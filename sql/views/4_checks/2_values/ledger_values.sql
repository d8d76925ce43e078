-- ledger_values: 台账核对值, printed figures that the project ledger counts as well.
-- Grain:   one row per metric of the ledger, source, subject, period and indicator.
-- Reads:   source_figures, ledger_rates, project_sets, projects, active_loads,
--          metrics, subject_links, subjects.
-- Formula: numerator / denominator in base units, exact: the ledger holds no rounding.
--          Zones, and groups whose zones are on record; areas stay out, for nothing
--          says that all their zones are.
-- Nulls:   missing_figures unless the ledger lacks a zone or an output.
create view ledger_values as
with printed_sets as (
    select
        project_sets.project_set_id,
        printed_columns.column_name,
        case printed_columns.column_name
            when 'projects_count' then project_sets.projects_indicator_id
            when 'advanced_projects_count' then project_sets.advanced_indicator_id
            when 'expected_output_cny_100m'
                then project_sets.expected_output_indicator_id
            when 'actual_output_cny_100m' then project_sets.actual_output_indicator_id
            else project_sets.rate_indicator_id
        end as indicator_id
    from project_sets
    cross join (
        values
        ('projects_count'),
        ('advanced_projects_count'),
        ('expected_output_cny_100m'),
        ('actual_output_cny_100m'),
        ('rate_pct')
    ) as printed_columns (column_name)
    where
        project_sets.batch_no is not null
        and (
            printed_columns.column_name <> 'expected_output_cny_100m'
            or project_sets.actual_output_indicator_id is not null
        )
),

zones_on_record as (
    select distinct projects.subject_id
    from projects
    left join active_loads on projects.load_id = active_loads.load_id
    where projects.load_id is null or active_loads.load_id is not null
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
        case when printed_sets.column_name = 'rate_pct' then 100 else 1 end as scale,
        case printed_sets.column_name
            when 'projects_count' then amounts.projects_count
            when 'advanced_projects_count' then amounts.advanced_projects_count
            when 'expected_output_cny_100m' then amounts.expected_cny_10k
            when 'actual_output_cny_100m' then amounts.actual_cny_10k
            else coalesce(amounts.actual_cny_10k, amounts.advanced_projects_count)
        end as numerator,
        case
            when printed_sets.column_name <> 'rate_pct' then 1
            when amounts.unreported_projects_count is null then amounts.projects_count
            else coalesce(amounts.expected_cny_10k, 0)
        end as denominator,
        case
            when printed_sets.column_name = 'projects_count' then 0
            else coalesce(amounts.unreported_projects_count, 0)
        end as unreported
    from amounts
    inner join printed_sets on amounts.project_set_id = printed_sets.project_set_id
    inner join source_figures
        on
            amounts.subject_id = source_figures.subject_id
            and amounts.period_id = source_figures.period_id
            and printed_sets.indicator_id = source_figures.indicator_id
    inner join metrics
        on
            printed_sets.column_name = metrics.column_name
            and metrics.view_name = 'ledger_rates'
)

select
    cast(metric_id as varchar) as metric_id,
    cast(source_id as varchar) as source_id,
    cast(subject_id as varchar) as subject_id,
    cast(period_id as varchar) as period_id,
    cast(indicator_id as varchar) as indicator_id,
    cast(formula_zh as varchar) as formula_zh,
    cast(formula_en as varchar) as formula_en,
    cast(printed as varchar) as printed,
    cast(value as decimal(18, 4)) as value,
    cast(unit_id as varchar) as unit_id,
    cast(factor as decimal(18, 8)) as factor,
    cast(qualifier as varchar) as qualifier,
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
