-- verdict_board: 核对看板, the verdicts with names for their ids.
-- Grain:   one row per identity, source, subject and period whose result is printed,
--          and across sources.
-- Reads:   verdict_values, sources, subjects, areas, indicators, periods, units, codes.
-- Formula: none; values and verdicts are those of reconciliation.
-- Nulls:   other_sources of one source; derived and bounds where an input is missing.
-- Sample:  source_id        | subject_id             | stated  | verdict
--          jinzhong_article | jinzhong_industrial_z… | 2.4000  | across_mismatch
--          jinzhong_article | jinzhong_industrial_z… | 83.8000 | truncated
--          jinzhong_article | jinzhong_industrial_z… | 98.6000 | half_up
create view verdict_board as
select
    verdict_values.source_id,
    cast(coalesce(sources.title_zh, verdict_values.source_id) as varchar)
        as source_title_zh,
    areas.name_zh as area_name_zh,
    areas.name_en as area_name_en,
    verdict_values.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    verdict_values.indicator_id,
    indicators.name_zh as indicator_name_zh,
    indicators.name_en as indicator_name_en,
    verdict_values.period_id,
    periods.name_zh as period_name_zh,
    periods.name_en as period_name_en,
    periods.period_end,
    verdict_values.printed,
    cast(verdict_values.stated as decimal(18, 4)) as stated,
    cast(verdict_values.derived as double) as derived,
    cast(verdict_values.lower_bound as double) as lower_bound,
    cast(verdict_values.upper_bound as double) as upper_bound,
    units.symbol_zh as unit_symbol_zh,
    units.symbol_en as unit_symbol_en,
    verdict_values.other_sources,
    verdict_values.verdict,
    codes.name_zh as verdict_name_zh,
    codes.name_en as verdict_name_en,
    verdict_values.formula,
    verdict_values.formula_zh,
    verdict_values.identity_id
from verdict_values
inner join sources on verdict_values.source_id = sources.source_id
inner join subjects on verdict_values.subject_id = subjects.subject_id
inner join areas on subjects.area_id = areas.area_id
inner join indicators on verdict_values.indicator_id = indicators.indicator_id
inner join periods on verdict_values.period_id = periods.period_id
inner join units on verdict_values.unit_id = units.unit_id
left join codes
    on verdict_values.verdict = codes.code and codes.column_name = 'verdict';
comment on view verdict_board is
'核对看板;刊印数字与推算值及判定,编号均换成名称 | verdict board; printed and derived figures with '
'their verdicts, names for all ids';
