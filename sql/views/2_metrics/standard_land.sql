-- standard_land: 标准地出让, parcels granted, their area, and the year before.
-- Grain:   one row per subject and period with parcels.
-- Reads:   current_figures, periods.
-- Formula: area_per_parcel_mu = area / parcels; parcels_with_previous_year_count =
--          parcels + those of the full year that ends the day before the period.
-- Nulls:   the area is not printed; the year before is not printed.
create view standard_land as
with parcels as (
    select *
    from current_figures
    where indicator_id = 'standard_land_parcels'
),

granted as (
    select *
    from current_figures
    where indicator_id = 'standard_land_area'
),

previous_years as (
    select
        current_figures.subject_id,
        current_figures.period_end,
        current_figures.point_value
    from current_figures
    inner join periods on current_figures.period_id = periods.period_id
    where
        current_figures.indicator_id = 'standard_land_parcels'
        and periods.period_kind = 'year'
)

select
    cast(parcels.subject_id as varchar) as subject_id,
    cast(parcels.subject_name_zh as varchar) as subject_name_zh,
    cast(parcels.subject_name_en as varchar) as subject_name_en,
    cast(parcels.period_id as varchar) as period_id,
    cast(parcels.period_start as date) as period_start,
    cast(parcels.period_end as date) as period_end,
    cast(parcels.point_value as bigint) as parcels_count,
    cast(granted.point_value as decimal(18, 4)) as standard_land_area_mu,
    cast(previous_years.point_value as bigint) as previous_year_parcels_count,
    cast(parcels.point_value + previous_years.point_value as bigint)
        as parcels_with_previous_year_count,
    cast(
        cast(granted.point_value as double)
        / nullif(cast(parcels.point_value as double), 0)
        as double
    ) as area_per_parcel_mu,
    cast(
        cast(granted.lower_bound as double)
        / nullif(cast(parcels.upper_bound as double), 0)
        as double
    ) as area_per_parcel_lower_mu,
    cast(
        cast(granted.upper_bound as double)
        / nullif(cast(parcels.lower_bound as double), 0)
        as double
    ) as area_per_parcel_upper_mu
from parcels
left join granted
    on
        parcels.subject_id = granted.subject_id
        and parcels.period_id = granted.period_id
left join previous_years
    on
        parcels.subject_id = previous_years.subject_id
        and date_diff('day', previous_years.period_end, parcels.period_start) = 1;
comment on view standard_land is
'标准地出让;宗数、面积与每宗面积 | standard land; parcels, area and area per parcel';
