-- active_loads: 有效装载, loads that have not been taken back.
-- Grain:   one row per load in force.
-- Reads:   loads.
-- Formula: a load is in force until a row of kind unload names it.
-- Nulls:   none.
create view active_loads as
select
    cast(loads.load_id as integer) as load_id,
    cast(loads.loaded_at as timestamp) as loaded_at
from loads
left join loads as unloads on loads.load_id = unloads.undone_load_id
where loads.load_kind <> 'unload' and unloads.load_id is null;
comment on view active_loads is
'有效装载;未撤回的装载 | active loads; those not taken back';
