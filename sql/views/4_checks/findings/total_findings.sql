-- total_findings: 总量小于部分之和, cities that are less than the sum of their zones.
-- Grain:   one row per city, indicator and period.
-- Reads:   observations, indicators, subjects.
-- Formula: of an indicator that adds up, the most that the city can be is below the sum
--          of the least that its zones can be. A billionth less is no less.
-- Nulls:   none.
-- Sample:  no row.
create view total_findings as
with parts as (
    select
        subjects.whole_subject_id,
        observations.indicator_id,
        observations.period_id,
        sum(
            observations.unit_scale
            * cast(observations.value - observations.below as double)
        ) as least_sum
    from observations
    inner join subjects on observations.subject_id = subjects.subject_id
    inner join indicators on observations.indicator_id = indicators.indicator_id
    where
        observations.is_current
        and indicators.is_additive
        and subjects.subject_kind = 'zone'
    group by
        subjects.whole_subject_id, observations.indicator_id, observations.period_id
)

select
    cast('total_of_parts' as varchar) as check_id,
    observations.subject_id,
    observations.period_id,
    cast(
        observations.source_id || ' ' || parts.indicator_id || ' ' || parts.period_id
        || ': printed ' || observations.printed || ', less than the sum of its zones, '
        || cast(cast(parts.least_sum as decimal(38, 4)) as varchar) as varchar
    ) as detail
from observations
inner join parts
    on
        observations.subject_id = parts.whole_subject_id
        and observations.indicator_id = parts.indicator_id
        and observations.period_id = parts.period_id
where
    observations.is_current
    and observations.unit_scale
    * cast(observations.value + observations.above as double)
    * 1.000000001 < parts.least_sum;
comment on view total_findings is
'总量小于部分之和;小于其各开发区之和的城市 | total findings; cities below the sum of their zones';
