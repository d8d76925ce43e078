-- project_outputs: 项目产值, the annual output of a project as known on each day.
-- Grain:   one row per project and last day of a reported period.
-- Reads:   valid_project_reports, periods.
-- Formula: a report holds from the end of its period until the next one; of periods
--          that end together the longest.
-- Nulls:   valid_until = to this day.
-- Sample:  no row.
create view project_outputs as
with ranked as (
    select
        valid_project_reports.project_id,
        valid_project_reports.actual_output_cny_100m,
        periods.period_end,
        row_number() over (
            partition by valid_project_reports.project_id, periods.period_end
            order by
                periods.period_start asc nulls last, periods.period_id asc nulls last
        ) as preference
    from valid_project_reports
    inner join periods on valid_project_reports.period_id = periods.period_id
    where
        valid_project_reports.actual_output_cny_100m is not null
        and periods.period_end is not null
)

select
    cast(project_id as varchar) as project_id,
    cast(period_end as date) as valid_from,
    cast(
        lead(period_end) over (
            partition by project_id
            order by period_end asc nulls first
        ) as date
    ) as valid_until,
    cast(actual_output_cny_100m as decimal(18, 8)) as actual_output_cny_100m
from ranked
where preference = 1;
comment on view project_outputs is
'项目产值;各日所知的项目实际年产值 | project outputs; annual output of a project as known on '
'each day';
