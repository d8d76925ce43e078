-- batch_composition: 三批构成, each batch's share of the three together.
-- Grain:   one row per subject, period and batch.
-- Reads:   project_set_figures, batch_totals, subjects, periods, project_sets.
-- Formula: share_pct = 100 * batch / sum of the batches, of projects, investment and
--          expected output; the bounds move the batch one way, the others the other.
-- Nulls:   a share of which a batch is missing, or the sum is zero.
create view batch_composition as
select
    project_set_figures.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    project_set_figures.period_id,
    periods.period_start,
    periods.period_end,
    project_set_figures.project_set_id,
    cast(project_set_figures.batch_no as integer) as batch_no,
    project_sets.name_zh as project_set_name_zh,
    project_sets.name_en as project_set_name_en,
    cast(project_set_figures.projects_count as bigint) as projects_count,
    cast(project_set_figures.investment_cny_100m as decimal(18, 4))
        as investment_cny_100m,
    cast(project_set_figures.expected_output_cny_100m as decimal(18, 4))
        as expected_output_cny_100m,
    cast(
        100 * cast(project_set_figures.projects_count as double)
        / nullif(cast(batch_totals.projects_count as double), 0)
        as double
    ) as batch_projects_share_pct,
    cast(
        100 * cast(project_set_figures.investment_cny_100m as double)
        / nullif(cast(batch_totals.investment_cny_100m as double), 0)
        as double
    ) as batch_investment_share_pct,
    cast(
        100 * cast(project_set_figures.investment_lower_cny_100m as double)
        / nullif(
            cast(
                batch_totals.investment_upper_cny_100m
                - project_set_figures.investment_upper_cny_100m
                + project_set_figures.investment_lower_cny_100m as double
            ),
            0
        )
        as double
    ) as batch_investment_share_lower_pct,
    cast(
        100 * cast(project_set_figures.investment_upper_cny_100m as double)
        / nullif(
            cast(
                batch_totals.investment_lower_cny_100m
                - project_set_figures.investment_lower_cny_100m
                + project_set_figures.investment_upper_cny_100m as double
            ),
            0
        )
        as double
    ) as batch_investment_share_upper_pct,
    cast(
        100 * cast(project_set_figures.expected_output_cny_100m as double)
        / nullif(cast(batch_totals.expected_output_cny_100m as double), 0)
        as double
    ) as batch_output_share_pct,
    cast(
        100 * cast(project_set_figures.expected_output_lower_cny_100m as double)
        / nullif(
            cast(
                batch_totals.expected_output_upper_cny_100m
                - project_set_figures.expected_output_upper_cny_100m
                + project_set_figures.expected_output_lower_cny_100m as double
            ),
            0
        )
        as double
    ) as batch_output_share_lower_pct,
    cast(
        100 * cast(project_set_figures.expected_output_upper_cny_100m as double)
        / nullif(
            cast(
                batch_totals.expected_output_lower_cny_100m
                - project_set_figures.expected_output_lower_cny_100m
                + project_set_figures.expected_output_upper_cny_100m as double
            ),
            0
        )
        as double
    ) as batch_output_share_upper_pct
from project_set_figures
inner join subjects on project_set_figures.subject_id = subjects.subject_id
inner join periods on project_set_figures.period_id = periods.period_id
inner join project_sets
    on project_set_figures.project_set_id = project_sets.project_set_id
inner join batch_totals
    on
        project_set_figures.subject_id = batch_totals.subject_id
        and project_set_figures.period_id = batch_totals.period_id
where project_set_figures.batch_no is not null;
comment on view batch_composition is
'三批构成;各批占三批合计的百分比 | batch composition; each batch as percent of the three together';
