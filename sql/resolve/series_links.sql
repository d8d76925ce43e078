-- series_links: 序列前期, the earlier periods to which a period in a series is compared.
-- Grain:   one row per period, kind of series and earlier period.
-- Reads:   series_periods.
-- Kept:    table.
-- Formula: those of the same series that end before it, at most three months.
-- Nulls:   none.
-- Sample:  period_id       | series_kind
--          2021-01/2021-07 | cumulative
create table series_links as
select
    cast(series_periods.period_id as varchar) as period_id,
    cast(series_periods.series_kind as varchar) as series_kind,
    cast(earlier.period_id as varchar) as earlier_period_id,
    cast(earlier.period_end as date) as earlier_end
from series_periods
inner join series_periods as earlier
    on
        series_periods.series_kind = earlier.series_kind
        and series_periods.series_no = earlier.series_no
where
    earlier.period_end < series_periods.period_end
    and series_periods.month_no - earlier.month_no <= 3;
comment on table series_links is
'序列前期;同一序列中可与之相比的较早时期 | series links; the earlier periods to which a period in a '
'series is compared';
