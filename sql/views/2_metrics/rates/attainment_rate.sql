-- attainment_rate: 达效率, actual against expected annual output.
-- Grain:   one row per subject and period with either output.
-- Reads:   metric_figures, subjects, periods.
-- Formula: attainment_rate_pct = 100 * actual_output_cny_100m /
--          expected_output_cny_100m.
-- Nulls:   no expected output, or an output is missing; the operands by their names
--          where another identity defines the rate: metric_figures has those.
-- Sample:  subject_id     | period_id       | attainment_rate_pct
--          jinzhong_zones | R1-4@2021-08-06 | 92.17579986385296
create view attainment_rate as
select
    metric_figures.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    metric_figures.period_id,
    periods.period_start,
    periods.period_end,
    cast(
        case metric_figures.identity_id
            when 'attainment_rate' then metric_figures.numerator_value
        end as decimal(18, 4)
    ) as actual_output_cny_100m,
    cast(
        case metric_figures.identity_id
            when 'attainment_rate' then metric_figures.denominator_value
        end as decimal(18, 4)
    ) as expected_output_cny_100m,
    metric_figures.identity_id,
    cast(metric_figures.value as double) as attainment_rate_pct,
    cast(metric_figures.lower_bound as double) as attainment_rate_lower_pct,
    cast(metric_figures.upper_bound as double) as attainment_rate_upper_pct
from metric_figures
inner join subjects on metric_figures.subject_id = subjects.subject_id
inner join periods on metric_figures.period_id = periods.period_id
where metric_figures.metric_id = 'attainment_rate';
comment on view attainment_rate is
'达效率;投产项目实际年产值占预计年产值的百分比 | attainment rate; actual as percent of expected '
'annual output';
