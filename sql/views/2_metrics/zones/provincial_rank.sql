-- provincial_rank: 全省排名, a printed rank beside the value it ranks.
-- Grain:   one row per subject, period and ranked indicator.
-- Reads:   current_values, indicators, subjects, periods.
-- Formula: none; 1 is best. ranked_units_count is the universe of the rank.
-- Nulls:   ranked_units_count where the universe is not stated; the ranked value where
--          it is not printed.
create view provincial_rank as
with ranks as (
    select
        current_values.subject_id,
        current_values.period_id,
        indicators.of_indicator_id as indicator_id,
        max(current_values.point_value) as printed_rank
    from current_values
    inner join indicators on current_values.indicator_id = indicators.indicator_id
    where indicators.indicator_kind = 'rank'
    group by
        current_values.subject_id, current_values.period_id,
        indicators.of_indicator_id
)

select
    ranks.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    ranks.period_id,
    periods.period_start,
    periods.period_end,
    ranks.indicator_id,
    indicators.name_zh as indicator_name_zh,
    indicators.name_en as indicator_name_en,
    cast(ranked.point_value as decimal(18, 4)) as ranked_value,
    indicators.unit_id,
    cast(universes.point_value as bigint) as ranked_units_count,
    cast(ranks.printed_rank as bigint) as provincial_rank
from ranks
inner join indicators on ranks.indicator_id = indicators.indicator_id
inner join subjects on ranks.subject_id = subjects.subject_id
inner join periods on ranks.period_id = periods.period_id
left join current_values as ranked
    on
        ranks.subject_id = ranked.subject_id
        and ranks.period_id = ranked.period_id
        and ranks.indicator_id = ranked.indicator_id
left join current_values as universes
    on
        ranks.subject_id = universes.subject_id
        and ranks.period_id = universes.period_id
        and universes.indicator_id = 'ranked_units'
where ranks.printed_rank is not null;
comment on view provincial_rank is
'全省排名;位次与所排指标值,范围未注明时为空 | provincial rank; the rank beside the value it ranks';
