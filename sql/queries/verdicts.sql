-- verdicts: 核对结果, which printed figures hold when they are derived again.
-- Param:   source varchar = null: only this source_id; without it all, one's own first.
-- Param:   incomplete boolean = false: also those with an input missing.
select
    reconciliation.source_id,
    reconciliation.subject_name_zh,
    reconciliation.indicator_name_zh,
    reconciliation.period_id,
    reconciliation.printed,
    reconciliation.derived,
    reconciliation.lower_bound,
    reconciliation.upper_bound,
    reconciliation.verdict,
    reconciliation.formula,
    reconciliation.other_sources,
    reconciliation.missing_figures
from reconciliation
inner join sources on reconciliation.source_id = sources.source_id
where
    (
        cast($source as varchar) is null
        or reconciliation.source_id = cast($source as varchar)
    )
    and (
        cast($incomplete as boolean)
        or reconciliation.verdict <> 'not_computable'
    )
order by
    sources.load_id desc nulls last, sources.source_priority asc,
    reconciliation.source_id asc,
    case reconciliation.input_basis when 'across_sources' then 2 else 1 end asc,
    reconciliation.verdict asc, reconciliation.identity_id asc,
    reconciliation.subject_id asc, reconciliation.period_id asc;
