-- growth_pairs: 增速与数值, a printed growth beside the levels that it compares.
-- Grain:   one row per source, subject, indicator, period and pair of levels.
-- Reads:   observations, indicators, period_links.
-- Formula: the figures with their least and greatest values, levels in one unit;
--          preference is 1 for levels by the source of the growth, else those to use.
--          Not where growth_basis is volume (at constant prices) or not_comparable
--          (the list changes), or from a level of zero or less.
-- Nulls:   load_id, the newest of the three, of what ships with the package.
-- Sample:  no row.
create view growth_pairs as
select
    observations.source_id,
    observations.subject_id,
    observations.indicator_id,
    observations.period_id,
    observations.printed,
    observations.unit_id,
    cast(
        greatest(observations.load_id, levels.load_id, earlier.load_id) as integer
    ) as load_id,
    cast(observations.value - observations.step as double) as least_growth,
    cast(observations.value + observations.step as double) as greatest_growth,
    earlier.period_id as other_period_id,
    cast(earlier.printed || ' → ' || levels.printed as varchar) as other_printed,
    earlier.unit_id as other_unit_id,
    cast(levels.unit_scale * (levels.value - levels.step) as double) as least_level,
    cast(levels.unit_scale * (levels.value + levels.step) as double) as greatest_level,
    cast(
        earlier.unit_scale * greatest(earlier.value - earlier.step, 0) as double
    ) as least_base,
    cast(earlier.unit_scale * (earlier.value + earlier.step) as double)
        as greatest_base,
    cast(row_number() over (
        partition by
            observations.source_id, observations.subject_id,
            observations.indicator_id, observations.period_id
        order by
            nullif(levels.source_id, observations.source_id) asc nulls first,
            nullif(earlier.source_id, observations.source_id) asc nulls first,
            earlier.period_id asc nulls last
    ) as bigint) as preference
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
    and coalesce(level_indicators.growth_basis, 'value') = 'value'
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
    and (earlier.is_current or observations.source_id = earlier.source_id);
comment on view growth_pairs is
'增速与数值;刊印的增速及其两年的数值 | growth pairs; a printed growth beside the levels that it '
'compares';
