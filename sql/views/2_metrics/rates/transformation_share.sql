-- transformation_share: 转型项目投资占比, transformation against industrial investment.
-- Grain:   one row per subject and period with either investment.
-- Reads:   metric_figures, subjects, periods.
-- Formula: transformation_share_pct = 100 * transformation_investment_cny_100m /
--          industrial_investment_cny_100m.
-- Nulls:   no industrial investment, or an investment is missing; the operands by their
--          names where another identity defines the rate: metric_figures has those.
-- Sample:  subject_id             | period_id | transformation_share_pct
--          jinzhong_industrial_z… | 2021-S1   | 98.61299562792101
create view transformation_share as
select
    metric_figures.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    metric_figures.period_id,
    periods.period_start,
    periods.period_end,
    cast(
        case metric_figures.identity_id
            when 'transformation_share' then metric_figures.numerator_value
        end as decimal(18, 4)
    ) as transformation_investment_cny_100m,
    cast(
        case metric_figures.identity_id
            when 'transformation_share' then metric_figures.denominator_value
        end as decimal(18, 4)
    ) as industrial_investment_cny_100m,
    metric_figures.identity_id,
    cast(metric_figures.value as double) as transformation_share_pct,
    cast(metric_figures.lower_bound as double) as transformation_share_lower_pct,
    cast(metric_figures.upper_bound as double) as transformation_share_upper_pct
from metric_figures
inner join subjects on metric_figures.subject_id = subjects.subject_id
inner join periods on metric_figures.period_id = periods.period_id
where metric_figures.metric_id = 'transformation_share';
comment on view transformation_share is
'转型项目投资占比;相当于工业投资的百分比,可超过100 | transformation share; transformation as '
'percent of industrial investment, may exceed 100';
