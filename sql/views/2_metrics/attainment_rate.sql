-- attainment_rate: 达效率, actual against expected annual output.
-- Grain:   one row per subject and period with expected output.
-- Reads:   current_figures.
-- Formula: attainment_rate_pct = 100 * actual output / expected output.
-- Nulls:   the actual output is missing, or the expected output is zero.
create view attainment_rate as
with expected as (
    select *
    from current_figures
    where indicator_id = 'production_expected_output'
),

actual as (
    select *
    from current_figures
    where indicator_id = 'production_actual_output'
)

select
    cast(expected.subject_id as varchar) as subject_id,
    cast(expected.subject_name_zh as varchar) as subject_name_zh,
    cast(expected.subject_name_en as varchar) as subject_name_en,
    cast(expected.period_id as varchar) as period_id,
    cast(expected.period_start as date) as period_start,
    cast(expected.period_end as date) as period_end,
    cast(actual.point_value as decimal(18, 4)) as actual_output_cny_100m,
    cast(expected.point_value as decimal(18, 4)) as expected_output_cny_100m,
    cast(
        100 * cast(actual.point_value as double)
        / nullif(cast(expected.point_value as double), 0)
        as double
    ) as attainment_rate_pct,
    cast(
        100 * cast(actual.lower_bound as double)
        / nullif(cast(expected.upper_bound as double), 0)
        as double
    ) as attainment_rate_lower_pct,
    cast(
        100 * cast(actual.upper_bound as double)
        / nullif(cast(expected.lower_bound as double), 0)
        as double
    ) as attainment_rate_upper_pct
from expected
left join actual
    on
        expected.subject_id = actual.subject_id
        and expected.period_id = actual.period_id;
comment on view attainment_rate is
'达效率;投产项目实际年产值占预计年产值的百分比 | attainment rate; actual as percent of expected '
'annual output';
