-- used_ids: 被引用编号, ids to which the schema leaves references without a foreign key.
-- Grain:   one row per place, row and id; ids of figures stand in figure_references.
-- Reads:   units, areas, subjects, periods, indicators, measures, valid_projects,
--          valid_project_events, valid_project_reports.
-- Formula: none; the columns that hold an id, one below the other.
-- Nulls:   id where a row refers to none.
-- Sample:  used_in              | id_kind | id
--          areas.parent_area_id | area    | 140000
--          areas.parent_area_id | area    | 140700
--          areas.parent_area_id | area    | 140700
create view used_ids as
select
    cast('units.base_unit_id' as varchar) as used_in,
    cast('unit' as varchar) as id_kind,
    base_unit_id as id
from units
union all
select
    cast('areas.parent_area_id' as varchar) as used_in,
    cast('area' as varchar) as id_kind,
    parent_area_id as id
from areas
union all
select
    cast('indicators.of_indicator_id' as varchar) as used_in,
    cast('indicator' as varchar) as id_kind,
    of_indicator_id as id
from indicators
union all
select
    cast('measures.parent_measure_id' as varchar) as used_in,
    cast('measure' as varchar) as id_kind,
    parent_measure_id as id
from measures
union all
select
    cast('subjects.' || places.column_name as varchar) as used_in,
    cast('subject' as varchar) as id_kind,
    cast(
        case places.column_name
            when 'whole_subject_id' then subjects.whole_subject_id
            else subjects.benchmark_subject_id
        end as varchar
    ) as id
from subjects
cross join (
    values ('whole_subject_id'), ('benchmark_subject_id')
) as places (column_name)
union all
select
    cast('periods.' || places.column_name as varchar) as used_in,
    cast('period' as varchar) as id_kind,
    cast(
        case places.column_name
            when 'head_period_id' then periods.head_period_id
            else periods.tail_period_id
        end as varchar
    ) as id
from periods
cross join (values ('head_period_id'), ('tail_period_id')) as places (column_name)
union all
select
    cast('projects.' || kinds.id_kind || '_id' as varchar) as used_in,
    cast(kinds.id_kind as varchar) as id_kind,
    cast(
        case kinds.id_kind
            when 'subject' then valid_projects.subject_id
            else valid_projects.source_id
        end as varchar
    ) as id
from valid_projects
cross join (values ('subject'), ('source')) as kinds (id_kind)
union all
select
    cast('project_events.' || kinds.id_kind || '_id' as varchar) as used_in,
    cast(kinds.id_kind as varchar) as id_kind,
    cast(
        case kinds.id_kind
            when 'project' then valid_project_events.project_id
            else valid_project_events.source_id
        end as varchar
    ) as id
from valid_project_events
cross join (values ('project'), ('source')) as kinds (id_kind)
union all
select
    cast('project_reports.' || kinds.id_kind || '_id' as varchar) as used_in,
    cast(kinds.id_kind as varchar) as id_kind,
    cast(
        case kinds.id_kind
            when 'project' then valid_project_reports.project_id
            when 'period' then valid_project_reports.period_id
            else valid_project_reports.source_id
        end as varchar
    ) as id
from valid_project_reports
cross join (values ('project'), ('period'), ('source')) as kinds (id_kind);
comment on view used_ids is
'被引用编号;无外键约束的引用 | used ids; references that the schema leaves without a foreign key';
