-- ledger_spans: 台账计入区间, what each project adds to its batch, and on which days.
-- Grain:   one row per row of ledger_batches, and one per output reported in it.
-- Reads:   ledger_batches, project_outputs.
-- Kept:    table.
-- Formula: from first_day up to the day before end_day a project counts as one in its
--          batch, with its expected output; an output reported counts while it holds,
--          and beside it, compared, those of projects that expect one. is_undated: on
--          these days it may not have been there.
-- Nulls:   advanced_from if nothing tells since when; round_no, leader and outputs that
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
    leader_zh,
    cast(batch_no as integer) as batch_no,
    cast(round_no as integer) as round_no,
    cast(first_day as date) as first_day,
    cast(end_day as date) as end_day,
    is_undated,
    advanced_from,
    is_advance_undated,
    cast(1 as integer) as projects,
    cast(0 as integer) as reported,
    cast(expected_output_cny_100m as decimal(18, 8)) as expected,
    cast(null as decimal(18, 8)) as actual,
    cast(null as decimal(18, 8)) as compared_expected,
    cast(null as decimal(18, 8)) as compared_actual,
    is_month_dated,
    cast(is_advance_month_dated and not is_month_dated as boolean)
        as is_advance_month_dated
from batches
union all
select
    batches.subject_id,
    batches.leader_zh,
    cast(batches.batch_no as integer) as batch_no,
    cast(batches.round_no as integer) as round_no,
    cast(greatest(batches.first_day, project_outputs.valid_from) as date) as first_day,
    cast(
        least(
            batches.end_day,
            coalesce(project_outputs.valid_until, cast('9999-12-31' as date))
        ) as date
    ) as end_day,
    batches.is_undated,
    cast(null as date) as advanced_from,
    cast(false as boolean) as is_advance_undated,
    cast(0 as integer) as projects,
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
    cast(false as boolean) as is_month_dated,
    cast(false as boolean) as is_advance_month_dated
from batches
inner join project_outputs on batches.project_id = project_outputs.project_id
where
    batches.batch_no = 3
    and project_outputs.valid_from < batches.end_day
    and coalesce(project_outputs.valid_until, cast('9999-12-31' as date))
    > batches.first_day;
comment on table ledger_spans is
'台账计入区间;每个项目计入其批次的内容与起止日 | spans of the ledger; what each project adds to its '
'batch, and on which days';
