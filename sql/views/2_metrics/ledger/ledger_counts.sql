-- ledger_counts: 台账计数, what the ledger counts of each subject as of a day.
-- Grain:   one row per subject, period and batch with any project on the last day.
-- Reads:   ledger_spans, ledger_periods, ledger_subjects.
-- Formula: sums over the projects of the subject and its zones on period_end; a period
--          of rounds takes the projects whose event belongs to one of them. Undated are
--          those that may not have been there, with how many of them have advanced for
--          certain and may have.
-- Nulls:   outputs that no project states.
-- Sample:  no row.
create view ledger_counts as
with held as (
    select
        ledger_spans.*,
        ledger_periods.period_id,
        case when ledger_spans.is_undated then 1 else 0 end as undated,
        case
            when ledger_spans.advanced_from <= ledger_periods.period_end then 1 else 0
        end as advanced,
        case
            when
                ledger_spans.is_advance_undated
                and coalesce(
                    ledger_spans.advanced_from > ledger_periods.period_end, true
                )
                then 1
            else 0
        end as may_have_advanced
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
),

counted as (
    select
        subject_id,
        period_id,
        batch_no,
        sum(projects) as projects,
        sum(undated) as undated,
        sum(greatest(undated, may_have_advanced)) as open_projects,
        sum(advanced) as advanced,
        sum(undated * advanced) as undated_advanced,
        sum(may_have_advanced) as may_have_advanced,
        sum(undated * may_have_advanced) as undated_may_have_advanced,
        sum(projects - reported) as unreported,
        sum(expected) as expected,
        sum(actual) as actual,
        sum(compared_expected) as compared_expected,
        sum(compared_actual) as compared_actual,
        sum(
            case
                when
                    is_month_dated
                    or (is_advance_month_dated and advanced = 1)
                    then 1
                else 0
            end
        ) as month_dated
    from held
    group by subject_id, period_id, batch_no
)
