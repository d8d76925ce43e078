-- project_outputs: 项目产值, the annual output of a project as known on each day.
-- Grain:   one row per project and last day of a reported period that changes it.
-- Reads:   output_reports.
-- Formula: the last full year; in the first year that is reported, its year so far; in
--          a later year without a full year before it, none. A rule of zonedb, for the
--          expected output is that of a year: the article prints 达效率 = 实际年产值 / 预计年产值
--          (identities, attainment_rate). It holds until the next row.
-- Nulls:   actual_output_cny_100m where none is to be held against a year; valid_until
--          = to this day.
-- Sample:  no row.
create view project_outputs as
with known as (
    select
        *,
        min(year_no) over (partition by project_id) as first_year_no,
        max(case when is_annual then 1 else 0 end) over (
            partition by project_id
            order by period_end asc nulls first
            rows between unbounded preceding and current row
        ) as has_annual
    from output_reports
)

select
    project_id,
    period_end as valid_from,
    cast(
        lead(period_end) over (
            partition by project_id
            order by period_end asc nulls first
        ) as date
    ) as valid_until,
    cast(
        case when is_annual or year_no = first_year_no then actual_output_cny_100m end
        as decimal(18, 8)
    ) as actual_output_cny_100m
from known
where is_annual or year_no = first_year_no or has_annual = 0;
comment on view project_outputs is
'项目产值;各日所知的项目实际年产值 | project outputs; annual output of a project as known on '
'each day';
