-- series_periods: 序列时期, in which series a period has an earlier one.
-- Grain:   one row per period and kind of series.
-- Reads:   periods.
-- Formula: months and days each are a series; so are, in one year, the periods that
--          begin on 1 January (January is of two). month_no counts months.
-- Nulls:   none.
-- Sample:  period_id       | series_kind | series_no | month_no
--          2020            | cumulative  | 2020      | 24252
--          2021-01/2021-07 | cumulative  | 2021      | 24259
--          2021-08-06      | as_of       | 0         | 24260
create view series_periods as
with dated as (
    select
        period_id,
        period_kind,
        period_end,
        extract(year from period_end) as year_no,
        extract(month from period_end) as month_of_year,
        extract(year from period_start) = extract(year from period_end)
        and extract(month from period_start) = 1
        and extract(day from period_start) = 1 as is_cumulative
    from periods
    where period_start is not null
)

select
    dated.period_id,
    series.series_kind,
    cast(
        case when series.series_kind = 'cumulative' then dated.year_no else 0 end
        as integer
    ) as series_no,
    cast(12 * dated.year_no + dated.month_of_year as integer) as month_no,
    dated.period_end
from dated
inner join (values ('month'), ('as_of'), ('cumulative')) as series (series_kind)
    on
        dated.period_kind = series.series_kind
        or (
            series.series_kind = 'cumulative'
            and dated.is_cumulative
            and dated.period_kind <> 'as_of'
        );
comment on view series_periods is
'序列时期;各时期可与前一期相比的序列 | series periods; the series in which a period has an earlier '
'one to compare with';
