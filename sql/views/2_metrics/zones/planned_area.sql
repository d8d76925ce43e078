-- planned_area: 规划面积, planned area in all and per zone.
-- Grain:   one row per subject and period with a planned area.
-- Reads:   ratio_figures, subjects, periods.
-- Formula: area_per_zone_km2 = planned area / zones.
-- Nulls:   the zone count of the same period is missing or zero.
create view planned_area as
select
    ratio_figures.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    ratio_figures.period_id,
    periods.period_start,
    periods.period_end,
    cast(ratio_figures.numerator_value as decimal(18, 4)) as planned_area_km2,
    cast(ratio_figures.numerator_lower as decimal(18, 5)) as planned_area_lower_km2,
    cast(ratio_figures.numerator_upper as decimal(18, 5)) as planned_area_upper_km2,
    cast(ratio_figures.denominator_value as bigint) as zone_count,
    cast(ratio_figures.ratio_value as double) as area_per_zone_km2,
    cast(ratio_figures.ratio_lower as double) as area_per_zone_lower_km2,
    cast(ratio_figures.ratio_upper as double) as area_per_zone_upper_km2
from ratio_figures
inner join subjects on ratio_figures.subject_id = subjects.subject_id
inner join periods on ratio_figures.period_id = periods.period_id
where
    ratio_figures.metric_id = 'area_per_zone'
    and ratio_figures.numerator_value is not null;
comment on view planned_area is
'规划面积;总规划面积与平均每区面积 | planned area; in all and per zone';
