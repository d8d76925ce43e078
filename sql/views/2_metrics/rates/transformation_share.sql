-- transformation_share: 转型项目投资占比, transformation against industrial investment.
-- Grain:   one row per subject and period with either investment.
-- Reads:   ratio_figures, subjects, periods.
-- Formula: transformation_share_pct = 100 * transformation / industrial investment.
-- Nulls:   no industrial investment, or an investment is missing.
create view transformation_share as
select
    ratio_figures.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    ratio_figures.period_id,
    periods.period_start,
    periods.period_end,
    cast(ratio_figures.numerator_value as decimal(18, 4))
        as transformation_investment_cny_100m,
    cast(ratio_figures.denominator_value as decimal(18, 4))
        as industrial_investment_cny_100m,
    cast(ratio_figures.ratio_value as double) as transformation_share_pct,
    cast(ratio_figures.ratio_lower as double) as transformation_share_lower_pct,
    cast(ratio_figures.ratio_upper as double) as transformation_share_upper_pct
from ratio_figures
inner join subjects on ratio_figures.subject_id = subjects.subject_id
inner join periods on ratio_figures.period_id = periods.period_id
where ratio_figures.metric_id = 'transformation_share';
comment on view transformation_share is
'转型项目投资占比;相当于工业投资的百分比,可超过100 | transformation share; transformation as '
'percent of industrial investment, may exceed 100';
