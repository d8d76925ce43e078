-- rival_findings: 定义冲突, identities that define the same and disagree.
-- Grain:   one row per identity and rival.
-- Reads:   identity_holds.
-- Formula: of what is defined once, no two hold for one subject that are as near to it
--          and disagree.
-- Nulls:   subject_id and period_id always: an identity belongs to none.
-- Sample:  no row.
create view rival_findings as
select
    cast('identity_unambiguous' as varchar) as check_id,
    cast(null as varchar) as subject_id,
    cast(null as varchar) as period_id,
    cast(
        identity_id || ' and ' || rival_identity_id
        || ' define the same and disagree, and neither is nearer to '
        || min(subject_id)
        || ': give one a place_subject_id or place_source_id of its own' as varchar
    ) as detail
from identity_holds
where rival_identity_id is not null
group by identity_id, rival_identity_id;
comment on view rival_findings is
'定义冲突;定义相同而彼此不一致的恒等式 | rival findings; identities that define the same and disagree';
