-- indicator_board: 指标看板, every figure of every source with names for its ids.
-- Grain:   one row per source, subject, indicator and period: the preferred mention.
-- Reads:   source_figures, sources, subjects, areas, indicators, units, periods,
--          city_share, provincial_rank.
-- Formula: value in the unit of the indicator; share, city total and rank belong to
--          subject, indicator and period, whichever source prints them.
-- Nulls:   value where the figure is only a bound; share, city total or rank where none
--          is known.
-- Sample:  source_id        | source_priority | whole_estimate     | provincial_rank
--          jinzhong_article | 1               | 18775.806451612905 | 4
--          jinzhong_article | 1               | 111.66666666666667 | 5
--          jinzhong_article | 1               | 318.1844380403458  | 6
create view indicator_board as
select
    source_figures.source_id,
    cast(coalesce(sources.title_zh, source_figures.source_id) as varchar)
        as source_title_zh,
    cast(sources.source_priority as integer) as source_priority,
    areas.name_zh as area_name_zh,
    areas.name_en as area_name_en,
    source_figures.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    subjects.subject_kind,
    source_figures.indicator_id,
    indicators.name_zh as indicator_name_zh,
    indicators.name_en as indicator_name_en,
    source_figures.period_id,
    periods.name_zh as period_name_zh,
    periods.name_en as period_name_en,
    periods.period_start,
    periods.period_end,
    source_figures.printed,
    cast(
        cast(source_figures.base_value as double) / cast(units.factor as double)
        as double
    ) as value,
    units.symbol_zh as unit_symbol_zh,
    units.symbol_en as unit_symbol_en,
    cast(city_share.share_pct as double) as share_pct,
    cast(city_share.whole_estimate as double) as whole_estimate,
    cast(city_share.whole_estimate_lower as double) as whole_estimate_lower,
    cast(city_share.whole_estimate_upper as double) as whole_estimate_upper,
    cast(provincial_rank.provincial_rank as bigint) as provincial_rank
from source_figures
inner join sources on source_figures.source_id = sources.source_id
inner join subjects on source_figures.subject_id = subjects.subject_id
inner join areas on subjects.area_id = areas.area_id
inner join indicators on source_figures.indicator_id = indicators.indicator_id
inner join units on indicators.unit_id = units.unit_id
inner join periods on source_figures.period_id = periods.period_id
left join city_share
    on
        source_figures.subject_id = city_share.subject_id
        and source_figures.indicator_id = city_share.item_id
        and source_figures.period_id = city_share.period_id
left join provincial_rank
    on
        source_figures.subject_id = provincial_rank.subject_id
        and source_figures.indicator_id = provincial_rank.indicator_id
        and source_figures.period_id = provincial_rank.period_id;
comment on view indicator_board is
'指标看板;各来源的数字及占比、位次,编号均换成名称 | indicator board; the figures of every source '
'with share and rank, names for all ids';
