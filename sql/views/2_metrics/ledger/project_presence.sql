-- project_presence: 项目在册区间, the days on which a project is on the ledger.
-- Grain:   one row per project and day from which it is.
-- Reads:   project_arrivals, project_departures.
-- Formula: from each arrival until it next leaves; on a day on
--          which it leaves and returns it is gone.
-- Nulls:   present_from = from the start; present_until = to this day.
-- Sample:  project_id             | is_undated
--          shanxi_construction_i… | False
create view project_presence as
with changes as (
    select
        project_id,
        arrived_on as changed_on,
        1 as is_present,
        0 as is_undated
    from project_arrivals
    union
    select
        project_id,
        gone_on as changed_on,
        0 as is_present,
        case when is_undated then 1 else 0 end as is_undated
    from project_departures
),

days as (
    select
        project_id,
        changed_on,
        min(is_present) as is_present,
        lead(changed_on) over timeline as next_day,
        lead(max(is_undated), 1, 0) over timeline as is_undated
    from changes
    group by project_id, changed_on
    window timeline as (partition by project_id order by changed_on asc nulls first)
)

select
    project_id,
    cast(nullif(changed_on, cast('0001-01-01' as date)) as date) as present_from,
    cast(next_day as date) as present_until,
    cast(is_undated = 1 as boolean) as is_undated
from days
where is_present = 1;
comment on view project_presence is
'项目在册区间;项目计入台账的起止日 | presence of projects; the days on which a project is on '
'the ledger';
