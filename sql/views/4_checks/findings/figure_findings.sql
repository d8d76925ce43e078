-- figure_findings: 数字问题, figures and identities that contradict themselves.
-- Grain:   one row per finding.
-- Reads:   figure_faults, stated_rows, identity_findings, rival_findings,
--          total_findings.
-- Formula: the faults in words; the numbers under which a source and load have several
--          figures in force; identities; totals below the sum of their parts.
-- Nulls:   subject_id and period_id where the finding concerns none.
-- Sample:  no row.
create view figure_findings as
select
    rules.check_id,
    figure_faults.subject_id,
    figure_faults.period_id,
    cast(
        figure_faults.source_id || ' figure '
        || cast(figure_faults.figure_no as varchar)
        || ' (' || figure_faults.printed || '): '
        || case rules.check_id
            when 'passage_known'
                then
                    'passage ' || cast(figure_faults.passage_no as varchar)
                    || ' is not in source_passages'
            when 'unit_fits_indicator'
                then
                    'unit ' || figure_faults.unit_id || ' is no unit of '
                    || figure_faults.indicator_id
            when 'unit_fits_literal'
                then
                    'unit ' || figure_faults.unit_id || ' (' || figure_faults.symbol_zh
                    || ') is not the one printed'
            when 'decimals_fit_value'
                then
                    'value ' || cast(figure_faults.value as varchar) || ' with '
                    || cast(figure_faults.decimals as varchar) || ' decimals'
            when 'literal_fits_value'
                then 'the value is ' || cast(figure_faults.value as varchar)
            else
                'in ' || figure_faults.base_unit_id
                || ' it is too large, or needs more than 4 decimals'
        end as varchar
    ) as detail
from figure_faults
inner join (
    values
    ('passage_known'), ('unit_fits_indicator'), ('unit_fits_literal'),
    ('decimals_fit_value'), ('literal_fits_value'), ('base_value_exact')
) as rules (check_id)
    on
        case rules.check_id
            when 'passage_known' then figure_faults.lacks_passage
            when 'unit_fits_indicator' then figure_faults.has_other_unit
            when 'unit_fits_literal' then figure_faults.has_other_symbol
            when 'decimals_fit_value' then figure_faults.has_other_decimals
            when 'literal_fits_value' then figure_faults.has_other_number
            else figure_faults.is_inexact
        end
union all
select
    cast('figure_unique' as varchar) as check_id,
    cast(null as varchar) as subject_id,
    cast(null as varchar) as period_id,
    cast(
        source_id || ' figure ' || cast(figure_no as varchar) || ' stands '
        || cast(count(*) as varchar) || ' times' as varchar
    ) as detail
from stated_rows
where is_in_force
group by source_id, figure_no, load_id
having count(*) > 1
union all
select
    check_id,
    subject_id,
    period_id,
    detail
from identity_findings
union all
select
    check_id,
    subject_id,
    period_id,
    detail
from rival_findings
union all
select
    check_id,
    subject_id,
    period_id,
    detail
from total_findings;
comment on view figure_findings is
'数字问题;与自身矛盾的数字与恒等式 | figure findings; figures and identities that contradict '
'themselves';
