-- provincial_rank: 全省排名, a printed rank beside the value it ranks.
-- Grain:   one row per subject, period and ranked indicator.
-- Reads:   current_figures, indicators.
-- Formula: none; 1 is best. ranked_units_count is the universe of the rank.
-- Nulls:   ranked_units_count where the universe is not stated; the ranked value where
--          it is not printed.
create view provincial_rank as
with ranks as (
    select
        current_figures.*,
        indicators.of_indicator_id as ranked_indicator_id
    from current_figures
    inner join indicators on current_figures.indicator_id = indicators.indicator_id
    where indicators.indicator_kind = 'rank'
),

universes as (
    select *
    from current_figures
    where indicator_id = 'ranked_units'
)

select
    cast(ranks.subject_id as varchar) as subject_id,
    cast(ranks.subject_name_zh as varchar) as subject_name_zh,
    cast(ranks.subject_name_en as varchar) as subject_name_en,
    cast(ranks.period_id as varchar) as period_id,
    cast(ranks.period_start as date) as period_start,
    cast(ranks.period_end as date) as period_end,
    cast(ranks.ranked_indicator_id as varchar) as indicator_id,
    cast(indicators.name_zh as varchar) as indicator_name_zh,
    cast(indicators.name_en as varchar) as indicator_name_en,
    cast(current_figures.point_value as decimal(18, 4)) as ranked_value,
    cast(indicators.unit_id as varchar) as unit_id,
    cast(universes.point_value as bigint) as ranked_units_count,
    cast(ranks.point_value as bigint) as provincial_rank
from ranks
inner join indicators on ranks.ranked_indicator_id = indicators.indicator_id
left join current_figures
    on
        ranks.subject_id = current_figures.subject_id
        and ranks.period_id = current_figures.period_id
        and ranks.ranked_indicator_id = current_figures.indicator_id
left join universes
    on
        ranks.subject_id = universes.subject_id
        and ranks.period_id = universes.period_id;
comment on view provincial_rank is
'全省排名;位次与所排指标值,范围未注明时为空 | provincial rank; the rank beside the value it ranks';
