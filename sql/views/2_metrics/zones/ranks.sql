-- ranks: 位次, every printed rank, from which end and among whom.
-- Grain:   one row per subject, period and indicator of a rank.
-- Reads:   current_values, rank_indicators, indicators, subjects, periods.
-- Formula: printed_rank as printed, counted from rank_end; from_top_rank of one from
--          the bottom = ranked_units_count - printed_rank + 1. The number of the ranked
--          is that beside the rank (3/11), else the one that is stated for the province.
-- Nulls:   rank_scope and ranked_units_count where they are not stated; from_top_rank
--          where that is needed and missing; the ranked indicator where none is on
--          record.
-- Sample:  subject_id             | period_id | printed_rank | from_top_rank
--          jinzhong_industrial_z… | 2021-S1   | 4            | 4
--          jinzhong_industrial_z… | 2021-S1   | 5            | 5
--          jinzhong_industrial_z… | 2021-S1   | 6            | 6
create view ranks as
with counted as (
    select
        subject_id,
        indicator_id,
        period_id,
        point_value,
        try_cast(
            replace(replace(split_part(printed, '/', 2), '位', ''), '名', '') as bigint
        ) as beside_count
    from current_values
)

select
    counted.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    counted.period_id,
    periods.period_start,
    periods.period_end,
    rank_indicators.of_indicator_id as indicator_id,
    rank_indicators.indicator_id as rank_indicator_id,
    indicators.name_zh as rank_name_zh,
    indicators.name_en as rank_name_en,
    rank_indicators.rank_end,
    rank_indicators.rank_scope,
    cast(
        coalesce(counted.beside_count, universes.point_value) as bigint
    ) as ranked_units_count,
    cast(counted.point_value as bigint) as printed_rank,
    cast(
        case rank_indicators.rank_end
            when 'top' then counted.point_value
            else
                coalesce(counted.beside_count, universes.point_value)
                - counted.point_value + 1
        end as bigint
    ) as from_top_rank
from counted
inner join rank_indicators
    on counted.indicator_id = rank_indicators.indicator_id
inner join indicators on counted.indicator_id = indicators.indicator_id
inner join subjects on counted.subject_id = subjects.subject_id
inner join periods on counted.period_id = periods.period_id
left join current_values as universes
    on
        counted.subject_id = universes.subject_id
        and counted.period_id = universes.period_id
        and universes.indicator_id = 'ranked_units'
        and rank_indicators.rank_scope = 'province';
comment on view ranks is
'位次;全部刊印位次及排序方向与范围 | ranks; every printed rank, from which end and among whom';
