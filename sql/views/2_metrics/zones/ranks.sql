-- ranks: 位次, every printed rank, from which end and among whom.
-- Grain:   one row per subject, period and indicator of a rank.
-- Reads:   current_values, rank_indicators, ranked_counts, indicators, subjects,
--          periods.
-- Formula: printed_rank as printed, counted from rank_end; from_top_rank of one from
--          the bottom = ranked_units_count - printed_rank + 1.
-- Nulls:   rank_scope and ranked_units_count where they are not stated; from_top_rank
--          where that is needed and missing; the ranked indicator where none is on
--          record.
-- Sample:  subject_id             | period_id | printed_rank | from_top_rank
--          jinzhong_industrial_z… | 2021-S1   | 4            | 4
--          jinzhong_industrial_z… | 2021-S1   | 5            | 5
--          jinzhong_industrial_z… | 2021-S1   | 6            | 6
create view ranks as
select
    current_values.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    current_values.period_id,
    periods.period_start,
    periods.period_end,
    rank_indicators.of_indicator_id as indicator_id,
    rank_indicators.indicator_id as rank_indicator_id,
    indicators.name_zh as rank_name_zh,
    indicators.name_en as rank_name_en,
    rank_indicators.rank_end,
    rank_indicators.rank_scope,
    cast(ranked_counts.ranked_units_count as bigint) as ranked_units_count,
    cast(current_values.point_value as bigint) as printed_rank,
    cast(
        case rank_indicators.rank_end
            when 'top' then current_values.point_value
            else ranked_counts.ranked_units_count - current_values.point_value + 1
        end as bigint
    ) as from_top_rank
from current_values
inner join rank_indicators
    on current_values.indicator_id = rank_indicators.indicator_id
inner join indicators on current_values.indicator_id = indicators.indicator_id
inner join subjects on current_values.subject_id = subjects.subject_id
inner join periods on current_values.period_id = periods.period_id
inner join ranked_counts
    on
        current_values.subject_id = ranked_counts.subject_id
        and current_values.period_id = ranked_counts.period_id
        and current_values.indicator_id = ranked_counts.indicator_id;
comment on view ranks is
'位次;全部刊印位次及排序方向与范围 | ranks; every printed rank, from which end and among whom';
