-- standard_land: 标准地出让, parcels granted, their area, and the year before.
-- Grain:   one row per subject and period with parcels.
-- Reads:   metric_figures, subjects, periods.
-- Formula: area_per_parcel_mu = standard_land_area_mu / parcels_count;
--          parcels_with_previous_year_count = parcels + those of the full year that
--          ends the day before the period.
-- Nulls:   the area is not printed; the year before is not printed.
-- Sample:  subject_id     | period_id       | parcels_count | area_per_parcel_mu
--          jinzhong_zones | 2021-01/2021-07 | 10            | 77.785
--          jinzhong_zones | 2020            | 23            |
create view standard_land as
with parcels as (
    select
        subject_id,
        period_id,
        max(case metric_id when 'standard_land' then denominator_value end)
            as parcels,
        max(case metric_id when 'standard_land' then numerator_value end) as area,
        max(case metric_id when 'standard_land_two_years' then denominator_value end)
            as previous_year,
        max(case metric_id when 'standard_land_two_years' then value end)
            as two_years,
        max(case metric_id when 'standard_land' then value end) as ratio,
        max(case metric_id when 'standard_land' then lower_bound end) as ratio_lower,
        max(case metric_id when 'standard_land' then upper_bound end) as ratio_upper
    from metric_figures
    where metric_id in ('standard_land', 'standard_land_two_years')
    group by subject_id, period_id
)

select
    parcels.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    parcels.period_id,
    periods.period_start,
    periods.period_end,
    cast(parcels.parcels as bigint) as parcels_count,
    cast(parcels.area as decimal(18, 4)) as standard_land_area_mu,
    cast(parcels.previous_year as bigint) as previous_year_parcels_count,
    cast(parcels.two_years as bigint) as parcels_with_previous_year_count,
    cast(parcels.ratio as double) as area_per_parcel_mu,
    cast(parcels.ratio_lower as double) as area_per_parcel_lower_mu,
    cast(parcels.ratio_upper as double) as area_per_parcel_upper_mu
from parcels
inner join subjects on parcels.subject_id = subjects.subject_id
inner join periods on parcels.period_id = periods.period_id;
comment on view standard_land is
'标准地出让;宗数、面积与每宗面积 | standard land; parcels, area and area per parcel';
