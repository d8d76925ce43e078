-- current_values: 现行数值, the figure to use, in the unit of its indicator, ids only.
-- Grain:   one row per subject, indicator and period: the preferred mention.
-- Reads:   observations.
-- Formula: value, value - below and value + above, each * unit_scale, as decided by
--          sql/resolve. point_value and the bounds are not rounded in the conversion.
-- Nulls:   point_value where the figure is only a bound; a bound on an open side.
-- Sample:  subject_id             | indicator_id        | passage_no | figure_no
--          jinzhong               | emerging_industries | 15         | 63
--          jinzhong_agricultural… | zone_count          | 6          | 9
--          jinzhong_ecotourism_z… | zone_count          | 6          | 10
create view current_values as
select
    subject_id,
    indicator_id,
    period_id,
    cast(value * unit_scale as decimal(18, 4)) as value,
    cast(
        cast(case when qualifier in ('=', '~') then value end as double) * unit_scale
        as double
    ) as point_value,
    cast(
        cast(
            cast(cast(value as decimal(28, 5)) - below as decimal(18, 5)) as double
        ) * unit_scale as double
    ) as lower_bound,
    cast(
        cast(
            cast(cast(value as decimal(28, 5)) + above as decimal(18, 5)) as double
        ) * unit_scale as double
    ) as upper_bound,
    qualifier,
    printed,
    source_id,
    cast(passage_no as integer) as passage_no,
    cast(figure_no as integer) as figure_no
from observations
where is_current;
comment on view current_values is
'现行数值;每个对象、指标、时期一行,换算为指标单位,只含编号 | current values; one row per subject, '
'indicator and period, in the unit of the indicator, ids only';
