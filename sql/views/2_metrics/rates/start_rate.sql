-- start_rate: 开工率, signed projects that have started.
-- Grain:   one row per subject and period with either count.
-- Reads:   ratio_figures, subjects, periods.
-- Formula: start_rate_pct = 100 * signed projects started / signed projects.
-- Nulls:   no signed projects, or a count is missing.
create view start_rate as
select
    ratio_figures.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    ratio_figures.period_id,
    periods.period_start,
    periods.period_end,
    cast(ratio_figures.numerator_value as bigint) as signed_projects_started_count,
    cast(ratio_figures.denominator_value as bigint) as signed_projects_count,
    cast(ratio_figures.ratio_value as double) as start_rate_pct,
    cast(ratio_figures.ratio_lower as double) as start_rate_lower_pct,
    cast(ratio_figures.ratio_upper as double) as start_rate_upper_pct
from ratio_figures
inner join subjects on ratio_figures.subject_id = subjects.subject_id
inner join periods on ratio_figures.period_id = periods.period_id
where ratio_figures.metric_id = 'start_rate';
comment on view start_rate is
'开工率;签约项目中已开工的百分比 | start rate; percent of signed projects that have started';
