-- city_share: 占全市比重, the subject's share of its city and the city total behind it.
-- Grain:   one row per subject, indicator and period with a share.
-- Reads:   share_figures.
-- Formula: share_pct as printed, or 100 * part / whole where the whole is printed;
--          whole_estimate = the printed whole, else 100 * part / share.
-- Nulls:   the estimate where the part is missing or the share is zero.
create view city_share as
select
    cast(subject_id as varchar) as subject_id,
    cast(subject_name_zh as varchar) as subject_name_zh,
    cast(subject_name_en as varchar) as subject_name_en,
    cast(period_id as varchar) as period_id,
    cast(period_start as date) as period_start,
    cast(period_end as date) as period_end,
    cast(indicator_id as varchar) as indicator_id,
    cast(indicator_name_zh as varchar) as indicator_name_zh,
    cast(indicator_name_en as varchar) as indicator_name_en,
    cast(unit_id as varchar) as unit_id,
    cast(part_value as decimal(18, 4)) as part_value,
    cast(whole_subject_id as varchar) as whole_subject_id,
    cast(share_basis as varchar) as share_basis,
    cast(share_pct as double) as share_pct,
    cast(share_lower_pct as double) as share_lower_pct,
    cast(share_upper_pct as double) as share_upper_pct,
    cast(
        coalesce(
            cast(whole_value as double),
            100 * cast(part_value as double) / nullif(share_pct, 0)
        ) as double
    ) as whole_estimate,
    cast(
        coalesce(
            cast(whole_lower_bound as double),
            100 * cast(part_lower_bound as double) / nullif(share_upper_pct, 0)
        ) as double
    ) as whole_estimate_lower,
    cast(
        coalesce(
            cast(whole_upper_bound as double),
            100 * cast(part_upper_bound as double) / nullif(share_lower_pct, 0)
        ) as double
    ) as whole_estimate_upper
from share_figures;
comment on view city_share is
'占全市比重;占比及其背后的全市总量 | city share; the share of the city and the city total behind it';
