-- slips: 疏漏, what offices get wrong in sheets, by what is on record, ids only.
-- Grain:   one row per finding.
-- Reads:   whole_findings, scale_findings, percent_findings, growth_findings,
--          project_findings.
-- Formula: none; the findings, one below the other.
-- Nulls:   what concerns figures, of projects; load ids of what ships with the package;
--          other_load_id where a figure is held against several.
-- Sample:  no row.
create view slips as
select
    check_id,
    source_id,
    cast(load_id as integer) as load_id,
    subject_id,
    indicator_id,
    period_id,
    printed,
    unit_id,
    cast(other_load_id as integer) as other_load_id,
    other_subject_id,
    other_period_id,
    other_printed,
    other_unit_id
from whole_findings
union all
select
    check_id,
    source_id,
    cast(load_id as integer) as load_id,
    subject_id,
    indicator_id,
    period_id,
    printed,
    unit_id,
    cast(other_load_id as integer) as other_load_id,
    other_subject_id,
    other_period_id,
    other_printed,
    other_unit_id
from scale_findings
union all
select
    check_id,
    source_id,
    cast(load_id as integer) as load_id,
    subject_id,
    indicator_id,
    period_id,
    printed,
    unit_id,
    cast(other_load_id as integer) as other_load_id,
    other_subject_id,
    other_period_id,
    other_printed,
    other_unit_id
from percent_findings
union all
select
    check_id,
    source_id,
    cast(load_id as integer) as load_id,
    subject_id,
    indicator_id,
    period_id,
    printed,
    unit_id,
    cast(other_load_id as integer) as other_load_id,
    other_subject_id,
    other_period_id,
    other_printed,
    other_unit_id
from growth_findings
union all
select
    check_id,
    cast(null as varchar) as source_id,
    cast(load_id as integer) as load_id,
    subject_id,
    cast(null as varchar) as indicator_id,
    cast(null as varchar) as period_id,
    project_name_zh as printed,
    cast(null as varchar) as unit_id,
    cast(null as integer) as other_load_id,
    subject_id as other_subject_id,
    cast(null as varchar) as other_period_id,
    project_ids as other_printed,
    cast(null as varchar) as other_unit_id
from project_findings;
comment on view slips is
'疏漏;报表中常见的填写差错,只含编号 | slips; what offices get wrong in sheets, by what is on record, '
'ids only';
