-- stated_rows: 陈述行, the rows of observations and targets, in force or not.
-- Grain:   one row per row of the two tables.
-- Reads:   observations, targets.
-- Formula: none; table_name says which of the two.
-- Nulls:   decided columns that nothing has decided; below or above on an open side.
-- Sample:  table_name   | source_id        | decimals | step    | below   | above
--          observations | 191i_jinzhong    | 1        | 0.10000 | 0.05000 | 0.05000
--          observations | jinzhong_article | 2        | 0.01000 | 0.00500 | 0.00500
--          observations | jinzhong_article | 0        | 0.00000 | 0.00000 | 0.00000
create view stated_rows as
select
    cast('observations' as varchar) as table_name,
    source_id,
    cast(figure_no as integer) as figure_no,
    subject_id,
    indicator_id,
    period_id,
    cast(value as decimal(18, 4)) as value,
    unit_id,
    qualifier,
    cast(decimals as integer) as decimals,
    cast(load_id as integer) as load_id,
    is_in_force,
    is_current,
    is_source_current,
    cast(unit_scale as double) as unit_scale,
    cast(step as decimal(18, 5)) as step,
    cast(below as decimal(18, 5)) as below,
    cast(above as decimal(18, 5)) as above
from observations
union all
select
    cast('targets' as varchar) as table_name,
    source_id,
    cast(figure_no as integer) as figure_no,
    subject_id,
    indicator_id,
    period_id,
    cast(value as decimal(18, 4)) as value,
    unit_id,
    qualifier,
    cast(decimals as integer) as decimals,
    cast(load_id as integer) as load_id,
    is_in_force,
    is_current,
    is_source_current,
    cast(unit_scale as double) as unit_scale,
    cast(step as decimal(18, 5)) as step,
    cast(below as decimal(18, 5)) as below,
    cast(above as decimal(18, 5)) as above
from targets;
comment on view stated_rows is
'陈述行;观测值与目标的各行,无论是否有效 | stated rows; observations and targets, in force or not';
