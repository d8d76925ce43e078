-- rounded_figures: 舍入范围, what may have been rounded, or cut, to each printed figure.
-- Grain:   one row per source, subject, indicator and period: the preferred mention.
-- Reads:   source_figures.
-- Formula: half a step to both sides if it was rounded; up to a step away from zero if
--          it was cut.
-- Nulls:   as in source_figures; least and greatest where the figure is only a bound.
-- Sample:  source_id        | subject_id             | greatest_base_value
--          191i_jinzhong    | jinzhong               | 24607000.00000
--          jinzhong_article | jinzhong               | 8.00000
--          jinzhong_article | jinzhong_agricultural… | 1.00000
create view rounded_figures as
select
    source_id,
    subject_id,
    indicator_id,
    period_id,
    cast(is_current as boolean) as is_current,
    printed,
    cast(value as decimal(18, 4)) as value,
    unit_id,
    cast(factor as decimal(18, 8)) as factor,
    qualifier,
    cast(decimals as integer) as decimals,
    cast(base_value as decimal(18, 4)) as base_value,
    cast(base_step as decimal(18, 5)) as base_step,
    cast(base_lower_bound as decimal(18, 5)) as base_lower_bound,
    cast(base_upper_bound as decimal(18, 5)) as base_upper_bound,
    cast(
        case
            when base_value < 0 then cast(base_value as decimal(28, 5)) - base_step
            else base_lower_bound
        end as decimal(18, 5)
    ) as least_base_value,
    cast(
        cast(base_value as decimal(28, 5))
        + case
            when base_value < 0 then cast(base_step * 0.5 as decimal(18, 5))
            else base_step
        end as decimal(18, 5)
    ) as greatest_base_value
from source_figures;
comment on view rounded_figures is
'舍入范围;可能被四舍五入或截尾为该数字的范围 | rounded figures; what may have been rounded, or cut, '
'to each printed figure';
