-- growth_findings: 增速不符, printed growth that the levels of both years do not give.
-- Grain:   one row per source, subject, indicator and period.
-- Reads:   observations, indicators, period_links.
-- Formula: (100 + growth) * level a year before against 100 * level, each figure as far
--          off as rounding or cutting can make it; levels of the source of the growth
--          first, else those to use. Not of volumes, which grow at constant prices, of
--          lists that change, or from a level of zero or less.
-- Nulls:   load ids of what ships with the package.
-- Sample:  no row.
create view growth_findings as
with pairs as (
    select
        observations.source_id,
        observations.load_id,
        observations.subject_id,
        observations.indicator_id,
        observations.period_id,
        observations.printed,
        observations.unit_id,
        cast(100 + observations.value - observations.step as double) as least_growth,
        cast(100 + observations.value + observations.step as double) as greatest_growth,
        levels.load_id as other_load_id,
        100 * levels.unit_scale * cast(levels.value - levels.step as double)
            as least_level,
        100 * levels.unit_scale * cast(levels.value + levels.step as double)
            as greatest_level,
        earlier.period_id as other_period_id,
        earlier.printed || ' → ' || levels.printed as other_printed,
        earlier.unit_id as other_unit_id,
        earlier.unit_scale
        * cast(greatest(earlier.value - earlier.step, 0) as double) as least_base,
        earlier.unit_scale * cast(earlier.value + earlier.step as double)
            as greatest_base,
        row_number() over (
            partition by
                observations.source_id, observations.subject_id,
                observations.indicator_id, observations.period_id
            order by
                case
                    when observations.source_id = levels.source_id then 0 else 1
                end asc,
                case
                    when observations.source_id = earlier.source_id then 0 else 1
                end asc,
                earlier.period_id asc nulls last
        ) as preference
    from observations
    inner join indicators on observations.indicator_id = indicators.indicator_id
    inner join indicators as level_indicators
        on indicators.of_indicator_id = level_indicators.indicator_id
    inner join period_links on observations.period_id = period_links.period_id
    inner join observations as levels
        on
            observations.subject_id = levels.subject_id
            and indicators.of_indicator_id = levels.indicator_id
            and observations.period_id = levels.period_id
    inner join observations as earlier
        on
            observations.subject_id = earlier.subject_id
            and indicators.of_indicator_id = earlier.indicator_id
            and period_links.term_period_id = earlier.period_id
    where
        indicators.indicator_kind = 'growth'
        and level_indicators.indicator_kind in ('flow', 'stock')
        and coalesce(
            indicators.growth_basis, level_indicators.growth_basis, 'value'
        ) = 'value'
        and period_links.period_scope = 'year_ago'
        and observations.unit_id = 'pct'
        and observations.qualifier = '='
        and levels.qualifier = '='
        and earlier.qualifier = '='
        and observations.is_source_current
        and levels.is_source_current
        and earlier.is_source_current
        and levels.value >= 0
        and earlier.value > 0
        and (levels.is_current or observations.source_id = levels.source_id)
        and (earlier.is_current or observations.source_id = earlier.source_id)
)

select
    cast('growth_agrees' as varchar) as check_id,
    source_id,
    cast(load_id as integer) as load_id,
    subject_id,
    indicator_id,
    period_id,
    printed,
    unit_id,
    cast(other_load_id as integer) as other_load_id,
    subject_id as other_subject_id,
    other_period_id,
    other_printed,
    other_unit_id
from pairs
where
    preference = 1
    and (
        greatest_growth * greatest_base < least_level
        or least_growth * least_base > greatest_level
    );
comment on view growth_findings is
'增速不符;由两年数值不能得出的增速 | growth findings; printed growth that the levels of both years '
'do not give';
