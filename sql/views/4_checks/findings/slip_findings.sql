-- slip_findings: 疏漏问题, what offices get wrong in sheets, in words.
-- Grain:   one row per finding.
-- Reads:   slips, check_rules, subjects, indicators, periods, units.
-- Formula: the figure, and what the rule says of it and of the other that it was held
--          against.
-- Nulls:   as in slips.
-- Sample:  no row.
create view slip_findings as
with named as (
    select
        slips.*,
        check_rules.finding_zh,
        check_rules.finding_en,
        coalesce(subjects.name_zh, slips.subject_id) as subject_name,
        coalesce(indicators.name_zh || ' ', '') as indicator_name,
        coalesce(periods.name_zh || ' ', '') as period_name,
        case
            when slips.other_subject_id = slips.subject_id then ''
            else coalesce(other_subjects.name_zh || ' ', '')
        end as other_subject_name,
        case
            when slips.other_period_id = slips.period_id then ''
            else coalesce(other_periods.name_zh || ' ', '')
        end as other_period_name,
        case
            when position(units.symbol_zh in slips.printed) = 0 then units.symbol_zh
            else ''
        end as symbol,
        case
            when position(other_units.symbol_zh in slips.other_printed) = 0
                then other_units.symbol_zh
            else ''
        end as other_symbol
    from slips
    inner join check_rules on slips.check_id = check_rules.check_id
    left join subjects on slips.subject_id = subjects.subject_id
    left join subjects as other_subjects
        on slips.other_subject_id = other_subjects.subject_id
    left join indicators on slips.indicator_id = indicators.indicator_id
    left join periods on slips.period_id = periods.period_id
    left join periods as other_periods
        on slips.other_period_id = other_periods.period_id
    left join units on slips.unit_id = units.unit_id
    left join units as other_units on slips.other_unit_id = other_units.unit_id
)

select
    check_id,
    source_id,
    cast(load_id as integer) as load_id,
    subject_id,
    indicator_id,
    period_id,
    cast(other_load_id as integer) as other_load_id,
    cast(
        coalesce(source_id || ' ' || indicator_id || ' ' || period_id, subject_id)
        || ': ' || printed || symbol
        || replace(
            finding_en, '{other}',
            case
                when other_subject_id = subject_id then ''
                else other_subject_id || ' '
            end
            || case
                when other_period_id <> period_id then other_period_id || ' '
                else ''
            end
            || other_printed || other_symbol
        ) as varchar
    ) as detail,
    cast(
        subject_name || ' ' || period_name || indicator_name || ': '
        || printed || symbol
        || replace(
            finding_zh, '{other}',
            other_subject_name || other_period_name || other_printed || other_symbol
        ) as varchar
    ) as detail_zh
from named;
comment on view slip_findings is
'疏漏问题;报表填写差错的说明 | slip findings; what offices get wrong in sheets, in words';
