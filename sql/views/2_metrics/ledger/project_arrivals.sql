-- project_arrivals: 项目在册起始, the days from which a project is on the ledger.
-- Grain:   one row per project and day.
-- Reads:   project_revisions.
-- Formula: the start, and each day of a status of 在册, which is a return if the project
--          has left; before_on is the next of them.
-- Nulls:   none; 0001-01-01 = from the start, 9999-12-31 = to this day.
-- Sample:  project_id             | arrived_on | before_on
--          shanxi_construction_i… | 0001-01-01 | 9999-12-31
create view project_arrivals as
with arrivals as (
    select
        project_id,
        cast('0001-01-01' as date) as arrived_on
    from project_revisions
    union
    select
        project_id,
        status_from as arrived_on
    from project_revisions
    where project_status = 'active' and status_from is not null
)

select
    project_id,
    arrived_on,
    cast(
        lead(arrived_on, 1, cast('9999-12-31' as date)) over (
            partition by project_id
            order by arrived_on asc nulls first
        ) as date
    ) as before_on
from arrivals;
comment on view project_arrivals is
'项目在册起始;项目计入台账的起始日 | project arrivals; the days from which a project is on the ledger';
