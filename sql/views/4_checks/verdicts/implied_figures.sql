-- implied_figures: 隐含数字, what the printed figures imply but do not state.
-- Grain:   one row per identity, source, subject, indicator and period not printed.
-- Reads:   implied_values, subjects, indicators.
-- Formula: none; the numbers are those of implied_values.
-- Nulls:   estimate or bounds on a division by zero; the integers and habit as in
--          implied_values.
-- Sample:  source_id        | subject_id     | rounded_integer | cut_integer
--          jinzhong_article | jinzhong_zones | 314             | 314
--          jinzhong_article | jinzhong_zones | 87              | 87
--          jinzhong_article | jinzhong_zones | 1               | 1
create view implied_figures as
select
    implied_values.source_id,
    implied_values.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    implied_values.indicator_id,
    indicators.name_zh as indicator_name_zh,
    indicators.name_en as indicator_name_en,
    implied_values.period_id,
    cast(implied_values.estimate as double) as estimate,
    cast(implied_values.lower_bound as double) as lower_bound,
    cast(implied_values.upper_bound as double) as upper_bound,
    implied_values.unit_id,
    cast(implied_values.integer_value as bigint) as integer_value,
    implied_values.habit,
    cast(implied_values.rounded_integer as bigint) as rounded_integer,
    cast(implied_values.cut_integer as bigint) as cut_integer,
    implied_values.formula_en as formula,
    implied_values.formula_zh,
    implied_values.identity_id
from implied_values
inner join subjects on implied_values.subject_id = subjects.subject_id
inner join indicators on implied_values.indicator_id = indicators.indicator_id;
comment on view implied_figures is
'隐含数字;文中未写但可推得的数字及区间 | implied figures; what the text implies but does not '
'state, each with its interval';
