-- verdict_board: 核对看板, the verdicts with names for their ids.
-- Grain:   one row per identity, source, subject and period whose result is printed.
-- Reads:   reconciliation, sources, subjects, areas, periods, units.
-- Formula: none; values and verdicts are those of reconciliation.
-- Nulls:   derived and bounds where an input is missing.
create view verdict_board as
select
    reconciliation.source_id,
    cast(coalesce(sources.title_zh, reconciliation.source_id) as varchar)
        as source_title_zh,
    areas.name_zh as area_name_zh,
    areas.name_en as area_name_en,
    reconciliation.subject_id,
    reconciliation.subject_name_zh,
    reconciliation.subject_name_en,
    reconciliation.indicator_id,
    reconciliation.indicator_name_zh,
    reconciliation.indicator_name_en,
    reconciliation.period_id,
    periods.name_zh as period_name_zh,
    periods.name_en as period_name_en,
    periods.period_end,
    reconciliation.printed,
    cast(reconciliation.stated as decimal(18, 4)) as stated,
    cast(reconciliation.derived as double) as derived,
    cast(reconciliation.lower_bound as double) as lower_bound,
    cast(reconciliation.upper_bound as double) as upper_bound,
    units.symbol_zh as unit_symbol_zh,
    units.symbol_en as unit_symbol_en,
    reconciliation.verdict,
    reconciliation.verdict_name_zh,
    reconciliation.verdict_name_en,
    reconciliation.formula,
    reconciliation.formula_zh,
    reconciliation.identity_id
from reconciliation
inner join sources on reconciliation.source_id = sources.source_id
inner join subjects on reconciliation.subject_id = subjects.subject_id
inner join areas on subjects.area_id = areas.area_id
inner join periods on reconciliation.period_id = periods.period_id
inner join units on reconciliation.unit_id = units.unit_id;
comment on view verdict_board is
'核对看板;刊印数字与推算值及判定,编号均换成名称 | verdict board; printed and derived figures with '
'their verdicts, names for all ids';
