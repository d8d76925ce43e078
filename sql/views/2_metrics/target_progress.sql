-- target_progress: 目标进度, each target beside the figures that count towards it.
-- Grain:   one row per target and period with a figure; one row if there is none.
-- Reads:   current_figures, valid_targets, subjects, indicators, units, periods.
-- Formula: progress_pct = 100 * actual / target for levels; gap = actual - target, in
--          points for growth. A target without a period counts every figure.
-- Nulls:   actual, progress and gap where no figure is printed; progress_pct of growth
--          targets and of a target of zero.
create view target_progress as
with goals as (
    select
        valid_targets.target_id,
        valid_targets.subject_id,
        valid_targets.indicator_id,
        valid_targets.qualifier,
        valid_targets.deadline,
        periods.period_start as goal_start,
        periods.period_end as goal_end,
        indicators.name_zh as indicator_name_zh,
        indicators.name_en as indicator_name_en,
        indicators.unit_id,
        indicators.indicator_kind in ('stock', 'flow') as is_level,
        cast(valid_targets.value as double)
        * cast(units.factor as double)
        / cast(indicator_units.factor as double) as target_value
    from valid_targets
    inner join indicators on valid_targets.indicator_id = indicators.indicator_id
    inner join units on valid_targets.unit_id = units.unit_id
    inner join units as indicator_units on indicators.unit_id = indicator_units.unit_id
    inner join periods on valid_targets.period_id = periods.period_id
),

actuals as (
    select
        goals.*,
        current_figures.period_id,
        current_figures.period_start,
        current_figures.period_end,
        current_figures.point_value,
        cast(current_figures.point_value as double) as actual,
        cast(current_figures.lower_bound as double) as actual_lower,
        cast(current_figures.upper_bound as double) as actual_upper,
        case when goals.is_level then goals.target_value end as level_target
    from goals
    left join current_figures
        on
            goals.subject_id = current_figures.subject_id
            and goals.indicator_id = current_figures.indicator_id
            and (
                goals.goal_start is null
                or goals.goal_start <= current_figures.period_start
            )
            and (goals.goal_end is null or goals.goal_end >= current_figures.period_end)
)

select
    cast(actuals.target_id as varchar) as target_id,
    cast(actuals.subject_id as varchar) as subject_id,
    cast(subjects.name_zh as varchar) as subject_name_zh,
    cast(subjects.name_en as varchar) as subject_name_en,
    cast(actuals.indicator_id as varchar) as indicator_id,
    cast(actuals.indicator_name_zh as varchar) as indicator_name_zh,
    cast(actuals.indicator_name_en as varchar) as indicator_name_en,
    cast(actuals.period_id as varchar) as period_id,
    cast(actuals.period_start as date) as period_start,
    cast(actuals.period_end as date) as period_end,
    cast(actuals.unit_id as varchar) as unit_id,
    cast(actuals.qualifier as varchar) as qualifier,
    cast(actuals.target_value as double) as target_value,
    cast(actuals.deadline as date) as deadline,
    cast(actuals.point_value as decimal(18, 4)) as actual_value,
    cast(actuals.actual - actuals.target_value as double) as target_gap,
    cast(100 * actuals.actual / nullif(actuals.level_target, 0) as double)
        as progress_pct,
    cast(100 * actuals.actual_lower / nullif(actuals.level_target, 0) as double)
        as progress_lower_pct,
    cast(100 * actuals.actual_upper / nullif(actuals.level_target, 0) as double)
        as progress_upper_pct
from actuals
inner join subjects on actuals.subject_id = subjects.subject_id;
comment on view target_progress is
'目标进度;目标与已完成数 | target progress; each target beside what has been done';
