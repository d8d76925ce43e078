-- valid_targets: 有效目标, targets in force.
-- Grain:   one row per target that is in force.
-- Reads:   targets, active_loads.
-- Formula: the load is in force.
-- Nulls:   as in targets.
create view valid_targets as
select
    cast(targets.target_id as varchar) as target_id,
    cast(targets.source_id as varchar) as source_id,
    cast(targets.figure_no as integer) as figure_no,
    cast(targets.passage_no as integer) as passage_no,
    cast(targets.printed as varchar) as printed,
    cast(targets.subject_id as varchar) as subject_id,
    cast(targets.indicator_id as varchar) as indicator_id,
    cast(targets.period_id as varchar) as period_id,
    cast(targets.deadline as date) as deadline,
    cast(targets.value as decimal(18, 4)) as value,
    cast(targets.unit_id as varchar) as unit_id,
    cast(targets.qualifier as varchar) as qualifier,
    cast(targets.decimals as integer) as decimals,
    cast(targets.note_zh as varchar) as note_zh,
    cast(targets.note_en as varchar) as note_en,
    cast(targets.load_id as integer) as load_id
from targets
left join active_loads on targets.load_id = active_loads.load_id
where targets.load_id is null or active_loads.load_id is not null;
comment on view valid_targets is
'有效目标;未撤回的目标 | valid targets; those not taken back';
