-- output_reports: 产值报告, the output of a project in the year so far, by each report.
-- Grain:   one row per project and last day of a reported period.
-- Reads:   valid_project_reports, periods.
-- Formula: a report of a period that begins on 1 January is the year so far; one of a
--          later month, quarter or range of the same year is added to the latest year
--          so far, if the reports between leave no day out; one as of a day is the
--          annual output itself (is_annual, as a full year is). Of those that end
--          together the longest counts.
-- Nulls:   none.
-- Sample:  no row.
create view output_reports as
with dated as (
    select
        valid_project_reports.project_id,
        cast(valid_project_reports.actual_output_cny_100m as decimal(28, 8)) as output,
        periods.period_start,
        periods.period_end,
        cast(extract(year from periods.period_end) as integer) as year_no,
        periods.period_kind = 'as_of' as is_day,
        extract(month from periods.period_start) = 1
        and extract(day from periods.period_start) = 1 as is_cumulative
    from valid_project_reports
    inner join periods on valid_project_reports.period_id = periods.period_id
    where
        valid_project_reports.actual_output_cny_100m is not null
        and (
            periods.period_kind = 'as_of'
            or extract(year from periods.period_start)
            = extract(year from periods.period_end)
        )
),

added as (
    select
        dated.project_id,
        dated.year_no,
        dated.period_start,
        dated.period_end,
        bases.period_end as base_end,
        max(bases.output) + sum(steps.output) as output
    from dated
    inner join dated as bases
        on
            dated.project_id = bases.project_id
            and dated.year_no = bases.year_no
            and dated.period_start > bases.period_end
    inner join dated as steps
        on
            dated.project_id = steps.project_id
            and bases.period_end < steps.period_start
            and dated.period_end >= steps.period_end
    where
        bases.is_cumulative
        and not bases.is_day
        and not dated.is_cumulative
        and not dated.is_day
        and not steps.is_day
    group by
        dated.project_id, dated.year_no, dated.period_start, dated.period_end,
        bases.period_end
    having
        sum(steps.period_end - steps.period_start + 1)
        = dated.period_end - bases.period_end
),

stated as (
    select
        project_id,
        year_no,
        is_day,
        period_start,
        period_end,
        null as base_end,
        output
    from dated
    where is_day or is_cumulative
    union all
    select
        project_id,
        year_no,
        false as is_day,
        period_start,
        period_end,
        base_end,
        output
    from added
),

ranked as (
    select
        *,
        row_number() over (
            partition by project_id, period_end
            order by
                base_end desc nulls first, is_day desc, period_start asc nulls last
        ) as preference
    from stated
)

select
    project_id,
    cast(year_no as integer) as year_no,
    period_end,
    cast(
        is_day
        or (
            extract(month from period_end) = 12
            and extract(day from period_end) = 31
        )
        as boolean
    ) as is_annual,
    cast(output as decimal(18, 8)) as actual_output_cny_100m
from ranked
where preference = 1;
comment on view output_reports is
'产值报告;各次报告所知的项目当年产值 | output reports; the output of a project in the year so far, by '
'each report';
