-- application_pipeline: 申报进展, zones under application by stage.
-- Grain:   one row per area that applies (the parent of the host), period and stage.
-- Reads:   applications, application_stages, areas, subjects, periods.
-- Formula: application_count = applications that have reached the stage and no further.
-- Nulls:   none.
-- Sample:  subject_id | period_id | stage_no | application_count
--          jinzhong   | 2021-S1   | 3        | 1
--          jinzhong   | 2021-S1   | 2        | 1
create view application_pipeline as
with staged as (
    select
        areas.parent_area_id,
        applications.period_id,
        applications.stage_id,
        count(*) as application_count,
        string_agg(
            applications.name_zh, ', ' order by applications.application_id
        ) as application_names_zh,
        string_agg(
            applications.name_en, ', ' order by applications.application_id
        ) as application_names_en
    from applications
    inner join areas on applications.area_id = areas.area_id
    group by areas.parent_area_id, applications.period_id, applications.stage_id
)

select
    subjects.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    staged.period_id,
    periods.period_start,
    periods.period_end,
    application_stages.stage_id,
    cast(application_stages.stage_no as integer) as stage_no,
    application_stages.name_zh as stage_name_zh,
    application_stages.name_en as stage_name_en,
    staged.application_names_zh,
    staged.application_names_en,
    cast(staged.application_count as bigint) as application_count
from staged
inner join application_stages on staged.stage_id = application_stages.stage_id
inner join periods on staged.period_id = periods.period_id
inner join subjects
    on
        staged.parent_area_id = subjects.area_id
        and subjects.subject_kind = 'area';
comment on view application_pipeline is
'申报进展;申报中的开发区所处阶段 | application pipeline; zones under application by stage';
