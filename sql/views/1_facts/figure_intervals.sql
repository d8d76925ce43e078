-- figure_intervals: 数字区间, every printed figure with the interval it stands for.
-- Grain:   one row per printed figure in force (source_id, figure_no, load_id).
-- Reads:   observations, targets, units.
-- Formula: value - below and value + above; base = printed unit * factor.
-- Nulls:   a bound is NULL where the figure leaves that side open; base columns where
--          the value is too large for its unit, which the check base_value_exact tells.
-- Sample:  figure_kind | source_id        | factor        | base_value   | base_step
--          observation | jinzhong_article | 1500.00000000 | 1314030.0000 | 15.00000
--          observation | jinzhong_article | 1.00000000    | 1.0000       | 0.00000
--          observation | jinzhong_article | 1.00000000    | 2.4000       | 0.10000
create view figure_intervals as
with stated as (
    select
        'observation' as figure_kind,
        source_id,
        figure_no,
        passage_no,
        printed,
        subject_id,
        indicator_id,
        period_id,
        value,
        unit_id,
        qualifier,
        decimals,
        note_zh,
        note_en,
        load_id,
        is_current,
        is_source_current,
        step,
        below,
        above
    from observations
    where is_in_force
    union all
    select
        'target' as figure_kind,
        source_id,
        figure_no,
        passage_no,
        printed,
        subject_id,
        indicator_id,
        period_id,
        value,
        unit_id,
        qualifier,
        decimals,
        note_zh,
        note_en,
        load_id,
        is_current,
        is_source_current,
        step,
        below,
        above
    from targets
    where is_in_force
),

bounded as (
    select
        stated.*,
        units.base_unit_id,
        units.factor,
        units.whole_factor,
        cast(cast(stated.value as decimal(28, 5)) - stated.below as decimal(19, 5))
            as lower_bound,
        cast(cast(stated.value as decimal(28, 5)) + stated.above as decimal(19, 5))
            as upper_bound
    from stated
    left join units on stated.unit_id = units.unit_id
)

select
    figure_kind,
    source_id,
    cast(figure_no as integer) as figure_no,
    cast(passage_no as integer) as passage_no,
    printed,
    subject_id,
    indicator_id,
    period_id,
    cast(value as decimal(18, 4)) as value,
    unit_id,
    qualifier,
    cast(decimals as integer) as decimals,
    is_current,
    is_source_current,
    cast(lower_bound as decimal(18, 5)) as lower_bound,
    cast(upper_bound as decimal(18, 5)) as upper_bound,
    base_unit_id,
    cast(factor as decimal(18, 8)) as factor,
    cast(
        coalesce(
            try_cast(cast(value as decimal(19, 4)) * whole_factor as decimal(18, 4)),
            try_cast(cast(value as decimal(19, 4)) * factor as decimal(18, 4))
        ) as decimal(18, 4)
    ) as base_value,
    cast(
        coalesce(
            try_cast(cast(step as decimal(19, 5)) * whole_factor as decimal(18, 5)),
            try_cast(cast(step as decimal(19, 5)) * factor as decimal(18, 5))
        ) as decimal(18, 5)
    ) as base_step,
    cast(
        coalesce(
            try_cast(lower_bound * whole_factor as decimal(18, 5)),
            try_cast(lower_bound * factor as decimal(18, 5))
        ) as decimal(18, 5)
    ) as base_lower_bound,
    cast(
        coalesce(
            try_cast(upper_bound * whole_factor as decimal(18, 5)),
            try_cast(upper_bound * factor as decimal(18, 5))
        ) as decimal(18, 5)
    ) as base_upper_bound,
    note_zh,
    note_en,
    cast(load_id as integer) as load_id
from bounded;
comment on view figure_intervals is
'数字区间;每个刊印数字及其所代表的区间 | figure intervals; each figure with the interval it stands for';
