-- part_figures: 部分与整体, figures of parts beside those of their wholes.
-- Grain:   one row per figure of a source, whole, and source of the whole.
-- Reads:   observations, indicators, subject_links, subjects.
-- Formula: of indicators that add up, the amount and the least that the part can be
--          and the most that the whole can be, in the unit of the indicator, for the
--          whole a billionth more because that is floating point. The whole is by the
--          source of the part, or as it is to be used.
-- Nulls:   load ids of what ships with the package; bounds on an open side.
-- Sample:  source_id        | subject_id             | amount | whole_limit
--          jinzhong_article | jinzhong_agricultural… | 1.0    | 11.000000011000001
--          jinzhong_article | jinzhong_ecotourism_z… | 1.0    | 11.000000011000001
--          jinzhong_article | jinzhong_industrial_z… | 373.95 | 876.025000876025
create view part_figures as
with parts as (
    select
        case subject_links.subject_scope
            when 'whole' then subject_links.term_subject_id
            else subject_links.subject_id
        end as whole_id,
        subjects.subject_id as part_id,
        subject_links.subject_scope = 'zone'
        or (
            subject_links.subject_scope = 'whole'
            and subjects.subject_kind = 'zone'
        ) as is_zone
    from subject_links
    inner join subjects
        on
            subjects.subject_id = case subject_links.subject_scope
                when 'whole' then subject_links.subject_id
                else subject_links.term_subject_id
            end
    where subject_links.subject_scope in ('whole', 'zone', 'type', 'level')
)

select
    observations.source_id,
    cast(observations.load_id as integer) as load_id,
    observations.subject_id,
    observations.indicator_id,
    observations.period_id,
    observations.printed,
    observations.unit_id,
    cast(
        parts.is_zone and observations.is_current and wholes.is_current as boolean
    ) as adds_up,
    cast(observations.value * observations.unit_scale as double) as amount,
    cast(
        cast(cast(observations.value as decimal(28, 5)) - observations.below as double)
        * observations.unit_scale as double
    ) as least_amount,
    wholes.source_id as whole_source_id,
    cast(wholes.load_id as integer) as whole_load_id,
    wholes.subject_id as whole_subject_id,
    wholes.printed as whole_printed,
    wholes.unit_id as whole_unit_id,
    cast(wholes.unit_scale as double) as whole_unit_scale,
    cast(
        1.000000001
        * cast(cast(wholes.value as decimal(28, 5)) + wholes.above as double)
        * wholes.unit_scale as double
    ) as whole_limit
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
    and (wholes.is_current or wholes.source_id = observations.source_id);
comment on view part_figures is
'部分与整体;部分的数字及其整体的数字 | part figures; figures of parts beside those of their wholes';
