-- first_half_economy: 上半年经济, first-half flows with share of the city and rank.
-- Grain:   one row per subject, period from 1 January to 30 June, and flow.
-- Reads:   current_figures, indicators, periods, city_share, provincial_rank.
-- Formula: share and city total as in city_share, rank as in provincial_rank.
-- Nulls:   share and city total, or rank, where the source gives none.
-- Sample:  subject_id             | period_id | whole_estimate     | provincial_rank
--          jinzhong_industrial_z… | 2021-S1   | 18775.806451612905 | 4
--          jinzhong_industrial_z… | 2021-S1   | 111.66666666666667 | 5
--          jinzhong_industrial_z… | 2021-S1   | 318.1844380403458  | 6
create view first_half_economy as
select
    current_figures.subject_id,
    current_figures.subject_name_zh,
    current_figures.subject_name_en,
    current_figures.period_id,
    current_figures.period_start,
    current_figures.period_end,
    current_figures.indicator_id,
    current_figures.indicator_name_zh,
    current_figures.indicator_name_en,
    cast(current_figures.value as decimal(18, 4)) as value,
    current_figures.unit_id,
    city_share.share_basis,
    cast(city_share.share_pct as double) as share_pct,
    cast(city_share.whole_estimate as double) as whole_estimate,
    cast(city_share.whole_estimate_lower as double) as whole_estimate_lower,
    cast(city_share.whole_estimate_upper as double) as whole_estimate_upper,
    cast(provincial_rank.provincial_rank as bigint) as provincial_rank
from current_figures
inner join indicators on current_figures.indicator_id = indicators.indicator_id
inner join periods on current_figures.period_id = periods.period_id
left join city_share
    on
        current_figures.subject_id = city_share.subject_id
        and current_figures.period_id = city_share.period_id
        and current_figures.indicator_id = city_share.item_id
left join provincial_rank
    on
        current_figures.subject_id = provincial_rank.subject_id
        and current_figures.period_id = provincial_rank.period_id
        and current_figures.indicator_id = provincial_rank.indicator_id
where
    indicators.indicator_kind = 'flow'
    and extract(month from periods.period_start) = 1
    and extract(day from periods.period_start) = 1
    and extract(month from periods.period_end) = 6
    and extract(day from periods.period_end) = 30
    and extract(year from periods.period_start)
    = extract(year from periods.period_end);
comment on view first_half_economy is
'上半年经济;上半年流量指标及占全市比重与全省位次 | first-half economy; flows of the first half with '
'share of the city and provincial rank';
