-- production_rate: 投产率, started projects that are in production.
-- Grain:   one row per subject and period with either count.
-- Reads:   metric_figures, subjects, periods.
-- Formula: production_rate_pct = 100 * started_projects_in_production_count /
--          started_projects_count.
-- Nulls:   no started projects, or a count is missing; the operands by their names
--          where another identity defines the rate: metric_figures has those.
-- Sample:  subject_id     | period_id       | production_rate_pct
--          jinzhong_zones | R1-4@2021-08-06 | 62.61682242990654
create view production_rate as
select
    metric_figures.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    metric_figures.period_id,
    periods.period_start,
    periods.period_end,
    cast(
        case metric_figures.identity_id
            when 'production_rate' then metric_figures.numerator_value
        end as bigint
    ) as started_projects_in_production_count,
    cast(
        case metric_figures.identity_id
            when 'production_rate' then metric_figures.denominator_value
        end as bigint
    ) as started_projects_count,
    metric_figures.identity_id,
    cast(metric_figures.value as double) as production_rate_pct,
    cast(metric_figures.lower_bound as double) as production_rate_lower_pct,
    cast(metric_figures.upper_bound as double) as production_rate_upper_pct
from metric_figures
inner join subjects on metric_figures.subject_id = subjects.subject_id
inner join periods on metric_figures.period_id = periods.period_id
where metric_figures.metric_id = 'production_rate';
comment on view production_rate is
'投产率;开工项目中已投产的百分比 | production rate; percent of started projects that are in '
'production';
