-- reference_findings: 引用问题, ids that are referred to and do not exist.
-- Grain:   one row per place and unknown id.
-- Reads:   used_ids, known_ids, figure_references.
-- Formula: the references that the schema leaves without a foreign key.
-- Nulls:   subject_id and period_id always: an unknown id belongs to none.
-- Sample:  no row.
create view reference_findings as
with unknown_ids as (
    select
        used_ids.used_in,
        used_ids.id_kind,
        used_ids.id
    from used_ids
    left join known_ids
        on
            used_ids.id_kind = known_ids.id_kind
            and used_ids.id = known_ids.id
    where used_ids.id is not null and known_ids.id is null
    union
    select
        used_in,
        id_kind,
        id
    from figure_references
)

select
    cast('references_exist' as varchar) as check_id,
    cast(null as varchar) as subject_id,
    cast(null as varchar) as period_id,
    cast(used_in || ': unknown ' || id_kind || ' ' || id as varchar) as detail
from unknown_ids;
comment on view reference_findings is
'引用问题;被引用而不存在的编号 | reference findings; ids that are referred to and do not exist';
