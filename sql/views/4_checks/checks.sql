-- checks: 检查, every rule with what breaks it.
-- Grain:   one row per finding; one row with ok for a rule that nothing breaks.
-- Reads:   check_rules, reference_findings, figure_findings, series_findings,
--          printed_findings, verdict_findings, implied_findings, decision_findings,
--          link_findings, value_findings, slip_findings.
-- Formula: ok = the rule has no finding; detail = the finding, else the rule in words;
--          detail_zh without words of its own = a cross, the rule, then
--          the detail.
-- Nulls:   subject_id and period_id where a finding concerns none, or there is none.
-- Sample:  check_id       | severity | ok
--          implied_agrees | warning  | False
--          implied_agrees | warning  | False
--          mentions_agree | warning  | False
create view checks as
with findings as (
    select
        check_id,
        subject_id,
        period_id,
        detail,
        cast(null as varchar) as detail_zh
    from reference_findings
    union all
    select
        check_id,
        subject_id,
        period_id,
        detail,
        cast(null as varchar) as detail_zh
    from figure_findings
    union all
    select
        check_id,
        subject_id,
        period_id,
        detail,
        cast(null as varchar) as detail_zh
    from series_findings
    union all
    select
        check_id,
        subject_id,
        period_id,
        detail,
        cast(null as varchar) as detail_zh
    from printed_findings
    union all
    select
        check_id,
        subject_id,
        period_id,
        detail,
        cast(null as varchar) as detail_zh
    from verdict_findings
    union all
    select
        check_id,
        subject_id,
        period_id,
        detail,
        cast(null as varchar) as detail_zh
    from implied_findings
    union all
    select
        check_id,
        subject_id,
        period_id,
        detail,
        cast(null as varchar) as detail_zh
    from decision_findings
    union all
    select
        check_id,
        subject_id,
        period_id,
        detail,
        cast(null as varchar) as detail_zh
    from link_findings
    union all
    select
        check_id,
        subject_id,
        period_id,
        detail,
        cast(null as varchar) as detail_zh
    from value_findings
    union all
    select
        check_id,
        subject_id,
        period_id,
        detail,
        detail_zh
    from slip_findings
)

select
    check_rules.check_id,
    check_rules.severity,
    cast(findings.detail is null as boolean) as ok,
    findings.subject_id,
    findings.period_id,
    cast(coalesce(findings.detail, check_rules.rule_en) as varchar) as detail,
    check_rules.rule_zh,
    check_rules.rule_en,
    cast(
        coalesce(
            findings.detail_zh,
            '× ' || check_rules.rule_zh || ':' || findings.detail,
            check_rules.rule_zh
        ) as varchar
    ) as detail_zh
from check_rules
left join findings on check_rules.check_id = findings.check_id;
comment on view checks is
'检查;每条规则及违反情况 | checks; every rule with what breaks it';
