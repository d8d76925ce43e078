-- decision_findings: 取舍过时, figures whose decided columns are older than their rows.
-- Grain:   one row per table, subject, indicator and period.
-- Reads:   stated_rows, loads, units, indicators.
-- Formula: no decided column is empty; steps fit unit, decimals, qualifier and value;
--          of the figures that stand one is to be used, and one of each source; if
--          loads in force state a value and none takes it back, one stands.
-- Nulls:   none.
create view decision_findings as
with judged as (
    select
        stated_rows.*,
        case when stated_rows.is_in_force then stated_rows.source_id end
            as standing_source_id,
        case
            when stated_rows.load_id is not null and not loads.is_in_force then 'past'
            when stated_rows.value is null then 'taken back'
            else 'live'
        end as claim,
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
        ) as has_fitting_steps
    from stated_rows
    left join loads on stated_rows.load_id = loads.load_id
    left join units on stated_rows.unit_id = units.unit_id
    left join indicators on stated_rows.indicator_id = indicators.indicator_id
    left join units as indicator_units
        on indicators.unit_id = indicator_units.unit_id
),

counted as (
    select
        table_name,
        subject_id,
        indicator_id,
        period_id,
        count(*) as stated,
        count(
            case
                when
                    is_in_force is null
                    or is_current is null
                    or is_source_current is null
                    or step is null
                    then 1
            end
        ) as undecided,
        count(case when not has_fitting_steps then 1 end) as changed,
        count(case when is_in_force then 1 end) as standing,
        count(case when is_current then 1 end) as used,
        count(case when is_source_current then 1 end) as used_of_sources,
        count(
            case
                when
                    (is_in_force and claim <> 'live')
                    or (is_source_current and not is_in_force)
                    or (is_current and not is_source_current)
                    then 1
            end
        ) as impossible,
        count(case when claim = 'live' then 1 end) as live,
        count(case when claim = 'taken back' then 1 end) as taken_back,
        case
            when min(standing_source_id) < max(standing_source_id) then 2
            else 1
        end as least_sources
    from judged
    group by table_name, subject_id, indicator_id, period_id
)

select
    cast('decisions_current' as varchar) as check_id,
    subject_id,
    period_id,
    cast(
        table_name || ' of ' || indicator_id || ' ' || period_id || ': '
        || case
            when undecided > 0
                then
                    cast(undecided as varchar) || ' of ' || cast(stated as varchar)
                    || ' rows are not decided'
            when changed > 0
                then
                    cast(changed as varchar) || ' of ' || cast(stated as varchar)
                    || ' rows have changed since they were decided'
            else
                cast(standing as varchar) || ' of ' || cast(stated as varchar)
                || ' rows stand, ' || cast(used as varchar) || ' to be used, '
                || cast(used_of_sources as varchar) || ' within their sources'
        end || '; zonedb build decides anew' as varchar
    ) as detail
from counted
where
    undecided > 0
    or changed > 0
    or impossible > 0
    or used <> case when standing > 0 then 1 else 0 end
    or (standing > 0 and used_of_sources < least_sources)
    or (least_sources = 1 and used_of_sources > 1)
    or (standing = 0 and live > 0 and taken_back = 0);
comment on view decision_findings is
'取舍过时;取舍结果早于其行的数字 | decision findings; figures whose decided columns are older '
'than their rows';
