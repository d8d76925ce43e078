-- verdict_findings: 核对存疑, printed figures that are not the derived ones.
-- Grain:   one row per verdict of mismatch, truncated or within_rounding.
-- Reads:   verdict_values.
-- Formula: mismatch is a warning; the others say how the figure was rounded or cut.
-- Nulls:   none.
-- Sample:  check_id             | subject_id
--          reconciliation_exact | jinzhong_industrial_z…
create view verdict_findings as
select
    cast(
        case verdict
            when 'mismatch' then 'reconciliation_match' else 'reconciliation_exact'
        end as varchar
    ) as check_id,
    subject_id,
    period_id,
    cast(
        source_id || ' ' || indicator_id || ' ' || period_id || ': printed ' || printed
        || ', derived ' || cast(cast(derived as decimal(38, 4)) as varchar)
        || case verdict
            when 'mismatch' then ' (' || formula || ')' else ', ' || verdict
        end as varchar
    ) as detail
from verdict_values
where verdict in ('mismatch', 'truncated', 'within_rounding');
comment on view verdict_findings is
'核对存疑;与推算值不同的刊印数字 | verdict findings; printed figures that are not the derived ones';
