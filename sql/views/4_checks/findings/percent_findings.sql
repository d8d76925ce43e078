-- percent_findings: 百分数存疑, percentages that look like fractions of one.
-- Grain:   one row per source, load, indicator and period.
-- Reads:   observations, indicators.
-- Formula: all growth, share or ratio figures in percent of a source and load for an
--          indicator and period lie between -1 and 1, and one has three decimals or
--          more; shown is one with the most decimals, the one farthest from zero.
-- Nulls:   load_id of what ships with the package; other_load_id always.
-- Sample:  no row.
create view percent_findings as
with percentages as (
    select
        observations.source_id,
        observations.load_id,
        observations.subject_id,
        observations.indicator_id,
        observations.period_id,
        observations.printed,
        observations.unit_id,
        observations.decimals,
        max(abs(observations.value)) over (
            partition by
                observations.source_id, observations.load_id, observations.indicator_id,
                observations.period_id
        ) as largest,
        row_number() over (
            partition by
                observations.source_id, observations.load_id, observations.indicator_id,
                observations.period_id
            order by
                case when observations.value <> 0 then observations.decimals end
                desc nulls last,
                abs(observations.value) desc nulls last,
                observations.subject_id asc nulls last
        ) as preference
    from observations
    inner join indicators on observations.indicator_id = indicators.indicator_id
    where
        observations.is_source_current
        and observations.unit_id = 'pct'
        and indicators.indicator_kind in ('growth', 'share', 'ratio')
)

select
    cast('percent_formatted' as varchar) as check_id,
    source_id,
    cast(load_id as integer) as load_id,
    subject_id,
    indicator_id,
    period_id,
    printed,
    unit_id,
    cast(null as integer) as other_load_id,
    subject_id as other_subject_id,
    period_id as other_period_id,
    printed as other_printed,
    unit_id as other_unit_id
from percentages
where preference = 1 and largest > 0 and largest < 1 and decimals > 2;
comment on view percent_findings is
'百分数存疑;形似小数的百分数 | percent findings; percentages that look like fractions of one';
