-- reference_findings: 引用问题, ids that are referred to and do not exist.
-- Grain:   one row per place and unknown id.
-- Reads:   figure_intervals, observations, loads, sources, subjects, indicators,
--          periods, units, areas, measures, valid_projects, valid_project_events,
--          valid_project_reports.
-- Formula: the references that the schema leaves without a foreign key.
-- Nulls:   subject_id and period_id always: an unknown id belongs to none.
create view reference_findings as
with used_ids as (
    select
        'observations or targets' as used_in,
        'source' as id_kind,
        source_id as id
    from figure_intervals
    union
    select
        'observations or targets' as used_in,
        'subject' as id_kind,
        subject_id as id
    from figure_intervals
    union
    select
        'observations or targets' as used_in,
        'indicator' as id_kind,
        indicator_id as id
    from figure_intervals
    union
    select
        'observations or targets' as used_in,
        'period' as id_kind,
        period_id as id
    from figure_intervals
    union
    select
        'observations or targets' as used_in,
        'unit' as id_kind,
        unit_id as id
    from figure_intervals
    union
    select
        'observations.load_id' as used_in,
        'load' as id_kind,
        load_id as id
    from observations
    union
    select
        'units.base_unit_id' as used_in,
        'unit' as id_kind,
        base_unit_id as id
    from units
    union
    select
        'areas.parent_area_id' as used_in,
        'area' as id_kind,
        parent_area_id as id
    from areas
    union
    select
        'subjects.whole_subject_id' as used_in,
        'subject' as id_kind,
        whole_subject_id as id
    from subjects
    union
    select
        'subjects.benchmark_subject_id' as used_in,
        'subject' as id_kind,
        benchmark_subject_id as id
    from subjects
    union
    select
        'periods.head_period_id' as used_in,
        'period' as id_kind,
        head_period_id as id
    from periods
    union
    select
        'periods.tail_period_id' as used_in,
        'period' as id_kind,
        tail_period_id as id
    from periods
    union
    select
        'indicators.of_indicator_id' as used_in,
        'indicator' as id_kind,
        of_indicator_id as id
    from indicators
    union
    select
        'measures.parent_measure_id' as used_in,
        'measure' as id_kind,
        parent_measure_id as id
    from measures
    union
    select
        'projects.subject_id' as used_in,
        'subject' as id_kind,
        subject_id as id
    from valid_projects
    union
    select
        'projects.source_id' as used_in,
        'source' as id_kind,
        source_id as id
    from valid_projects
    union
    select
        'project_events.project_id' as used_in,
        'project' as id_kind,
        project_id as id
    from valid_project_events
    union
    select
        'project_events.source_id' as used_in,
        'source' as id_kind,
        source_id as id
    from valid_project_events
    union
    select
        'project_reports.project_id' as used_in,
        'project' as id_kind,
        project_id as id
    from valid_project_reports
    union
    select
        'project_reports.period_id' as used_in,
        'period' as id_kind,
        period_id as id
    from valid_project_reports
    union
    select
        'project_reports.source_id' as used_in,
        'source' as id_kind,
        source_id as id
    from valid_project_reports
),

known_ids as (
    select
        'source' as id_kind,
        source_id as id
    from sources
    union
    select
        'subject' as id_kind,
        subject_id as id
    from subjects
    union
    select
        'indicator' as id_kind,
        indicator_id as id
    from indicators
    union
    select
        'period' as id_kind,
        period_id as id
    from periods
    union
    select
        'unit' as id_kind,
        unit_id as id
    from units
    union
    select
        'area' as id_kind,
        area_id as id
    from areas
    union
    select
        'load' as id_kind,
        load_id as id
    from loads
    union
    select
        'measure' as id_kind,
        measure_id as id
    from measures
    union
    select
        'project' as id_kind,
        project_id as id
    from valid_projects
)

select
    cast('references_exist' as varchar) as check_id,
    null as subject_id,
    null as period_id,
    cast(
        used_ids.used_in || ': unknown ' || used_ids.id_kind || ' ' || used_ids.id
        as varchar
    ) as detail
from used_ids
left join known_ids
    on
        used_ids.id_kind = known_ids.id_kind
        and used_ids.id = known_ids.id
where used_ids.id is not null and known_ids.id is null;
comment on view reference_findings is
'引用问题;被引用而不存在的编号 | reference findings; ids that are referred to and do not exist';
