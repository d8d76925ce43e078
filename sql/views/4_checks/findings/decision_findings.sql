-- decision_findings: 取舍过时, figures whose decided columns are older than their rows.
-- Grain:   one row per table, subject, indicator and period.
-- Reads:   judged_rows.
-- Formula: no decided column is empty; steps fit unit, decimals, qualifier and value;
--          of the figures that stand one is to be used, and one of each source; if
--          loads in force state a value and none takes it back, one stands.
-- Nulls:   none.
-- Sample:  no row.
create view decision_findings as
with counted as (
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
    from judged_rows
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
        end || '; zonedb refresh decides anew' as varchar
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
