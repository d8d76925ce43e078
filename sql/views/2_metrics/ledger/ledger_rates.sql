-- ledger_rates: 台账比率, start, production and attainment rate from the projects.
-- Grain:   one row per subject, batch and month end from the first event to the newest
--          report, and per subject, batch and period of rounds.
-- Reads:   ledger_counts, ledger_bounds, ledger_periods, project_sets, subjects.
-- Formula: rate_pct = 100 * projects that have started / signed projects (batch 1), in
--          production / started (2), actual / expected annual output of the projects
--          in production that have both (3; the others are unreported_projects_count),
--          all as of period_end. Counts have those in them whose days are not known
--          (undated_projects_count); the bounds hold whenever these days were.
-- Nulls:   advanced_projects_count of batch 3; outputs and unreported_projects_count
--          of the others; rate_pct if its denominator is zero or unknown, or days that
--          are not known leave it open; the bounds of batch 3 then, and if an output
--          is missing.
-- Sample:  no row.
create view ledger_rates as
select
    ledger_counts.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    ledger_counts.period_id,
    ledger_periods.period_start,
    ledger_periods.period_end,
    cast(ledger_periods.round_from as integer) as round_from,
    cast(ledger_periods.round_to as integer) as round_to,
    project_sets.project_set_id,
    cast(ledger_counts.batch_no as integer) as batch_no,
    project_sets.name_zh as project_set_name_zh,
    project_sets.name_en as project_set_name_en,
    cast(ledger_counts.projects_count as bigint) as projects_count,
    cast(
        case
            when ledger_counts.batch_no < 3
                then
                    ledger_counts.advanced_count + ledger_counts.may_have_advanced_count
        end as bigint
    ) as advanced_projects_count,
    cast(
        case when ledger_counts.batch_no = 3 then ledger_counts.expected end
        as decimal(18, 8)
    ) as expected_output_cny_100m,
    cast(
        case when ledger_counts.batch_no = 3 then ledger_counts.actual end
        as decimal(18, 8)
    ) as actual_output_cny_100m,
    cast(
        case when ledger_counts.batch_no = 3 then ledger_counts.unreported_count end
        as bigint
    ) as unreported_projects_count,
    cast(ledger_counts.open_count as bigint) as undated_projects_count,
    project_sets.rate_indicator_id,
    cast(ledger_bounds.value as double) as rate_pct,
    cast(ledger_bounds.lower_bound as double) as rate_lower_pct,
    cast(ledger_bounds.upper_bound as double) as rate_upper_pct,
    cast(ledger_counts.month_dated_count as bigint) as month_dated_projects_count
from ledger_counts
inner join ledger_bounds
    on
        ledger_counts.subject_id = ledger_bounds.subject_id
        and ledger_counts.period_id = ledger_bounds.period_id
        and ledger_counts.batch_no = ledger_bounds.batch_no
inner join ledger_periods
    on ledger_counts.period_id = ledger_periods.period_id and ledger_periods.is_shown
inner join project_sets on ledger_counts.batch_no = project_sets.batch_no
inner join subjects on ledger_counts.subject_id = subjects.subject_id;
comment on view ledger_rates is
'台账比率;由项目台账计算的开工率、投产率与达效率 | ledger rates; start, production and '
'attainment rate computed from the projects';
