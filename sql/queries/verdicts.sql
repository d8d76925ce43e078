-- verdicts: 核对结果, which printed figures hold when they are derived again.
-- Param:   source varchar = 'jinzhong_article': source_id.
-- Param:   incomplete boolean = false: also those with an input missing.
select
    indicator_name_zh,
    printed,
    derived,
    lower_bound,
    upper_bound,
    verdict,
    formula,
    missing_figures
from reconciliation
where
    source_id = cast($source as varchar)
    and (cast($incomplete as boolean) or verdict <> 'not_computable')
order by verdict, identity_id, subject_id, period_id;
