-- whole_findings: 部分超整体, zones that are more than the city or group they belong to.
-- Grain:   one row per source, subject, indicator and period.
-- Reads:   observations, indicators, subject_links, subjects.
-- Formula: of an indicator that adds up, the least that the part can be is above the
--          most that the whole can be; the whole is by the source of the part, else the
--          one to use. A billionth more is no more: amounts are floating point.
-- Nulls:   load_id of what ships with the package.
-- Sample:  no row.
create view whole_findings as
with parts as (
    select
        subject_id as part_id,
        term_subject_id as whole_id
    from subject_links
    where subject_scope = 'whole'
    union all
    select
        term_subject_id as part_id,
        subject_id as whole_id
    from subject_links
    where subject_scope in ('zone', 'type', 'level')
),

ranked as (
    select
        observations.*,
        greatest(observations.load_id, wholes.load_id) as newest_load_id,
        wholes.subject_id as other_subject_id,
        wholes.printed as other_printed,
        wholes.unit_id as other_unit_id,
        row_number() over (
            partition by
                observations.source_id, observations.subject_id,
                observations.indicator_id, observations.period_id
            order by wholes.subject_id asc nulls last, wholes.source_id asc nulls last
        ) as preference
    from observations as wholes
    inner join parts on wholes.subject_id = parts.whole_id
    inner join observations
        on
            parts.part_id = observations.subject_id
            and wholes.indicator_id = observations.indicator_id
            and wholes.period_id = observations.period_id
    inner join indicators on wholes.indicator_id = indicators.indicator_id
    where
        indicators.is_additive
        -- few figures are of wholes: told first, so that they are read first
        and wholes.subject_id in (
            select subjects.subject_id from subjects
            where subjects.subject_kind <> 'zone'
        )
        and observations.is_source_current
        and wholes.is_source_current
        and (wholes.is_current or wholes.source_id = observations.source_id)
        and observations.unit_scale * (observations.value - observations.below)
        > wholes.unit_scale * (wholes.value + wholes.above) * 1.000000001
)

select
    cast('part_within_whole' as varchar) as check_id,
    source_id,
    cast(newest_load_id as integer) as load_id,
    subject_id,
    indicator_id,
    period_id,
    printed,
    unit_id,
    other_subject_id,
    period_id as other_period_id,
    other_printed,
    other_unit_id
from ranked
where preference = 1;
comment on view whole_findings is
'部分超整体;大于所属城市或分组的开发区 | whole findings; zones that are more than the city or group '
'they belong to';
