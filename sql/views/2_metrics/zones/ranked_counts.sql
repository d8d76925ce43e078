-- ranked_counts: 参排数, how many are ranked, of each printed rank.
-- Grain:   one row per subject, period and indicator of a rank.
-- Reads:   current_values, rank_indicators.
-- Formula: the number beside the rank (3/11), else the one stated for the province.
-- Nulls:   ranked_units_count where neither is stated.
-- Sample:  subject_id             | period_id
--          jinzhong_industrial_z… | 2021-S1
--          jinzhong_industrial_z… | 2021-S1
--          jinzhong_industrial_z… | 2021-S1
create view ranked_counts as
select
    current_values.subject_id,
    current_values.period_id,
    current_values.indicator_id,
    cast(
        coalesce(
            try_cast(
                replace(
                    replace(split_part(current_values.printed, '/', 2), '位', ''),
                    '名', ''
                ) as bigint
            ),
            universes.point_value
        ) as bigint
    ) as ranked_units_count
from current_values
inner join rank_indicators
    on current_values.indicator_id = rank_indicators.indicator_id
left join current_values as universes
    on
        current_values.subject_id = universes.subject_id
        and current_values.period_id = universes.period_id
        and universes.indicator_id = 'ranked_units'
        and rank_indicators.rank_scope = 'province';
comment on view ranked_counts is
'参排数;各刊印位次的参排单位数 | ranked counts; how many are ranked, of each printed rank';
