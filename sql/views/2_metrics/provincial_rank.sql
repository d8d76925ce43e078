-- provincial_rank: 全省排名, a printed rank beside the value it ranks.
-- Grain:   one row per subject, period and ranked indicator.
-- Reads:   current_figures, indicators.
-- Formula: none; 1 is best. ranked_units_count is the universe of the rank.
-- Nulls:   ranked_units_count where the universe is not stated; the ranked value where
--          it is not printed.
create view provincial_rank as
with labelled as (
    select
        current_figures.*,
        case
            when indicators.indicator_kind = 'rank' then indicators.of_indicator_id
            else current_figures.indicator_id
        end as ranked_indicator_id,
        case when indicators.indicator_kind = 'rank' then 1 end as is_rank,
        case when indicators.indicator_kind <> 'rank' then 1 end as is_value
    from current_figures
    inner join indicators on current_figures.indicator_id = indicators.indicator_id
),

paired as (
    select
        subject_id,
        subject_name_zh,
        subject_name_en,
        period_id,
        period_start,
        period_end,
        ranked_indicator_id,
        max(is_value * point_value) as ranked_value,
        max(is_rank * point_value) as printed_rank,
        max(max(case when indicator_id = 'ranked_units' then point_value end)) over (
            partition by subject_id, period_id
        ) as ranked_units
    from labelled
    group by
        subject_id, subject_name_zh, subject_name_en, period_id, period_start,
        period_end, ranked_indicator_id
)

select
    cast(paired.subject_id as varchar) as subject_id,
    cast(paired.subject_name_zh as varchar) as subject_name_zh,
    cast(paired.subject_name_en as varchar) as subject_name_en,
    cast(paired.period_id as varchar) as period_id,
    cast(paired.period_start as date) as period_start,
    cast(paired.period_end as date) as period_end,
    cast(paired.ranked_indicator_id as varchar) as indicator_id,
    cast(indicators.name_zh as varchar) as indicator_name_zh,
    cast(indicators.name_en as varchar) as indicator_name_en,
    cast(paired.ranked_value as decimal(18, 4)) as ranked_value,
    cast(indicators.unit_id as varchar) as unit_id,
    cast(paired.ranked_units as bigint) as ranked_units_count,
    cast(paired.printed_rank as bigint) as provincial_rank
from paired
inner join indicators on paired.ranked_indicator_id = indicators.indicator_id
where paired.printed_rank is not null;
comment on view provincial_rank is
'全省排名;位次与所排指标值,范围未注明时为空 | provincial rank; the rank beside the value it ranks';
