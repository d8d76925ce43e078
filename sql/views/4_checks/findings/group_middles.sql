-- group_middles: 分组中位数, the middle figure of zones that span a thousandfold.
-- Grain:   one row per group, indicator and period.
-- Reads:   observations, indicators, subject_links.
-- Formula: of three or more figures above zero of the zones of a group, of all sources,
--          the middle one, the lower of two, if the largest is a thousand times the
--          smallest; of indicators that add up, in their units.
-- Nulls:   load_id of what ships with the package.
-- Sample:  no row.
create view group_middles as
with wide as (
    select
        subject_links.subject_id as group_subject_id,
        observations.indicator_id,
        observations.period_id
    from observations
    inner join indicators on observations.indicator_id = indicators.indicator_id
    inner join subject_links on observations.subject_id = subject_links.term_subject_id
    where
        subject_links.subject_scope = 'zone'
        and indicators.is_additive
        and indicators.indicator_kind in ('flow', 'stock')
        and observations.is_source_current
        and observations.qualifier in ('=', '~')
        and observations.value > 0
    group by
        subject_links.subject_id, observations.indicator_id, observations.period_id
    having
        count(*) > 2
        and max(observations.value * observations.unit_scale)
        >= 1000 * min(observations.value * observations.unit_scale)
),

placed as (
    select
        wide.group_subject_id,
        observations.subject_id,
        observations.indicator_id,
        observations.period_id,
        observations.load_id,
        observations.printed,
        observations.unit_id,
        observations.value * observations.unit_scale as amount,
        count(*) over (
            partition by
                wide.group_subject_id, observations.indicator_id, observations.period_id
        ) as figure_count,
        row_number() over (
            partition by
                wide.group_subject_id, observations.indicator_id, observations.period_id
            order by
                observations.value * observations.unit_scale asc nulls last,
                observations.subject_id asc nulls last,
                observations.source_id asc nulls last
        ) as place
    from observations
    inner join subject_links on observations.subject_id = subject_links.term_subject_id
    inner join wide
        on
            subject_links.subject_id = wide.group_subject_id
            and observations.indicator_id = wide.indicator_id
            and observations.period_id = wide.period_id
    where
        subject_links.subject_scope = 'zone'
        and observations.is_source_current
        and observations.qualifier in ('=', '~')
        and observations.value > 0
)

select
    group_subject_id,
    indicator_id,
    period_id,
    cast(amount as double) as amount,
    cast(load_id as integer) as load_id,
    subject_id,
    printed,
    unit_id
from placed
where 2 * place between figure_count and figure_count + 1;
comment on view group_middles is
'分组中位数;相差千倍以上的各开发区的中位数 | group middles; the middle figure of zones that span a '
'thousandfold';
