-- ledger_spans: 台账计入区间, what each project adds to its batch, and on which days.
-- Grain:   one row per project, revision and batch, and one per reported output.
-- Reads:   ledger_batches, project_outputs.
-- Kept:    table.
-- Formula: from first_day up to the day before end_day a project counts as one in its
--          batch, with its expected output; an output reported counts while it holds,
--          and beside it, compared, those of projects that expect one.
-- Nulls:   advanced_from if the next stage is not reached; round_no and outputs that
--          are not stated.
-- Sample:  no row.
create table ledger_spans as
with batches as (
    select
        *,
        coalesce(counts_from, cast('0001-01-01' as date)) as first_day,
        coalesce(counts_until, cast('9999-12-31' as date)) as end_day
    from ledger_batches
)

select
    subject_id,
    cast(batch_no as integer) as batch_no,
    cast(round_no as integer) as round_no,
    cast(first_day as date) as first_day,
    cast(end_day as date) as end_day,
    cast(
        case
            when is_advanced then coalesce(advanced_from, cast('0001-01-01' as date))
        end as date
    ) as advanced_from,
    cast(1 as integer) as projects,
    cast(case when is_undated then 1 else 0 end as integer) as undated,
    cast(0 as integer) as reported,
    cast(expected_output_cny_100m as decimal(18, 8)) as expected,
    cast(null as decimal(18, 8)) as actual,
    cast(null as decimal(18, 8)) as compared_expected,
    cast(null as decimal(18, 8)) as compared_actual,
    cast(case when is_month_dated then 1 else 0 end as integer) as month_dated,
    cast(
        case when has_month_dated_advance and not is_month_dated then 1 else 0 end
        as integer
    ) as advance_month_dated
from batches
union all
select
    batches.subject_id,
    cast(batches.batch_no as integer) as batch_no,
    cast(batches.round_no as integer) as round_no,
    cast(greatest(batches.first_day, project_outputs.valid_from) as date) as first_day,
    cast(
        least(
            batches.end_day,
            coalesce(project_outputs.valid_until, cast('9999-12-31' as date))
        ) as date
    ) as end_day,
    cast(null as date) as advanced_from,
    cast(0 as integer) as projects,
    cast(0 as integer) as undated,
    cast(
        case
            when
                batches.expected_output_cny_100m is not null
                and project_outputs.actual_output_cny_100m is not null
                then 1
            else 0
        end as integer
    ) as reported,
    cast(null as decimal(18, 8)) as expected,
    cast(project_outputs.actual_output_cny_100m as decimal(18, 8)) as actual,
    cast(
        case
            when project_outputs.actual_output_cny_100m is not null
                then batches.expected_output_cny_100m
        end as decimal(18, 8)
    ) as compared_expected,
    cast(
        case
            when batches.expected_output_cny_100m is not null
                then project_outputs.actual_output_cny_100m
        end as decimal(18, 8)
    ) as compared_actual,
    cast(0 as integer) as month_dated,
    cast(0 as integer) as advance_month_dated
from batches
inner join project_outputs on batches.project_id = project_outputs.project_id
where batches.batch_no = 3;
comment on table ledger_spans is
'台账计入区间;每个项目计入其批次的内容与起止日 | spans of the ledger; what each project adds to its '
'batch, and on which days';
