-- implied_board: 隐含看板, the implied figures with names for their ids.
-- Grain:   one row per identity, source, subject, indicator and period not printed.
-- Reads:   implied_figures, sources, subjects, areas, periods, units.
-- Formula: none; values are those of implied_figures.
-- Nulls:   estimate, bounds, integers and habit as in implied_figures.
-- Sample:  source_id        | source_priority | rounded_integer | cut_integer
--          jinzhong_article | 1               | 314             | 314
--          jinzhong_article | 1               | 87              | 87
--          jinzhong_article | 1               | 1               | 1
create view implied_board as
select
    implied_figures.source_id,
    cast(coalesce(sources.title_zh, implied_figures.source_id) as varchar)
        as source_title_zh,
    cast(sources.source_priority as integer) as source_priority,
    areas.name_zh as area_name_zh,
    areas.name_en as area_name_en,
    implied_figures.subject_id,
    implied_figures.subject_name_zh,
    implied_figures.subject_name_en,
    implied_figures.indicator_id,
    implied_figures.indicator_name_zh,
    implied_figures.indicator_name_en,
    implied_figures.period_id,
    periods.name_zh as period_name_zh,
    periods.name_en as period_name_en,
    periods.period_end,
    cast(implied_figures.estimate as double) as estimate,
    cast(implied_figures.lower_bound as double) as lower_bound,
    cast(implied_figures.upper_bound as double) as upper_bound,
    cast(implied_figures.integer_value as bigint) as integer_value,
    implied_figures.habit,
    cast(implied_figures.rounded_integer as bigint) as rounded_integer,
    cast(implied_figures.cut_integer as bigint) as cut_integer,
    units.symbol_zh as unit_symbol_zh,
    units.symbol_en as unit_symbol_en,
    implied_figures.formula,
    implied_figures.formula_zh,
    implied_figures.identity_id
from implied_figures
inner join sources on implied_figures.source_id = sources.source_id
inner join subjects on implied_figures.subject_id = subjects.subject_id
inner join areas on subjects.area_id = areas.area_id
inner join periods on implied_figures.period_id = periods.period_id
inner join units on implied_figures.unit_id = units.unit_id;
comment on view implied_board is
'隐含看板;文中未写但可推得的数字及区间,编号均换成名称 | implied board; what the text implies but '
'does not state, names for all ids';
