-- scale_findings: 数量级存疑, figures a thousand times the middle of their kind.
-- Grain:   one row per source, subject, indicator and period.
-- Reads:   observations, indicators, subjects.
-- Formula: of an indicator that adds up, a figure is a thousand times the median of
--          three or more figures above zero: those of all periods of the subject, or of
--          all zones in the period; of all sources, in one unit.
-- Nulls:   load_id of what ships with the package.
-- Sample:  no row.
create view scale_findings as
with amounts as (
    select
        observations.*,
        subjects.subject_kind,
        cast(observations.value * observations.unit_scale as double) as amount
    from observations
    inner join indicators on observations.indicator_id = indicators.indicator_id
    inner join subjects on observations.subject_id = subjects.subject_id
    where
        indicators.is_additive
        and indicators.indicator_kind in ('flow', 'stock')
        and observations.is_source_current
        and observations.qualifier in ('=', '~')
        and observations.value > 0
),

middles as (
    select
        indicator_id,
        subject_id,
        cast(null as varchar) as period_id,
        percentile_disc(0.5) within group (order by amount) as middle
    from amounts
    group by indicator_id, subject_id
    having count(*) > 2 and max(amount) >= 1000 * min(amount)
    union all
    select
        indicator_id,
        cast(null as varchar) as subject_id,
        period_id,
        percentile_disc(0.5) within group (order by amount) as middle
    from amounts
    where subject_kind = 'zone'
    group by indicator_id, period_id
    having count(*) > 2 and max(amount) >= 1000 * min(amount)
)

select
    cast('thousandfold' as varchar) as check_id,
    amounts.source_id,
    cast(amounts.load_id as integer) as load_id,
    amounts.subject_id,
    amounts.indicator_id,
    amounts.period_id,
    cast(min(amounts.printed) as varchar) as printed,
    cast(min(amounts.unit_id) as varchar) as unit_id,
    amounts.subject_id as other_subject_id,
    amounts.period_id as other_period_id,
    cast(
        cast(
            min(middles.middle / nullif(amounts.unit_scale, 0)) as decimal(18, 4)
        ) as varchar
    ) as other_printed,
    cast(min(amounts.unit_id) as varchar) as other_unit_id
from amounts
inner join middles
    on
        amounts.indicator_id = middles.indicator_id
        and (
            amounts.subject_id = middles.subject_id
            or (
                amounts.subject_kind = 'zone'
                and amounts.period_id = middles.period_id
            )
        )
where amounts.amount >= 1000 * middles.middle
group by
    amounts.source_id, amounts.load_id, amounts.subject_id, amounts.indicator_id,
    amounts.period_id;
comment on view scale_findings is
'数量级存疑;为同类中位数一千倍以上的数字 | scale findings; figures a thousand times the middle of '
'their kind';
