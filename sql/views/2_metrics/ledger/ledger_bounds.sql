-- ledger_bounds: 台账比率区间, between which the rates of the ledger are certain to be.
-- Grain:   one row per subject, period and batch with any project on the last day.
-- Reads:   ledger_counts.
-- Formula: the lower bound counts, of what is open, the projects that have not
--          advanced; the upper one those that may have; between them any share is
--          possible.
-- Nulls:   all where no project is certain or open; of batch 3, where an output is
--          missing or a project may not have been there.
-- Sample:  no row.
create view ledger_bounds as
with extremes as (
    select
        *,
        advanced_count - undated_advanced_count as least_advanced,
        projects_count - undated_advanced_count as most_projects,
        advanced_count + may_have_advanced_count as most_advanced,
        projects_count - undated_count + undated_advanced_count
        + undated_may_have_advanced_count as least_projects,
        100 * cast(compared_actual as double)
        / nullif(cast(compared_expected as double), 0) as attainment
    from ledger_counts
),

bounded as (
    select
        *,
        case
            when batch_no < 3 and most_projects = 0 then 100
            when batch_no < 3
                then
                    100 * cast(least_advanced as double)
                    / nullif(cast(most_projects as double), 0)
            when open_count + unreported_count = 0 then attainment
        end as lower_bound,
        case
            when batch_no < 3 and least_projects = 0 then 0
            when batch_no < 3
                then
                    100 * cast(most_advanced as double)
                    / nullif(cast(least_projects as double), 0)
            when open_count + unreported_count = 0 then attainment
        end as upper_bound
    from extremes
)

select
    subject_id,
    period_id,
    cast(batch_no as integer) as batch_no,
    cast(
        case
            when batch_no = 3 and undated_count = 0 then attainment
            when lower_bound = upper_bound then lower_bound
        end as double
    ) as value,
    cast(lower_bound as double) as lower_bound,
    cast(upper_bound as double) as upper_bound
from bounded;
comment on view ledger_bounds is
'台账比率区间;台账各比率确定所在的区间 | bounds of the ledger; between which its rates are certain to be';
