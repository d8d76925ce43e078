-- start_rate: 开工率, signed projects that have started.
-- Grain:   one row per subject and period with signed projects.
-- Reads:   current_figures.
-- Formula: start_rate_pct = 100 * started projects / signed projects.
-- Nulls:   the count of started projects is missing, or no project was signed.
create view start_rate as
with signed as (
    select *
    from current_figures
    where indicator_id = 'signed_projects'
),

started as (
    select *
    from current_figures
    where indicator_id = 'signed_projects_started'
)

select
    cast(signed.subject_id as varchar) as subject_id,
    cast(signed.subject_name_zh as varchar) as subject_name_zh,
    cast(signed.subject_name_en as varchar) as subject_name_en,
    cast(signed.period_id as varchar) as period_id,
    cast(signed.period_start as date) as period_start,
    cast(signed.period_end as date) as period_end,
    cast(started.point_value as bigint) as signed_projects_started_count,
    cast(signed.point_value as bigint) as signed_projects_count,
    cast(
        100 * cast(started.point_value as double)
        / nullif(cast(signed.point_value as double), 0)
        as double
    ) as start_rate_pct,
    cast(
        100 * cast(started.lower_bound as double)
        / nullif(cast(signed.upper_bound as double), 0)
        as double
    ) as start_rate_lower_pct,
    cast(
        100 * cast(started.upper_bound as double)
        / nullif(cast(signed.lower_bound as double), 0)
        as double
    ) as start_rate_upper_pct
from signed
left join started
    on
        signed.subject_id = started.subject_id
        and signed.period_id = started.period_id;
comment on view start_rate is
'开工率;签约项目中已开工的百分比 | start rate; percent of signed projects that have started';
