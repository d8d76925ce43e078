-- production_rate: 投产率, started projects that are in production.
-- Grain:   one row per subject and period with either count.
-- Reads:   current_figures.
-- Formula: production_rate_pct = 100 * started projects in production / started
--          projects.
-- Nulls:   no started projects, or a count is missing.
create view production_rate as
with flagged as (
    select
        *,
        case
            when indicator_id = 'started_projects_in_production' then 1
        end as is_producing,
        case when indicator_id = 'started_projects' then 1 end as is_started
    from current_figures
    where indicator_id in ('started_projects_in_production', 'started_projects')
),

side_by_side as (
    select
        subject_id,
        subject_name_zh,
        subject_name_en,
        period_id,
        period_start,
        period_end,
        max(is_producing * point_value) as producing,
        max(is_producing * lower_bound) as producing_lower,
        max(is_producing * upper_bound) as producing_upper,
        max(is_started * point_value) as started,
        max(is_started * lower_bound) as started_lower,
        max(is_started * upper_bound) as started_upper
    from flagged
    group by
        subject_id, subject_name_zh, subject_name_en, period_id, period_start,
        period_end
)

select
    cast(subject_id as varchar) as subject_id,
    cast(subject_name_zh as varchar) as subject_name_zh,
    cast(subject_name_en as varchar) as subject_name_en,
    cast(period_id as varchar) as period_id,
    cast(period_start as date) as period_start,
    cast(period_end as date) as period_end,
    cast(producing as bigint) as started_projects_in_production_count,
    cast(started as bigint) as started_projects_count,
    cast(
        100 * cast(producing as double) / nullif(cast(started as double), 0)
        as double
    ) as production_rate_pct,
    cast(
        100 * cast(producing_lower as double) / nullif(cast(started_upper as double), 0)
        as double
    ) as production_rate_lower_pct,
    cast(
        100 * cast(producing_upper as double) / nullif(cast(started_lower as double), 0)
        as double
    ) as production_rate_upper_pct
from side_by_side;
comment on view production_rate is
'投产率;开工项目中已投产的百分比 | production rate; percent of started projects that are in '
'production';
