-- start_rate: 开工率, signed projects that have started.
-- Grain:   one row per subject and period with either count.
-- Reads:   current_figures.
-- Formula: start_rate_pct = 100 * signed projects started / signed projects.
-- Nulls:   no signed projects, or a count is missing.
create view start_rate as
with flagged as (
    select
        *,
        case when indicator_id = 'signed_projects_started' then 1 end as is_started,
        case when indicator_id = 'signed_projects' then 1 end as is_signed
    from current_figures
    where indicator_id in ('signed_projects_started', 'signed_projects')
),

side_by_side as (
    select
        subject_id,
        subject_name_zh,
        subject_name_en,
        period_id,
        period_start,
        period_end,
        max(is_started * point_value) as started,
        max(is_started * lower_bound) as started_lower,
        max(is_started * upper_bound) as started_upper,
        max(is_signed * point_value) as signed,
        max(is_signed * lower_bound) as signed_lower,
        max(is_signed * upper_bound) as signed_upper
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
    cast(started as bigint) as signed_projects_started_count,
    cast(signed as bigint) as signed_projects_count,
    cast(
        100 * cast(started as double) / nullif(cast(signed as double), 0)
        as double
    ) as start_rate_pct,
    cast(
        100 * cast(started_lower as double) / nullif(cast(signed_upper as double), 0)
        as double
    ) as start_rate_lower_pct,
    cast(
        100 * cast(started_upper as double) / nullif(cast(signed_lower as double), 0)
        as double
    ) as start_rate_upper_pct
from side_by_side;
comment on view start_rate is
'开工率;签约项目中已开工的百分比 | start rate; percent of signed projects that have started';
