-- standard_land: 标准地出让, parcels granted, their area, and the year before.
-- Grain:   one row per subject and period with parcels.
-- Reads:   ratio_figures, current_values, period_links, subjects, periods.
-- Formula: area_per_parcel_mu = area / parcels; parcels_with_previous_year_count =
--          parcels + those of the full year that ends the day before the period.
-- Nulls:   the area is not printed; the year before is not printed.
create view standard_land as
select
    ratio_figures.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    ratio_figures.period_id,
    periods.period_start,
    periods.period_end,
    cast(ratio_figures.denominator_value as bigint) as parcels_count,
    cast(ratio_figures.numerator_value as decimal(18, 4)) as standard_land_area_mu,
    cast(current_values.point_value as bigint) as previous_year_parcels_count,
    cast(ratio_figures.denominator_value + current_values.point_value as bigint)
        as parcels_with_previous_year_count,
    cast(ratio_figures.ratio_value as double) as area_per_parcel_mu,
    cast(ratio_figures.ratio_lower as double) as area_per_parcel_lower_mu,
    cast(ratio_figures.ratio_upper as double) as area_per_parcel_upper_mu
from ratio_figures
inner join subjects on ratio_figures.subject_id = subjects.subject_id
inner join periods on ratio_figures.period_id = periods.period_id
left join period_links
    on
        ratio_figures.period_id = period_links.period_id
        and period_links.period_scope = 'year_before'
left join current_values
    on
        ratio_figures.subject_id = current_values.subject_id
        and period_links.term_period_id = current_values.period_id
        and current_values.indicator_id = 'standard_land_parcels'
where
    ratio_figures.metric_id = 'standard_land'
    and ratio_figures.denominator_value is not null;
comment on view standard_land is
'标准地出让;宗数、面积与每宗面积 | standard land; parcels, area and area per parcel';
