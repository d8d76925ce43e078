-- known_ids: 已登记编号, the ids to which something may refer.
-- Grain:   one row per kind and id.
-- Reads:   sources, subjects, indicators, periods, units, areas, measures,
--          valid_projects.
-- Formula: none; the keys of the tables, one below the other.
-- Nulls:   none.
-- Sample:  id_kind | id
--          area    | 140000
--          area    | 140700
--          area    | 140702
create view known_ids as
select
    cast('source' as varchar) as id_kind,
    source_id as id
from sources
union all
select
    cast('subject' as varchar) as id_kind,
    subject_id as id
from subjects
union all
select
    cast('indicator' as varchar) as id_kind,
    indicator_id as id
from indicators
union all
select
    cast('period' as varchar) as id_kind,
    period_id as id
from periods
union all
select
    cast('unit' as varchar) as id_kind,
    unit_id as id
from units
union all
select
    cast('area' as varchar) as id_kind,
    area_id as id
from areas
union all
select
    cast('measure' as varchar) as id_kind,
    measure_id as id
from measures
union all
select
    cast('project' as varchar) as id_kind,
    project_id as id
from valid_projects;
comment on view known_ids is
'已登记编号;可被引用的编号 | known ids; the ids to which something may refer';
