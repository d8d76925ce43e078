-- provincial_rank: 全省排名, a printed rank in the province beside the value it ranks.
-- Grain:   one row per subject, period and ranked indicator.
-- Reads:   metric_operands, current_values, indicators, subjects, periods.
-- Formula: none; 1 is best. Ranks from the bottom, among others, or a second of one
--          figure stand in ranks.
--          ranked_units_count is the universe of the rank.
-- Nulls:   ranked_units_count where the universe is not stated; the ranked value where
--          it is not printed.
-- Sample:  subject_id             | period_id | ranked_value | provincial_rank
--          jinzhong_industrial_z… | 2021-S1   | 5238.4500    | 4
--          jinzhong_industrial_z… | 2021-S1   | 66.3300      | 5
--          jinzhong_industrial_z… | 2021-S1   | 110.4100     | 6
create view provincial_rank as
select
    metric_operands.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    metric_operands.period_id,
    periods.period_start,
    periods.period_end,
    metric_operands.item_id as indicator_id,
    indicators.name_zh as indicator_name_zh,
    indicators.name_en as indicator_name_en,
    cast(current_values.point_value as decimal(18, 4)) as ranked_value,
    indicators.unit_id,
    cast(universes.point_value as bigint) as ranked_units_count,
    cast(metric_operands.numerator_value as bigint) as provincial_rank
from metric_operands
inner join indicators on metric_operands.item_id = indicators.indicator_id
inner join subjects on metric_operands.subject_id = subjects.subject_id
inner join periods on metric_operands.period_id = periods.period_id
left join current_values
    on
        metric_operands.subject_id = current_values.subject_id
        and metric_operands.period_id = current_values.period_id
        and metric_operands.item_id = current_values.indicator_id
left join current_values as universes
    on
        metric_operands.subject_id = universes.subject_id
        and metric_operands.period_id = universes.period_id
        and universes.indicator_id = 'ranked_units'
where
    metric_operands.metric_id = 'provincial_rank'
    and indicators.indicator_kind <> 'rank';
comment on view provincial_rank is
'全省排名;位次与所排指标值,范围未注明时为空 | provincial rank; the rank beside the value it ranks';
