-- production_rate: 投产率, started projects that are in production.
-- Grain:   one row per subject and period with started projects.
-- Reads:   current_figures.
-- Formula: production_rate_pct = 100 * projects in production / started projects.
-- Nulls:   the count of projects in production is missing, or none was started.
create view production_rate as
with started as (
    select *
    from current_figures
    where indicator_id = 'started_projects'
),

producing as (
    select *
    from current_figures
    where indicator_id = 'started_projects_in_production'
)

select
    cast(started.subject_id as varchar) as subject_id,
    cast(started.subject_name_zh as varchar) as subject_name_zh,
    cast(started.subject_name_en as varchar) as subject_name_en,
    cast(started.period_id as varchar) as period_id,
    cast(started.period_start as date) as period_start,
    cast(started.period_end as date) as period_end,
    cast(producing.point_value as bigint)
        as started_projects_in_production_count,
    cast(started.point_value as bigint) as started_projects_count,
    cast(
        100 * cast(producing.point_value as double)
        / nullif(cast(started.point_value as double), 0)
        as double
    ) as production_rate_pct,
    cast(
        100 * cast(producing.lower_bound as double)
        / nullif(cast(started.upper_bound as double), 0)
        as double
    ) as production_rate_lower_pct,
    cast(
        100 * cast(producing.upper_bound as double)
        / nullif(cast(started.lower_bound as double), 0)
        as double
    ) as production_rate_upper_pct
from started
left join producing
    on
        started.subject_id = producing.subject_id
        and started.period_id = producing.period_id;
comment on view production_rate is
'投产率;开工项目中已投产的百分比 | production rate; percent of started projects that are in '
'production';
