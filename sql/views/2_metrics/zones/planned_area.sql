-- planned_area: 规划面积, planned area in all, per zone, and of zones not industrial.
-- Grain:   one row per subject and period with a planned area.
-- Reads:   metric_figures, industrial_area_share, subjects, periods.
-- Formula: area_per_zone_km2 = planned_area_km2 / zone_count; other_area_km2 =
--          planned_area_km2 less that of the industrial zones of the group.
-- Nulls:   the zone count of the same period is missing or zero; other_area_km2 unless
--          the group has industrial zones whose area is printed.
-- Sample:  subject_id             | period_id  | zone_count | area_per_zone_km2
--          jinzhong_zones         | 2021-08-06 | 11         | 79.63818181818182
--          jinzhong_industrial_z… | 2021-08-06 | 9          | 41.55
create view planned_area as
select
    metric_figures.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    metric_figures.period_id,
    periods.period_start,
    periods.period_end,
    cast(metric_figures.numerator_value as decimal(18, 4)) as planned_area_km2,
    cast(metric_figures.numerator_lower as decimal(18, 5)) as planned_area_lower_km2,
    cast(metric_figures.numerator_upper as decimal(18, 5)) as planned_area_upper_km2,
    cast(industrial_area_share.other_area_km2 as decimal(18, 4)) as other_area_km2,
    cast(metric_figures.denominator_value as bigint) as zone_count,
    metric_figures.identity_id,
    cast(metric_figures.value as double) as area_per_zone_km2,
    cast(metric_figures.lower_bound as double) as area_per_zone_lower_km2,
    cast(metric_figures.upper_bound as double) as area_per_zone_upper_km2
from metric_figures
inner join subjects on metric_figures.subject_id = subjects.subject_id
inner join periods on metric_figures.period_id = periods.period_id
left join industrial_area_share
    on
        metric_figures.subject_id = industrial_area_share.subject_id
        and metric_figures.period_id = industrial_area_share.period_id
where metric_figures.metric_id = 'area_per_zone';
comment on view planned_area is
'规划面积;总规划面积、平均每区面积与非工业类面积 | planned area; in all, per zone, and of the zones that '
'are not industrial';
