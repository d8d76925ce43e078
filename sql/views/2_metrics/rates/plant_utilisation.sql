-- plant_utilisation: 标准厂房使用率, standard plants in use.
-- Grain:   one row per subject and period with either area.
-- Reads:   metric_figures, subjects, periods.
-- Formula: plant_utilisation_pct = 100 * plant_area_used_m2_10k /
--          plant_area_built_m2_10k; idle = built - used.
-- Nulls:   nothing built, or an area is missing; the operands by their names
--          where another identity defines the rate: metric_figures has those.
-- Sample:  subject_id             | period_id  | plant_utilisation_pct
--          jinzhong_industrial_z… | 2021-08-06 | 83.86491557223265
create view plant_utilisation as
select
    metric_figures.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    metric_figures.period_id,
    periods.period_start,
    periods.period_end,
    cast(
        case metric_figures.identity_id
            when 'plant_utilisation' then metric_figures.numerator_value
        end as decimal(18, 4)
    ) as plant_area_used_m2_10k,
    cast(
        case metric_figures.identity_id
            when 'plant_utilisation' then metric_figures.denominator_value
        end as decimal(18, 4)
    ) as plant_area_built_m2_10k,
    cast(
        case metric_figures.identity_id
            when 'plant_utilisation'
                then
                    metric_figures.denominator_value - metric_figures.numerator_value
        end as decimal(18, 4)
    ) as plant_area_idle_m2_10k,
    metric_figures.identity_id,
    cast(metric_figures.value as double) as plant_utilisation_pct,
    cast(metric_figures.lower_bound as double) as plant_utilisation_lower_pct,
    cast(metric_figures.upper_bound as double) as plant_utilisation_upper_pct
from metric_figures
inner join subjects on metric_figures.subject_id = subjects.subject_id
inner join periods on metric_figures.period_id = periods.period_id
where metric_figures.metric_id = 'plant_utilisation';
comment on view plant_utilisation is
'标准厂房使用率;已使用占建成面积的百分比 | plant utilisation; used as percent of built floor area';
