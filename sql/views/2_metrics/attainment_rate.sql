-- attainment_rate: 达效率, actual against expected annual output.
-- Grain:   one row per subject and period with either output.
-- Reads:   current_figures.
-- Formula: attainment_rate_pct = 100 * actual output / expected output.
-- Nulls:   no expected output, or an output is missing.
create view attainment_rate as
with flagged as (
    select
        *,
        case when indicator_id = 'production_actual_output' then 1 end as is_actual,
        case when indicator_id = 'production_expected_output' then 1 end as is_expected
    from current_figures
    where indicator_id in ('production_actual_output', 'production_expected_output')
),

side_by_side as (
    select
        subject_id,
        subject_name_zh,
        subject_name_en,
        period_id,
        period_start,
        period_end,
        max(is_actual * point_value) as actual,
        max(is_actual * lower_bound) as actual_lower,
        max(is_actual * upper_bound) as actual_upper,
        max(is_expected * point_value) as expected,
        max(is_expected * lower_bound) as expected_lower,
        max(is_expected * upper_bound) as expected_upper
    from flagged
    group by
        subject_id, subject_name_zh, subject_name_en, period_id, period_start,
        period_end
)

select
    cast(subject_id as varchar) as subject_id,
    cast(subject_name_zh as varchar) as subject_name_zh,
    cast(subject_name_en as varchar) as subject_name_en,
    cast(period_id as varchar) as period_id,
    cast(period_start as date) as period_start,
    cast(period_end as date) as period_end,
    cast(actual as decimal(18, 4)) as actual_output_cny_100m,
    cast(expected as decimal(18, 4)) as expected_output_cny_100m,
    cast(
        100 * cast(actual as double) / nullif(cast(expected as double), 0)
        as double
    ) as attainment_rate_pct,
    cast(
        100 * cast(actual_lower as double) / nullif(cast(expected_upper as double), 0)
        as double
    ) as attainment_rate_lower_pct,
    cast(
        100 * cast(actual_upper as double) / nullif(cast(expected_lower as double), 0)
        as double
    ) as attainment_rate_upper_pct
from side_by_side;
comment on view attainment_rate is
'达效率;投产项目实际年产值占预计年产值的百分比 | attainment rate; actual as percent of expected '
'annual output';
