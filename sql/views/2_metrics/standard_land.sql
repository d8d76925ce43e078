-- standard_land: 标准地出让, parcels granted, their area, and the year before.
-- Grain:   one row per subject and period with parcels.
-- Reads:   current_figures, periods.
-- Formula: area_per_parcel_mu = area / parcels; parcels_with_previous_year_count =
--          parcels + those of the full year that ends the day before the period.
-- Nulls:   the area is not printed; the year before is not printed.
create view standard_land as
with flagged as (
    select
        *,
        case when indicator_id = 'standard_land_parcels' then 1 end as is_parcels,
        case when indicator_id = 'standard_land_area' then 1 end as is_area
    from current_figures
    where indicator_id in ('standard_land_parcels', 'standard_land_area')
),

side_by_side as (
    select
        subject_id,
        subject_name_zh,
        subject_name_en,
        period_id,
        period_start,
        period_end,
        max(is_parcels * point_value) as parcels,
        max(is_parcels * lower_bound) as parcels_lower,
        max(is_parcels * upper_bound) as parcels_upper,
        max(is_area * point_value) as area,
        max(is_area * lower_bound) as area_lower,
        max(is_area * upper_bound) as area_upper
    from flagged
    group by
        subject_id, subject_name_zh, subject_name_en, period_id, period_start,
        period_end
),

with_year_before as (
    select
        side_by_side.*,
        previous.parcels as previous_parcels
    from side_by_side
    left join periods
        on
            periods.period_kind = 'year'
            and date_diff('day', periods.period_end, side_by_side.period_start) = 1
    left join side_by_side as previous
        on
            side_by_side.subject_id = previous.subject_id
            and periods.period_id = previous.period_id
    where side_by_side.parcels is not null
)

select
    cast(subject_id as varchar) as subject_id,
    cast(subject_name_zh as varchar) as subject_name_zh,
    cast(subject_name_en as varchar) as subject_name_en,
    cast(period_id as varchar) as period_id,
    cast(period_start as date) as period_start,
    cast(period_end as date) as period_end,
    cast(parcels as bigint) as parcels_count,
    cast(area as decimal(18, 4)) as standard_land_area_mu,
    cast(previous_parcels as bigint) as previous_year_parcels_count,
    cast(parcels + previous_parcels as bigint) as parcels_with_previous_year_count,
    cast(
        cast(area as double) / nullif(cast(parcels as double), 0)
        as double
    ) as area_per_parcel_mu,
    cast(
        cast(area_lower as double) / nullif(cast(parcels_upper as double), 0)
        as double
    ) as area_per_parcel_lower_mu,
    cast(
        cast(area_upper as double) / nullif(cast(parcels_lower as double), 0)
        as double
    ) as area_per_parcel_upper_mu
from with_year_before;
comment on view standard_land is
'标准地出让;宗数、面积与每宗面积 | standard land; parcels, area and area per parcel';
