-- batch_board: 三批看板, the three batches with names for their ids.
-- Grain:   one row per subject, period and batch.
-- Reads:   three_batches, subjects, areas, indicators, periods.
-- Formula: none; rates and ranks are those of three_batches.
-- Nulls:   what is not printed.
-- Sample:  subject_id     | period_id       | stated_rate_pct | provincial_rank
--          jinzhong_zones | R1-4@2021-08-06 | 92.1800         | 3
--          jinzhong_zones | R1-4@2021-08-06 | 87.2300         | 5
--          jinzhong_zones | R1-4@2021-08-06 | 62.6200         | 1
create view batch_board as
select
    areas.name_zh as area_name_zh,
    areas.name_en as area_name_en,
    three_batches.subject_id,
    three_batches.subject_name_zh,
    three_batches.subject_name_en,
    three_batches.period_id,
    periods.name_zh as period_name_zh,
    periods.name_en as period_name_en,
    three_batches.period_start,
    three_batches.period_end,
    three_batches.project_set_id,
    cast(three_batches.batch_no as integer) as batch_no,
    three_batches.project_set_name_zh,
    three_batches.project_set_name_en,
    cast(three_batches.projects_count as bigint) as projects_count,
    cast(three_batches.advanced_projects_count as bigint) as advanced_projects_count,
    cast(three_batches.investment_cny_100m as decimal(18, 4)) as investment_cny_100m,
    cast(three_batches.expected_output_cny_100m as decimal(18, 4))
        as expected_output_cny_100m,
    cast(three_batches.actual_output_cny_100m as decimal(18, 4))
        as actual_output_cny_100m,
    three_batches.rate_indicator_id,
    indicators.name_zh as rate_name_zh,
    indicators.name_en as rate_name_en,
    cast(three_batches.rate_pct as double) as rate_pct,
    cast(three_batches.stated_rate_pct as decimal(18, 4)) as stated_rate_pct,
    cast(three_batches.provincial_rank as bigint) as provincial_rank
from three_batches
inner join subjects on three_batches.subject_id = subjects.subject_id
inner join areas on subjects.area_id = areas.area_id
left join indicators on three_batches.rate_indicator_id = indicators.indicator_id
inner join periods on three_batches.period_id = periods.period_id;
comment on view batch_board is
'三批看板;各批的项目、投资、产值、比率与位次,编号均换成名称 | batch board; projects, money, rate and '
'rank of the three batches, names for all ids';
