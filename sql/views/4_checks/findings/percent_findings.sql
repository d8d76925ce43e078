-- percent_findings: 百分数存疑, percentages that look like fractions of one.
-- Grain:   one row per source, indicator and period.
-- Reads:   observations, indicators.
-- Formula: all growth, share or ratio figures in percent of a source lie between -1
--          and 1, and one has three decimals; shown is the one farthest from zero.
-- Nulls:   load_id of what ships with the package.
-- Sample:  no row.
create view percent_findings as
select
    cast('percent_formatted' as varchar) as check_id,
    observations.source_id,
    cast(max(observations.load_id) as integer) as load_id,
    cast(
        max_by(
            observations.subject_id,
            row(abs(observations.value), observations.subject_id)
        ) as varchar
    ) as subject_id,
    observations.indicator_id,
    observations.period_id,
    cast(
        max_by(
            observations.printed,
            row(abs(observations.value), observations.subject_id)
        ) as varchar
    ) as printed,
    cast('pct' as varchar) as unit_id,
    cast(
        max_by(
            observations.subject_id,
            row(abs(observations.value), observations.subject_id)
        ) as varchar
    ) as other_subject_id,
    observations.period_id as other_period_id,
    cast('' as varchar) as other_printed,
    cast('pct' as varchar) as other_unit_id
from observations
inner join indicators on observations.indicator_id = indicators.indicator_id
where
    observations.is_source_current
    and observations.unit_id = 'pct'
    and indicators.indicator_kind in ('growth', 'share', 'ratio')
group by
    observations.source_id, observations.indicator_id, observations.period_id
having
    max(abs(observations.value)) > 0
    and max(abs(observations.value)) < 1
    and max(observations.decimals) > 2;
comment on view percent_findings is
'百分数存疑;形似小数的百分数 | percent findings; percentages that look like fractions of one';
