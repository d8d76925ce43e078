-- target_progress: 目标进度, each target beside the figures that count towards it.
-- Grain:   one row per target and period with a figure; one row if there is none.
-- Reads:   targets, current_values, subjects, indicators, periods.
-- Formula: progress_pct = 100 * actual / target for levels; gap = actual - target, in
--          points for growth. A target without a period counts every figure.
-- Nulls:   actual, progress and gap where no figure is printed; progress_pct of growth
--          targets and of a target of zero.
-- Sample:  target_id              | subject_id     | target_gap | progress_pct
--          jinzhong_new_signed_i… | jinzhong_zones | -711.7     | 28.83
--          jinzhong_industrial_i… | jinzhong_zones |            |
--          jinzhong_new_signed_p… | jinzhong_zones |            |
create view target_progress as
with goals as (
    select
        targets.target_id,
        targets.subject_id,
        targets.indicator_id,
        targets.qualifier,
        targets.deadline,
        periods.period_start as goal_start,
        periods.period_end as goal_end,
        indicators.name_zh as indicator_name_zh,
        indicators.name_en as indicator_name_en,
        indicators.unit_id,
        cast(targets.value as double) * targets.unit_scale as target_value,
        case
            when indicators.indicator_kind in ('stock', 'flow')
                then cast(targets.value as double) * targets.unit_scale
        end as level_target
    from targets
    inner join indicators on targets.indicator_id = indicators.indicator_id
    inner join periods on targets.period_id = periods.period_id
    where targets.is_in_force
),

actuals as (
    select
        current_values.subject_id,
        current_values.indicator_id,
        current_values.period_id,
        periods.period_start,
        periods.period_end,
        current_values.point_value,
        current_values.lower_bound,
        current_values.upper_bound
    from current_values
    inner join periods on current_values.period_id = periods.period_id
)

select
    goals.target_id,
    goals.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    goals.indicator_id,
    goals.indicator_name_zh,
    goals.indicator_name_en,
    actuals.period_id,
    actuals.period_start,
    actuals.period_end,
    goals.unit_id,
    goals.qualifier,
    cast(goals.target_value as double) as target_value,
    goals.deadline,
    cast(actuals.point_value as decimal(18, 4)) as actual_value,
    cast(actuals.point_value - goals.target_value as double) as target_gap,
    cast(100 * actuals.point_value / nullif(goals.level_target, 0) as double)
        as progress_pct,
    cast(100 * actuals.lower_bound / nullif(goals.level_target, 0) as double)
        as progress_lower_pct,
    cast(100 * actuals.upper_bound / nullif(goals.level_target, 0) as double)
        as progress_upper_pct
from goals
inner join subjects on goals.subject_id = subjects.subject_id
left join actuals
    on
        goals.subject_id = actuals.subject_id
        and goals.indicator_id = actuals.indicator_id
        and (goals.goal_start is null or goals.goal_start <= actuals.period_start)
        and (goals.goal_end is null or goals.goal_end >= actuals.period_end);
comment on view target_progress is
'目标进度;目标与已完成数 | target progress; each target beside what has been done';
