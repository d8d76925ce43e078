-- city_share: 占全市比重, the subject's share of its city and the city total behind it.
-- Grain:   one row per subject, indicator and period with a share.
-- Reads:   share_figures, subjects, indicators, periods.
-- Formula: share_pct as printed, or 100 * part / whole where the whole is printed;
--          whole_estimate = the printed whole, else 100 * part / share.
-- Nulls:   the estimate where the part is missing or the share is zero.
create view city_share as
select
    share_figures.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    share_figures.period_id,
    periods.period_start,
    periods.period_end,
    share_figures.indicator_id,
    indicators.name_zh as indicator_name_zh,
    indicators.name_en as indicator_name_en,
    share_figures.unit_id,
    cast(share_figures.part_value as decimal(18, 4)) as part_value,
    subjects.whole_subject_id,
    share_figures.share_basis,
    cast(share_figures.share_pct as double) as share_pct,
    cast(share_figures.share_lower_pct as double) as share_lower_pct,
    cast(share_figures.share_upper_pct as double) as share_upper_pct,
    cast(
        case
            when share_figures.whole_value is not null
                then cast(share_figures.whole_value as double)
            else
                100 * cast(share_figures.part_value as double)
                / nullif(share_figures.share_pct, 0)
        end as double
    ) as whole_estimate,
    cast(
        case
            when share_figures.whole_value is not null
                then cast(share_figures.whole_lower_bound as double)
            else
                100 * cast(share_figures.part_lower_bound as double)
                / nullif(share_figures.share_upper_pct, 0)
        end as double
    ) as whole_estimate_lower,
    cast(
        case
            when share_figures.whole_value is not null
                then cast(share_figures.whole_upper_bound as double)
            else
                100 * cast(share_figures.part_upper_bound as double)
                / nullif(share_figures.share_lower_pct, 0)
        end as double
    ) as whole_estimate_upper
from share_figures
inner join subjects on share_figures.subject_id = subjects.subject_id
inner join indicators on share_figures.indicator_id = indicators.indicator_id
inner join periods on share_figures.period_id = periods.period_id;
comment on view city_share is
'占全市比重;占比及其背后的全市总量 | city share; the share of the city and the city total behind it';
