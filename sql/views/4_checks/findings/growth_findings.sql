-- growth_findings: 增速不符, printed growth that the levels of both years do not give.
-- Grain:   one row per source, subject, indicator and period.
-- Reads:   growth_pairs.
-- Formula: (100 + growth) * level a year before against 100 * level, each wherever
--          rounding or cutting can have moved it from.
-- Nulls:   load_id of what ships with the package.
-- Sample:  no row.
create view growth_findings as
select
    cast('growth_agrees' as varchar) as check_id,
    source_id,
    cast(load_id as integer) as load_id,
    subject_id,
    indicator_id,
    period_id,
    printed,
    unit_id,
    subject_id as other_subject_id,
    other_period_id,
    other_printed,
    other_unit_id
from growth_pairs
where
    preference = 1
    and (
        (100 + greatest_growth) * greatest_base < 100 * least_level
        or (100 + least_growth) * least_base > 100 * greatest_level
    );
comment on view growth_findings is
'增速不符;由两年数值不能得出的增速 | growth findings; printed growth that the levels of both years '
'do not give';
