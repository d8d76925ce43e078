-- scale_findings: 数量级存疑, figures of zones a thousand times those of their peers.
-- Grain:   one row per source, subject, indicator and period.
-- Reads:   observations, indicators, subjects.
-- Formula: of an indicator that adds up, a figure is a thousand times the median of the
--          figures above zero of all zones and sources in the period, three or more.
-- Nulls:   load_id of what ships with the package.
-- Sample:  no row.
create view scale_findings as
with middles as (
    select
        observations.indicator_id,
        observations.period_id,
        percentile_disc(0.5) within group (
            order by observations.value * observations.unit_scale
        ) as middle
    from observations
    inner join indicators on observations.indicator_id = indicators.indicator_id
    inner join subjects on observations.subject_id = subjects.subject_id
    where
        indicators.is_additive
        and subjects.subject_kind = 'zone'
        and observations.is_source_current
        and observations.qualifier in ('=', '~')
        and observations.value > 0
    group by observations.indicator_id, observations.period_id
    having count(*) > 2
)

select
    cast('thousandfold' as varchar) as check_id,
    observations.source_id,
    cast(observations.load_id as integer) as load_id,
    observations.subject_id,
    observations.indicator_id,
    observations.period_id,
    observations.printed,
    observations.unit_id,
    observations.subject_id as other_subject_id,
    observations.period_id as other_period_id,
    cast(
        cast(
            middles.middle / nullif(observations.unit_scale, 0) as decimal(18, 4)
        ) as varchar
    ) as other_printed,
    observations.unit_id as other_unit_id
from observations
inner join subjects on observations.subject_id = subjects.subject_id
inner join middles
    on
        observations.indicator_id = middles.indicator_id
        and observations.period_id = middles.period_id
where
    subjects.subject_kind = 'zone'
    and observations.is_source_current
    and observations.qualifier in ('=', '~')
    and observations.value * observations.unit_scale >= 1000 * middles.middle;
comment on view scale_findings is
'数量级存疑;为同期各开发区中位数一千倍以上的数字 | scale findings; figures of zones a thousand times '
'those of their peers';
