-- doubtful: 存疑数字, every check that something breaks, gravest first.
-- Param:   severity varchar = null: only error, warning or info.
select
    severity,
    check_id,
    subject_id,
    detail
from checks
where
    not ok
    and (cast($severity as varchar) is null or severity = $severity)
order by
    case severity when 'error' then 1 when 'warning' then 2 else 3 end,
    check_id, subject_id nulls first, detail;
