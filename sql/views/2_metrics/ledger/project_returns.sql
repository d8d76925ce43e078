-- project_returns: 项目恢复, the days from which a project is stated to be active.
-- Grain:   one row per project and day.
-- Reads:   project_revisions.
-- Formula: none; the day of a status of 在册. It is a return if the project has left.
-- Nulls:   none.
-- Sample:  no row.
create view project_returns as
select
    project_id,
    status_from as returned_on
from project_revisions
where project_status = 'active' and status_from is not null
group by project_id, status_from;
comment on view project_returns is
'项目恢复;写明项目在册的起始日 | project returns; the days from which a project is '
'stated to be active';
