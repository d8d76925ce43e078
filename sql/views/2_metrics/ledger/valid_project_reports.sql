-- valid_project_reports: 有效项目进度, project progress as last reported.
-- Grain:   one row per project and period.
-- Reads:   project_reports, loads.
-- Formula: the newest load in force that reports the period.
-- Nulls:   as in project_reports.
-- Sample:  no row.
create view valid_project_reports as
with ranked as (
    select
        project_reports.*,
        row_number() over (
            partition by project_reports.project_id, project_reports.period_id
            order by project_reports.load_id desc nulls last
        ) as recency
    from project_reports
    left join loads on project_reports.load_id = loads.load_id
    where project_reports.load_id is null or loads.is_in_force
)

select
    project_id,
    period_id,
    cast(actual_investment_cny_100m as decimal(18, 8)) as actual_investment_cny_100m,
    cast(actual_output_cny_100m as decimal(18, 8)) as actual_output_cny_100m,
    source_id,
    note_zh,
    note_en,
    cast(load_id as integer) as load_id
from ranked
where recency = 1;
comment on view valid_project_reports is
'有效项目进度;每期以最近一次报送为准 | valid project reports; each period as last reported';
