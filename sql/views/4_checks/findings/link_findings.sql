-- link_findings: 关系过时, rows of which the links and loads that are kept know nothing.
-- Grain:   one row per table and id.
-- Reads:   subjects, periods, identities, loads, subject_links, period_links,
--          identity_links.
-- Formula: every subject and period is linked to itself, every identity to its result.
-- Nulls:   subject_id and period_id always: the finding concerns the table.
-- Sample:  no row.
create view link_findings as
with stated_ids as (
    select
        'subjects' as table_name,
        subject_id as id
    from subjects
    union all
    select
        'periods' as table_name,
        period_id as id
    from periods
    union all
    select
        'identities' as table_name,
        identity_id as id
    from identities
    union all
    select
        'loads' as table_name,
        cast(load_id as varchar) as id
    from loads
),

decided_ids as (
    select
        'subjects' as table_name,
        subject_id as id
    from subject_links
    where subject_scope = 'same'
    union all
    select
        'periods' as table_name,
        period_id as id
    from period_links
    where period_scope = 'same'
    union all
    select distinct
        'identities' as table_name,
        identity_id as id
    from identity_links
    union all
    select
        'loads' as table_name,
        cast(load_id as varchar) as id
    from loads
    where is_in_force is not null
)

select
    cast('decisions_current' as varchar) as check_id,
    cast(null as varchar) as subject_id,
    cast(null as varchar) as period_id,
    cast(
        stated_ids.table_name || ': ' || stated_ids.id
        || ' is not decided; zonedb refresh decides anew' as varchar
    ) as detail
from stated_ids
left join decided_ids
    on
        stated_ids.table_name = decided_ids.table_name
        and stated_ids.id = decided_ids.id
where decided_ids.id is null;
comment on view link_findings is
'关系过时;尚未计入对应关系的行 | link findings; rows of which the links and loads that are kept '
'know nothing';
