-- production_rate: 投产率, started projects that are in production.
-- Grain:   one row per subject and period with either count.
-- Reads:   ratio_figures, subjects, periods.
-- Formula: production_rate_pct = 100 * started projects in production / started
--          projects.
-- Nulls:   no started projects, or a count is missing.
create view production_rate as
select
    ratio_figures.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    ratio_figures.period_id,
    periods.period_start,
    periods.period_end,
    cast(ratio_figures.numerator_value as bigint)
        as started_projects_in_production_count,
    cast(ratio_figures.denominator_value as bigint) as started_projects_count,
    cast(ratio_figures.ratio_value as double) as production_rate_pct,
    cast(ratio_figures.ratio_lower as double) as production_rate_lower_pct,
    cast(ratio_figures.ratio_upper as double) as production_rate_upper_pct
from ratio_figures
inner join subjects on ratio_figures.subject_id = subjects.subject_id
inner join periods on ratio_figures.period_id = periods.period_id
where ratio_figures.metric_id = 'production_rate';
comment on view production_rate is
'投产率;开工项目中已投产的百分比 | production rate; percent of started projects that are in '
'production';
