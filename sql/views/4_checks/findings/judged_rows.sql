-- judged_rows: 陈述行核验, whether a row could have been decided as it is.
-- Grain:   one row per row of observations and targets.
-- Reads:   stated_rows, loads, units, indicators.
-- Formula: claim: past if its load was taken back, taken back if it has no value, else
--          live; has_fitting_steps: its steps are those that figure_steps would decide.
-- Nulls:   standing_source_id of a row that does not stand.
-- Sample:  table_name   | subject_id | step    | claim | has_fitting_steps
--          observations | jinzhong   | 0.00000 | live  | True
--          observations | jinzhong   | 0.10000 | live  | True
--          observations | jinzhong   | 1.00000 | live  | True
create view judged_rows as
select
    stated_rows.table_name,
    stated_rows.subject_id,
    stated_rows.indicator_id,
    stated_rows.period_id,
    stated_rows.is_in_force,
    stated_rows.is_current,
    stated_rows.is_source_current,
    cast(stated_rows.step as decimal(18, 5)) as step,
    cast(
        case when stated_rows.is_in_force then stated_rows.source_id end as varchar
    ) as standing_source_id,
    cast(
        case
            when stated_rows.load_id is not null and not loads.is_in_force then 'past'
            when stated_rows.value is null then 'taken back'
            else 'live'
        end as varchar
    ) as claim,
    cast(
        coalesce(
            (stated_rows.step = 0) = (units.quantity in ('count', 'rank'))
            and stated_rows.step * cast(power(10, stated_rows.decimals) as integer)
            in (0, 1)
            and abs(
                stated_rows.unit_scale * cast(indicator_units.factor as double)
                - cast(units.factor as double)
            ) <= 0.000000001 * cast(units.factor as double),
            units.unit_id is null or indicators.indicator_id is null
        )
        and coalesce(
            case
                when stated_rows.qualifier = '='
                    then
                        2 * stated_rows.above = stated_rows.step
                        and stated_rows.below = case
                            when
                                stated_rows.value between 0 and stated_rows.above
                                and indicators.indicator_kind
                                not in ('growth', 'difference')
                                then stated_rows.value
                            else stated_rows.above
                        end
                when stated_rows.qualifier in ('>', '>=')
                    then stated_rows.below = 0 and stated_rows.above is null
                when stated_rows.qualifier in ('<', '<=')
                    then stated_rows.below is null and stated_rows.above = 0
                else stated_rows.below is null and stated_rows.above is null
            end, false
        ) as boolean
    ) as has_fitting_steps
from stated_rows
left join loads on stated_rows.load_id = loads.load_id
left join units on stated_rows.unit_id = units.unit_id
left join indicators on stated_rows.indicator_id = indicators.indicator_id
left join units as indicator_units
    on indicators.unit_id = indicator_units.unit_id;
comment on view judged_rows is
'陈述行核验;每行的取舍结果能否如此 | judged rows; whether a row could have been decided as it is';
