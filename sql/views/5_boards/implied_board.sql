-- implied_board: 隐含看板, the implied figures with names for their ids.
-- Grain:   one row per identity, source, subject, indicator and period not printed.
-- Reads:   implied_figures, sources, subjects, areas, periods, units.
-- Formula: none; values are those of implied_figures.
-- Nulls:   estimate, bounds and integer_value as in implied_figures.
create view implied_board as
select
    cast(implied_figures.source_id as varchar) as source_id,
    cast(coalesce(sources.title_zh, implied_figures.source_id) as varchar)
        as source_title_zh,
    cast(sources.source_priority as integer) as source_priority,
    cast(areas.name_zh as varchar) as area_name_zh,
    cast(areas.name_en as varchar) as area_name_en,
    cast(implied_figures.subject_id as varchar) as subject_id,
    cast(implied_figures.subject_name_zh as varchar) as subject_name_zh,
    cast(implied_figures.subject_name_en as varchar) as subject_name_en,
    cast(implied_figures.indicator_id as varchar) as indicator_id,
    cast(implied_figures.indicator_name_zh as varchar) as indicator_name_zh,
    cast(implied_figures.indicator_name_en as varchar) as indicator_name_en,
    cast(implied_figures.period_id as varchar) as period_id,
    cast(periods.name_zh as varchar) as period_name_zh,
    cast(periods.name_en as varchar) as period_name_en,
    cast(periods.period_end as date) as period_end,
    cast(implied_figures.estimate as double) as estimate,
    cast(implied_figures.lower_bound as double) as lower_bound,
    cast(implied_figures.upper_bound as double) as upper_bound,
    cast(implied_figures.integer_value as bigint) as integer_value,
    cast(units.symbol_zh as varchar) as unit_symbol_zh,
    cast(units.symbol_en as varchar) as unit_symbol_en,
    cast(implied_figures.formula as varchar) as formula,
    cast(implied_figures.formula_zh as varchar) as formula_zh,
    cast(implied_figures.identity_id as varchar) as identity_id
from implied_figures
inner join sources on implied_figures.source_id = sources.source_id
inner join subjects on implied_figures.subject_id = subjects.subject_id
inner join areas on subjects.area_id = areas.area_id
inner join periods on implied_figures.period_id = periods.period_id
inner join units on implied_figures.unit_id = units.unit_id;
comment on view implied_board is
'隐含看板;文中未写但可推得的数字及区间,编号均换成名称 | implied board; what the text implies but '
'does not state, names for all ids';
