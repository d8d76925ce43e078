-- start_rate: 开工率, signed projects that have started.
-- Grain:   one row per subject and period with either count.
-- Reads:   metric_figures, subjects, periods.
-- Formula: start_rate_pct = 100 * signed_projects_started_count /
--          signed_projects_count.
-- Nulls:   no signed projects, or a count is missing; the operands by their names
--          where another identity defines the rate: metric_figures has those.
-- Sample:  subject_id     | period_id       | start_rate_pct
--          jinzhong_zones | R1-4@2021-08-06 | 87.23404255319149
create view start_rate as
select
    metric_figures.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    metric_figures.period_id,
    periods.period_start,
    periods.period_end,
    cast(
        case metric_figures.identity_id
            when 'start_rate' then metric_figures.numerator_value
        end as bigint
    ) as signed_projects_started_count,
    cast(
        case metric_figures.identity_id
            when 'start_rate' then metric_figures.denominator_value
        end as bigint
    ) as signed_projects_count,
    metric_figures.identity_id,
    cast(metric_figures.value as double) as start_rate_pct,
    cast(metric_figures.lower_bound as double) as start_rate_lower_pct,
    cast(metric_figures.upper_bound as double) as start_rate_upper_pct
from metric_figures
inner join subjects on metric_figures.subject_id = subjects.subject_id
inner join periods on metric_figures.period_id = periods.period_id
where metric_figures.metric_id = 'start_rate';
comment on view start_rate is
'开工率;签约项目中已开工的百分比 | start rate; percent of signed projects that have started';
