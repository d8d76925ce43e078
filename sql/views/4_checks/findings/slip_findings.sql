-- slip_findings: 疏漏问题, what offices get wrong in sheets, in words.
-- Grain:   one row per finding.
-- Reads:   whole_findings, scale_findings, percent_findings, growth_findings,
--          project_findings, check_rules, subjects, indicators, periods, units.
-- Formula: the figure, and what the rule says of it and of the other that it was held
--          against; another subject or period is named.
-- Nulls:   indicator_id and period_id of projects; load_id of what ships with the
--          package.
-- Sample:  no row.
create view slip_findings as
with slips as (
    select * from whole_findings
    union all
    select * from scale_findings
    union all
    select * from percent_findings
    union all
    select * from growth_findings
    union all
    select * from project_findings
),

worded as (
    select
        slips.*,
        slips.printed || coalesce(
            case
                when position(units.symbol_zh in slips.printed) = 0
                    then units.symbol_zh
            end,
            ''
        ) as figure,
        slips.other_printed || coalesce(
            case
                when position(other_units.symbol_zh in slips.other_printed) = 0
                    then other_units.symbol_zh
            end,
            ''
        ) as other_figure
    from slips
    left join units on slips.unit_id = units.unit_id
    left join units as other_units on slips.other_unit_id = other_units.unit_id
)

select
    worded.check_id,
    cast(worded.load_id as integer) as load_id,
    worded.subject_id,
    worded.indicator_id,
    worded.period_id,
    cast(
        concat_ws(' ', worded.source_id, worded.indicator_id, worded.period_id) || ': '
        || worded.figure || replace(
            check_rules.finding_en, '{other}',
            concat_ws(
                ' ',
                nullif(worded.other_subject_id, worded.subject_id),
                nullif(worded.other_period_id, worded.period_id),
                worded.other_figure
            )
        ) as varchar
    ) as detail,
    cast(
        concat_ws(' ', subjects.name_zh, periods.name_zh, indicators.name_zh) || ':'
        || worded.figure || replace(
            check_rules.finding_zh, '{other}',
            concat_ws(
                ' ',
                nullif(other_subjects.name_zh, subjects.name_zh),
                nullif(other_periods.name_zh, periods.name_zh),
                worded.other_figure
            )
        ) as varchar
    ) as detail_zh
from worded
inner join check_rules on worded.check_id = check_rules.check_id
left join subjects on worded.subject_id = subjects.subject_id
left join subjects as other_subjects
    on worded.other_subject_id = other_subjects.subject_id
left join indicators on worded.indicator_id = indicators.indicator_id
left join periods on worded.period_id = periods.period_id
left join periods as other_periods on worded.other_period_id = other_periods.period_id;
comment on view slip_findings is
'疏漏问题;报表填写差错的说明 | slip findings; what offices get wrong in sheets, in words';
