-- verdict_board: 核对看板, the verdicts with names for their ids.
-- Grain:   one row per identity, source, subject and period whose result is printed.
-- Reads:   reconciliation, sources, subjects, areas, periods, units.
-- Formula: none; values and verdicts are those of reconciliation.
-- Nulls:   derived and bounds where an input is missing.
create view verdict_board as
select
    cast(reconciliation.source_id as varchar) as source_id,
    cast(coalesce(sources.title_zh, reconciliation.source_id) as varchar)
        as source_title_zh,
    cast(areas.name_zh as varchar) as area_name_zh,
    cast(areas.name_en as varchar) as area_name_en,
    cast(reconciliation.subject_id as varchar) as subject_id,
    cast(reconciliation.subject_name_zh as varchar) as subject_name_zh,
    cast(reconciliation.subject_name_en as varchar) as subject_name_en,
    cast(reconciliation.indicator_id as varchar) as indicator_id,
    cast(reconciliation.indicator_name_zh as varchar) as indicator_name_zh,
    cast(reconciliation.indicator_name_en as varchar) as indicator_name_en,
    cast(reconciliation.period_id as varchar) as period_id,
    cast(periods.name_zh as varchar) as period_name_zh,
    cast(periods.name_en as varchar) as period_name_en,
    cast(periods.period_end as date) as period_end,
    cast(reconciliation.printed as varchar) as printed,
    cast(reconciliation.stated as decimal(18, 4)) as stated,
    cast(reconciliation.derived as double) as derived,
    cast(reconciliation.lower_bound as double) as lower_bound,
    cast(reconciliation.upper_bound as double) as upper_bound,
    cast(units.symbol_zh as varchar) as unit_symbol_zh,
    cast(units.symbol_en as varchar) as unit_symbol_en,
    cast(reconciliation.verdict as varchar) as verdict,
    cast(reconciliation.verdict_name_zh as varchar) as verdict_name_zh,
    cast(reconciliation.verdict_name_en as varchar) as verdict_name_en,
    cast(reconciliation.formula as varchar) as formula,
    cast(reconciliation.formula_zh as varchar) as formula_zh,
    cast(reconciliation.identity_id as varchar) as identity_id
from reconciliation
inner join sources on reconciliation.source_id = sources.source_id
inner join subjects on reconciliation.subject_id = subjects.subject_id
inner join areas on subjects.area_id = areas.area_id
inner join periods on reconciliation.period_id = periods.period_id
inner join units on reconciliation.unit_id = units.unit_id;
comment on view verdict_board is
'核对看板;刊印数字与推算值及判定,编号均换成名称 | verdict board; printed and derived figures with '
'their verdicts, names for all ids';
