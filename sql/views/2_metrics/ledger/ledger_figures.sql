-- ledger_figures: 台账指标数字, the metrics of ledger_rates, one below the other.
-- Grain:   one row per metric, subject, period and batch.
-- Reads:   ledger_rates, metrics.
-- Formula: none; the columns of ledger_rates. What a complete ledger gives is certain.
-- Nulls:   as in ledger_rates; the bounds of counts and outputs if a project has an
--          event without a date, of outputs if one is missing.
-- Sample:  no row.
create view ledger_figures as
with stacked as (
    select
        metrics.metric_id,
        ledger_rates.subject_id,
        ledger_rates.period_id,
        ledger_rates.project_set_id as item_id,
        case metrics.column_name
            when 'projects_count' then ledger_rates.projects_count
            when 'advanced_projects_count' then ledger_rates.advanced_projects_count
            when 'expected_output_cny_100m' then ledger_rates.expected_output_cny_100m
            when 'actual_output_cny_100m' then ledger_rates.actual_output_cny_100m
            when 'rate_pct' then ledger_rates.rate_pct
        end as value,
        case metrics.column_name when 'rate_pct' then ledger_rates.rate_lower_pct end
            as rate_lower,
        case metrics.column_name when 'rate_pct' then ledger_rates.rate_upper_pct end
            as rate_upper,
        metrics.column_name <> 'rate_pct'
        and ledger_rates.undated_projects_count = 0
        and (
            metrics.column_name like '%projects_count'
            or coalesce(ledger_rates.unreported_projects_count, 0) = 0
        ) as is_certain
    from ledger_rates
    inner join metrics on metrics.view_name = 'ledger_rates'
)

select
    metric_id,
    subject_id,
    period_id,
    item_id,
    cast(value as double) as value,
    cast(case when is_certain then value else rate_lower end as double) as lower_bound,
    cast(case when is_certain then value else rate_upper end as double) as upper_bound
from stacked;
comment on view ledger_figures is
'台账指标数字;台账比率各指标的长表 | ledger figures; the metrics of ledger_rates in one long shape';
