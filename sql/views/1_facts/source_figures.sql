-- source_figures: 来源口径数字, what each source says of a subject, indicator and period.
-- Grain:   one row per source, subject, indicator and period: the preferred mention.
-- Reads:   figure_intervals.
-- Formula: the newest load, then most decimals, then the first in print, as decided by
--          sql/resolve/figure_standing.sql; targets stay out. Base units, so that
--          identities add up exactly.
-- Nulls:   base_value where the figure is only a bound; a bound on an open side.
-- Sample:  source_id        | subject_id             | base_value | base_step
--          jinzhong_article | jinzhong               | 8.0000     | 0.00000
--          jinzhong_article | jinzhong_agricultural… | 1.0000     | 0.00000
--          jinzhong_article | jinzhong_ecotourism_z… | 1.0000     | 0.00000
create view source_figures as
select
    source_id,
    subject_id,
    indicator_id,
    period_id,
    cast(figure_no as integer) as figure_no,
    cast(passage_no as integer) as passage_no,
    cast(is_current as boolean) as is_current,
    printed,
    cast(value as decimal(18, 4)) as value,
    unit_id,
    cast(factor as decimal(18, 8)) as factor,
    qualifier,
    cast(decimals as integer) as decimals,
    cast(case when qualifier in ('=', '~') then base_value end as decimal(18, 4))
        as base_value,
    cast(base_step as decimal(18, 5)) as base_step,
    cast(base_lower_bound as decimal(18, 5)) as base_lower_bound,
    cast(base_upper_bound as decimal(18, 5)) as base_upper_bound
from figure_intervals
where figure_kind = 'observation' and is_source_current;
comment on view source_figures is
'来源口径数字;同一来源内每个对象、指标、时期取首选刊印 | source figures; each source''s preferred '
'mention per subject, indicator and period';
