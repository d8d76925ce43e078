-- implied: 言外之数, what an article implies but does not say, as intervals.
-- Param:   source varchar = 'jinzhong_article': source_id.
select
    subject_name_zh,
    indicator_name_zh,
    period_id,
    estimate,
    lower_bound,
    upper_bound,
    integer_value,
    unit_id,
    formula
from implied_figures
where source_id = cast($source as varchar)
order by identity_id, subject_id, period_id;
