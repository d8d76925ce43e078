-- ledger_rates: 台账比率, start, production and attainment rate from the projects.
-- Grain:   one row per subject, period and batch with any project on the last day.
-- Reads:   ledger_spans, ledger_periods, ledger_subjects, project_sets, subjects.
-- Formula: rate_pct = 100 * projects that have started / signed projects (batch 1), in
--          production / started (2), actual / expected annual output of the projects
--          in production that have both (3; the others are unreported_projects_count),
--          all as of period_end; a period of rounds takes the projects whose event
--          belongs to one of them.
-- Nulls:   advanced_projects_count of batch 3; outputs and unreported_projects_count
--          of the others; rate_pct if its denominator is zero or unknown; its bounds
--          if a project has an event without a date, or an output is missing.
-- Sample:  no row.
create view ledger_rates as
with counted as (
    select
        ledger_spans.subject_id,
        ledger_spans.batch_no,
        ledger_periods.period_id,
        sum(ledger_spans.projects) as projects,
        sum(ledger_spans.undated) as undated,
        sum(
            case
                when ledger_spans.advanced_from <= ledger_periods.period_end then 1
                else 0
            end
        ) as advanced,
        sum(ledger_spans.projects - ledger_spans.reported) as unreported,
        sum(ledger_spans.expected) as expected,
        sum(ledger_spans.actual) as actual,
        sum(ledger_spans.compared_expected) as compared_expected,
        sum(ledger_spans.compared_actual) as compared_actual,
        sum(
            ledger_spans.month_dated
            + case
                when ledger_spans.advanced_from <= ledger_periods.period_end
                    then ledger_spans.advance_month_dated
                else 0
            end
        ) as month_dated
    from ledger_periods
    inner join ledger_spans
        on
            ledger_periods.period_end >= ledger_spans.first_day
            and ledger_periods.period_end < ledger_spans.end_day
            and (
                ledger_periods.round_from is null
                or ledger_spans.round_no
                between ledger_periods.round_from and ledger_periods.round_to
            )
    group by ledger_spans.subject_id, ledger_spans.batch_no, ledger_periods.period_id
),

totals as (
    select
        ledger_subjects.subject_id,
        counted.batch_no,
        counted.period_id,
        counted.batch_no = 3 as is_output,
        sum(counted.projects) as projects,
        sum(counted.undated) as undated,
        sum(counted.advanced) as advanced,
        sum(counted.unreported) as unreported,
        sum(counted.expected) as expected,
        sum(counted.actual) as actual,
        sum(counted.compared_expected) as compared_expected,
        sum(counted.compared_actual) as compared_actual,
        sum(counted.month_dated) as month_dated
    from counted
    inner join ledger_subjects on counted.subject_id = ledger_subjects.member_subject_id
    group by ledger_subjects.subject_id, counted.batch_no, counted.period_id
),

rated as (
    select
        *,
        case
            when is_output
                then
                    100 * cast(compared_actual as double)
                    / nullif(cast(compared_expected as double), 0)
            else 100 * cast(advanced as double) / nullif(cast(projects as double), 0)
        end as rate,
        undated = 0 and not (is_output and unreported > 0) as is_certain
    from totals
)

select
    rated.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    rated.period_id,
    ledger_periods.period_start,
    ledger_periods.period_end,
    cast(ledger_periods.round_from as integer) as round_from,
    cast(ledger_periods.round_to as integer) as round_to,
    project_sets.project_set_id,
    cast(rated.batch_no as integer) as batch_no,
    project_sets.name_zh as project_set_name_zh,
    project_sets.name_en as project_set_name_en,
    cast(rated.projects as bigint) as projects_count,
    cast(case when not rated.is_output then rated.advanced end as bigint)
        as advanced_projects_count,
    cast(case when rated.is_output then rated.expected end as decimal(18, 8))
        as expected_output_cny_100m,
    cast(case when rated.is_output then rated.actual end as decimal(18, 8))
        as actual_output_cny_100m,
    cast(case when rated.is_output then rated.unreported end as bigint)
        as unreported_projects_count,
    cast(rated.undated as bigint) as undated_projects_count,
    project_sets.rate_indicator_id,
    cast(rated.rate as double) as rate_pct,
    cast(case when rated.is_certain then rated.rate end as double) as rate_lower_pct,
    cast(case when rated.is_certain then rated.rate end as double) as rate_upper_pct,
    cast(rated.month_dated as bigint) as month_dated_projects_count
from rated
inner join ledger_periods on rated.period_id = ledger_periods.period_id
inner join project_sets on rated.batch_no = project_sets.batch_no
inner join subjects on rated.subject_id = subjects.subject_id;
comment on view ledger_rates is
'台账比率;由项目台账计算的开工率、投产率与达效率 | ledger rates; start, production and '
'attainment rate computed from the projects';
