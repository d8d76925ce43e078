-- provincial_rank: 全省排名, a printed rank in the province beside the value it ranks.
-- Grain:   one row per subject, period and ranked indicator.
-- Reads:   ranks, rank_indicators, current_values, indicators.
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
    ranks.subject_id,
    ranks.subject_name_zh,
    ranks.subject_name_en,
    ranks.period_id,
    ranks.period_start,
    ranks.period_end,
    ranks.indicator_id,
    indicators.name_zh as indicator_name_zh,
    indicators.name_en as indicator_name_en,
    cast(current_values.point_value as decimal(18, 4)) as ranked_value,
    indicators.unit_id,
    cast(ranks.ranked_units_count as bigint) as ranked_units_count,
    cast(ranks.printed_rank as bigint) as provincial_rank
from ranks
inner join rank_indicators
    on
        ranks.rank_indicator_id = rank_indicators.indicator_id
        and ranks.indicator_id = rank_indicators.item_id
inner join indicators on ranks.indicator_id = indicators.indicator_id
left join current_values
    on
        ranks.subject_id = current_values.subject_id
        and ranks.period_id = current_values.period_id
        and ranks.indicator_id = current_values.indicator_id
where
    ranks.rank_end = 'top'
    and ranks.rank_scope = 'province';
comment on view provincial_rank is
'全省排名;位次与所排指标值,范围未注明时为空 | provincial rank; the rank beside the value it ranks';
