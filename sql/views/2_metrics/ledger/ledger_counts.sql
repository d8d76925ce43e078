-- ledger_counts: 台账计数, what the ledger counts of each subject as of a day.
-- Grain:   one row per subject, period and batch with any project on the last day.
-- Reads:   ledger_spans, ledger_periods, ledger_subjects.
-- Formula: sums over the projects of the subject and its zones on period_end; a period
--          of rounds takes the projects whose event belongs to one of them. undated:
--          those that may not have been there; open: these, and those of which it is
--          not known whether they had advanced.
-- Nulls:   outputs that no project states.
-- Sample:  no row.
create view ledger_counts as
with held as (
    select
        ledger_spans.*,
        ledger_periods.period_id,
        case when ledger_spans.is_undated then ledger_spans.projects else 0 end
            as undated,
        case
            when ledger_spans.advanced_from <= ledger_periods.period_end then 1 else 0
        end as advanced,
        case
            when not ledger_spans.is_advance_undated then 0
            when ledger_spans.advanced_from <= ledger_periods.period_end then 0
            else 1
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
)

select
    ledger_subjects.subject_id,
    held.period_id,
    cast(held.batch_no as integer) as batch_no,
    cast(sum(held.projects) as bigint) as projects_count,
    cast(sum(held.undated) as bigint) as undated_count,
    cast(sum(greatest(held.undated, held.may_have_advanced)) as bigint) as open_count,
    cast(sum(held.advanced) as bigint) as advanced_count,
    cast(sum(held.undated * held.advanced) as bigint) as undated_advanced_count,
    cast(sum(held.may_have_advanced) as bigint) as may_have_advanced_count,
    cast(sum(held.undated * held.may_have_advanced) as bigint)
        as undated_may_have_advanced_count,
    cast(sum(held.projects - held.reported) as bigint) as unreported_count,
    cast(
        sum(
            case
                when held.is_month_dated then 1
                when held.is_advance_month_dated then held.advanced
                else 0
            end
        ) as bigint
    ) as month_dated_count,
    cast(sum(held.expected) as decimal(18, 8)) as expected,
    cast(sum(held.actual) as decimal(18, 8)) as actual,
    cast(sum(held.compared_expected) as decimal(18, 8)) as compared_expected,
    cast(sum(held.compared_actual) as decimal(18, 8)) as compared_actual
from held
inner join ledger_subjects on held.subject_id = ledger_subjects.member_subject_id
group by ledger_subjects.subject_id, held.period_id, held.batch_no;
comment on view ledger_counts is
'台账计数;台账各批在某日的项目数与产值 | ledger counts; projects and outputs of the batches as of a '
'day';
