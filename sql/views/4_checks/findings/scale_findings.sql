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

wide as (
    select
        indicator_id,
        subject_id as of_id
    from amounts
    group by indicator_id, subject_id
    having count(*) > 2 and max(amount) >= 1000 * min(amount)
    union all
    select
        indicator_id,
        period_id as of_id
    from amounts
    where subject_kind = 'zone'
    group by indicator_id, period_id
    having count(*) > 2 and max(amount) >= 1000 * min(amount)
),

members as (
    select
        amounts.*,
        wide.of_id
    from amounts
    inner join wide
        on
            amounts.indicator_id = wide.indicator_id
            and (
                amounts.subject_id = wide.of_id
                or (amounts.subject_kind = 'zone' and amounts.period_id = wide.of_id)
            )
),

middles as (
    select
        indicator_id,
        of_id,
        percentile_disc(0.5) within group (order by amount) as middle
    from members
    group by indicator_id, of_id
)

select
    cast('thousandfold' as varchar) as check_id,
    members.source_id,
    cast(members.load_id as integer) as load_id,
    members.subject_id,
    members.indicator_id,
    members.period_id,
    cast(min(members.printed) as varchar) as printed,
    cast(min(members.unit_id) as varchar) as unit_id,
    members.subject_id as other_subject_id,
    members.period_id as other_period_id,
    cast(
        cast(
            min(middles.middle / nullif(members.unit_scale, 0)) as decimal(18, 4)
        ) as varchar
    ) as other_printed,
    cast(min(members.unit_id) as varchar) as other_unit_id
from members
inner join middles
    on members.indicator_id = middles.indicator_id and members.of_id = middles.of_id
where members.amount >= 1000 * middles.middle
group by
    members.source_id, members.load_id, members.subject_id, members.indicator_id,
    members.period_id;
comment on view scale_findings is
'数量级存疑;为同类中位数一千倍以上的数字 | scale findings; figures a thousand times the middle of '
'their kind';
