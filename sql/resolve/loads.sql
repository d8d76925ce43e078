-- loads: 有效装载, which loads are in force.
-- A load is in force until a row of kind unload names it.
update loads set is_in_force = decided.is_in_force
from (
    select
        loads.load_id,
        loads.load_kind <> 'unload' and unloads.load_id is null as is_in_force
    from loads
    left join loads as unloads on loads.load_id = unloads.undone_load_id
) as decided
where
    loads.load_id = decided.load_id
    and loads.is_in_force is distinct from decided.is_in_force;
