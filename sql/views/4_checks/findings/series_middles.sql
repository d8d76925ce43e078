-- series_middles: 序列中位数, the middle figure of series that span a thousandfold.
-- Grain:   one row per subject and indicator.
-- Reads:   observations, indicators.
-- Formula: of the figures above zero of all sources and periods, the middle one, the
--          lower of two, if the largest is a thousand times the smallest; of indicators
--          that add up, in their units.
-- Nulls:   load_id of what ships with the package.
-- Sample:  no row.
create view series_middles as
with wide as (
    select
        observations.subject_id,
        observations.indicator_id
    from observations
    inner join indicators on observations.indicator_id = indicators.indicator_id
    where
        indicators.is_additive
        and indicators.indicator_kind in ('flow', 'stock')
        and observations.is_source_current
        and observations.qualifier in ('=', '~')
        and observations.value > 0
    group by observations.subject_id, observations.indicator_id
    having
        max(observations.value * observations.unit_scale)
        >= 1000 * min(observations.value * observations.unit_scale)
),

placed as (
    select
        observations.subject_id,
        observations.indicator_id,
        observations.period_id,
        observations.load_id,
        observations.printed,
        observations.unit_id,
        observations.value * observations.unit_scale as amount,
        count(*) over (
            partition by observations.subject_id, observations.indicator_id
        ) as figure_count,
        row_number() over (
            partition by observations.subject_id, observations.indicator_id
            order by
                observations.value * observations.unit_scale asc nulls last,
                observations.period_id asc nulls last,
                observations.source_id asc nulls last
        ) as place
    from observations
    inner join wide
        on
            observations.subject_id = wide.subject_id
            and observations.indicator_id = wide.indicator_id
    where
        observations.is_source_current
        and observations.qualifier in ('=', '~')
        and observations.value > 0
)

select
    subject_id,
    indicator_id,
    cast(amount as double) as amount,
    cast(load_id as integer) as load_id,
    period_id,
    printed,
    unit_id
from placed
where 2 * place between figure_count and figure_count + 1;
comment on view series_middles is
'序列中位数;相差千倍以上的序列的中位数 | series middles; the middle figure of series that span a '
'thousandfold';
