-- verdict_findings: 核对存疑, printed figures that are not the derived ones.
-- Grain:   one row per verdict of mismatch, truncated or within_rounding, or across
--          sources.
-- Reads:   verdict_values.
-- Formula: mismatch is a warning; the others say how the figure was rounded or cut, or
--          from which other sources it was derived.
-- Nulls:   none.
-- Sample:  check_id              | subject_id
--          reconciliation_across | jinzhong_industrial_z…
--          reconciliation_exact  | jinzhong_industrial_z…
create view verdict_findings as
select
    cast(
        case verdict
            when 'mismatch' then 'reconciliation_match'
            when 'across_sources' then 'reconciliation_across'
            when 'across_mismatch' then 'reconciliation_across'
            else 'reconciliation_exact'
        end as varchar
    ) as check_id,
    subject_id,
    period_id,
    cast(
        source_id || ' ' || indicator_id || ' ' || period_id || ': printed ' || printed
        || ', derived ' || cast(cast(derived as decimal(38, 4)) as varchar)
        || case verdict
            when 'mismatch' then ' (' || formula || ')'
            when 'across_sources' then ', agrees with figures of ' || other_sources
            when 'across_mismatch'
                then
                    ', does not agree with figures of ' || other_sources || ' ('
                    || formula || ')'
            else ', ' || verdict
        end as varchar
    ) as detail
from verdict_values
where
    verdict in (
        'mismatch', 'truncated', 'within_rounding', 'across_sources', 'across_mismatch'
    );
comment on view verdict_findings is
'核对存疑;与推算值不同的刊印数字 | verdict findings; printed figures that are not the derived ones';
