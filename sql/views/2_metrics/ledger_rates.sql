-- ledger_rates: 台账比率, start, production and attainment rate from the projects.
-- Grain:   one row per subject, period and batch with any project on the last day.
-- Reads:   ledger_batches, ledger_periods, ledger_subjects, project_outputs,
--          project_sets, subjects.
-- Formula: rate_pct = 100 * projects that have started / signed projects (batch 1), in
--          production / started (2), actual / expected annual output of the projects in
--          production (3), all as of period_end; a period of rounds takes the projects
--          whose event belongs to one of them.
-- Nulls:   advanced_projects_count of batch 3; outputs and unreported_projects_count of
--          the others; rate_pct if the denominator is zero or no output is known; its
--          bounds if a project has an event without a date, or an output is missing.
create view ledger_rates as
with batches as (
    select
        *,
        coalesce(counts_from, cast('0001-01-01' as date)) as first_day,
        coalesce(counts_until, cast('9999-12-31' as date)) as end_day
    from ledger_batches
),

spans as (
    select
        subject_id,
        batch_no,
        round_no,
        first_day,
        end_day,
        case
            when is_advanced then coalesce(advanced_from, cast('0001-01-01' as date))
        end as advanced_from,
        1 as projects,
        case when is_undated then 1 else 0 end as undated,
        0 as reported,
        expected_output_cny_100m as expected,
        null as actual
    from batches
    union all
    select
        batches.subject_id,
        batches.batch_no,
        batches.round_no,
        greatest(batches.first_day, project_outputs.valid_from) as first_day,
        least(
            batches.end_day,
            coalesce(project_outputs.valid_until, cast('9999-12-31' as date))
        ) as end_day,
        null as advanced_from,
        0 as projects,
        0 as undated,
        case when batches.expected_output_cny_100m is null then 0 else 1 end
            as reported,
        null as expected,
        project_outputs.actual_output_cny_100m as actual
    from batches
    inner join project_outputs on batches.project_id = project_outputs.project_id
    where batches.batch_no = 3
),

counted as (
    select
        spans.subject_id,
        spans.batch_no,
        ledger_periods.period_id,
        ledger_periods.period_start,
        ledger_periods.period_end,
        ledger_periods.round_from,
        ledger_periods.round_to,
        sum(spans.projects) as projects,
        sum(spans.undated) as undated,
        sum(
            case when spans.advanced_from <= ledger_periods.period_end then 1 else 0 end
        ) as advanced,
        sum(spans.projects - spans.reported) as unreported,
        sum(spans.expected) as expected,
        sum(spans.actual) as actual
    from ledger_periods
    inner join spans
        on
            ledger_periods.period_end >= spans.first_day
            and ledger_periods.period_end < spans.end_day
            and (
                ledger_periods.round_from is null
                or spans.round_no
                between ledger_periods.round_from and ledger_periods.round_to
            )
    group by
        spans.subject_id, spans.batch_no, ledger_periods.period_id,
        ledger_periods.period_start, ledger_periods.period_end,
        ledger_periods.round_from, ledger_periods.round_to
),

totals as (
    select
        ledger_subjects.subject_id,
        counted.batch_no,
        counted.period_id,
        counted.period_start,
        counted.period_end,
        counted.round_from,
        counted.round_to,
        counted.batch_no = 3 as is_output,
        sum(counted.projects) as projects,
        sum(counted.undated) as undated,
        sum(counted.advanced) as advanced,
        sum(counted.unreported) as unreported,
        sum(counted.expected) as expected,
        sum(counted.actual) as actual
    from counted
    inner join ledger_subjects on counted.subject_id = ledger_subjects.member_subject_id
    group by
        ledger_subjects.subject_id, counted.batch_no, counted.period_id,
        counted.period_start, counted.period_end, counted.round_from, counted.round_to
),

rated as (
    select
        *,
        case
            when is_output
                then
                    100 * cast(actual as double) / nullif(cast(expected as double), 0)
            else 100 * cast(advanced as double) / nullif(cast(projects as double), 0)
        end as rate,
        undated = 0 and not (is_output and unreported > 0) as is_certain
    from totals
)

select
    cast(rated.subject_id as varchar) as subject_id,
    cast(subjects.name_zh as varchar) as subject_name_zh,
    cast(subjects.name_en as varchar) as subject_name_en,
    cast(rated.period_id as varchar) as period_id,
    cast(rated.period_start as date) as period_start,
    cast(rated.period_end as date) as period_end,
    cast(rated.round_from as integer) as round_from,
    cast(rated.round_to as integer) as round_to,
    cast(project_sets.project_set_id as varchar) as project_set_id,
    cast(rated.batch_no as integer) as batch_no,
    cast(project_sets.name_zh as varchar) as project_set_name_zh,
    cast(project_sets.name_en as varchar) as project_set_name_en,
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
    cast(project_sets.rate_indicator_id as varchar) as rate_indicator_id,
    cast(rated.rate as double) as rate_pct,
    cast(case when rated.is_certain then rated.rate end as double) as rate_lower_pct,
    cast(case when rated.is_certain then rated.rate end as double) as rate_upper_pct
from rated
inner join project_sets on rated.batch_no = project_sets.batch_no
inner join subjects on rated.subject_id = subjects.subject_id;
comment on view ledger_rates is
'台账比率;由项目台账计算的开工率、投产率与达效率 | ledger rates; start, production and '
'attainment rate computed from the projects';
