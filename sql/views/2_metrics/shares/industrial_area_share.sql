-- industrial_area_share: 工业类开发区面积占比, industrial part of the planned area.
-- Grain:   one row per group that has industrial zones, and period with either area.
-- Reads:   metric_figures, subjects, periods.
-- Formula: industrial_area_share_pct = 100 * area of the industrial zones / area of all
--          zones of the group; other = all - industrial.
-- Nulls:   an area is missing, or that of the group is zero.
-- Sample:  subject_id     | period_id  | other_area_km2 | industrial_area_share_pct
--          jinzhong_zones | 2021-08-06 | 502.0700       | 42.6873815666309
create view industrial_area_share as
select
    metric_figures.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    metric_figures.period_id,
    periods.period_start,
    periods.period_end,
    cast(metric_figures.numerator_value as decimal(18, 4)) as industrial_area_km2,
    cast(metric_figures.denominator_value as decimal(18, 4)) as planned_area_km2,
    cast(
        metric_figures.denominator_value - metric_figures.numerator_value
        as decimal(18, 4)
    ) as other_area_km2,
    cast(metric_figures.value as double) as industrial_area_share_pct,
    cast(metric_figures.lower_bound as double) as industrial_area_share_lower_pct,
    cast(metric_figures.upper_bound as double) as industrial_area_share_upper_pct
from metric_figures
inner join subjects on metric_figures.subject_id = subjects.subject_id
inner join periods on metric_figures.period_id = periods.period_id
where metric_figures.metric_id = 'industrial_area_share';
comment on view industrial_area_share is
'工业类开发区面积占比;工业类占全部规划面积的百分比 | industrial area share; industrial zones as '
'percent of the planned area';
