-- latest_round: 最近一期, what the last round added to the three batches.
-- Grain:   one row per subject and last round of a range of rounds.
-- Reads:   project_set_figures, batch_totals, periods, subjects.
-- Formula: all rounds less the batches of the earlier rounds: a residual, never a
--          reported value.
-- Nulls:   the range or any batch of its earlier rounds is missing.
create view latest_round as
select
    project_set_figures.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    last_rounds.period_id,
    last_rounds.period_start,
    last_rounds.period_end,
    cast(last_rounds.round_to as integer) as round_no,
    cast(project_set_figures.projects_count - batch_totals.projects_count as bigint)
        as projects_count,
    cast(
        project_set_figures.investment_cny_100m
        - batch_totals.investment_cny_100m as decimal(18, 4)
    ) as investment_cny_100m,
    cast(
        project_set_figures.investment_lower_cny_100m
        - batch_totals.investment_upper_cny_100m as decimal(18, 5)
    ) as investment_lower_cny_100m,
    cast(
        project_set_figures.investment_upper_cny_100m
        - batch_totals.investment_lower_cny_100m as decimal(18, 5)
    ) as investment_upper_cny_100m,
    cast(
        project_set_figures.expected_output_cny_100m
        - batch_totals.expected_output_cny_100m as decimal(18, 4)
    ) as expected_output_cny_100m,
    cast(
        project_set_figures.expected_output_lower_cny_100m
        - batch_totals.expected_output_upper_cny_100m as decimal(18, 5)
    ) as expected_output_lower_cny_100m,
    cast(
        project_set_figures.expected_output_upper_cny_100m
        - batch_totals.expected_output_lower_cny_100m as decimal(18, 5)
    ) as expected_output_upper_cny_100m
from project_set_figures
inner join subjects on project_set_figures.subject_id = subjects.subject_id
inner join periods on project_set_figures.period_id = periods.period_id
inner join periods as last_rounds
    on periods.tail_period_id = last_rounds.period_id
left join batch_totals
    on
        project_set_figures.subject_id = batch_totals.subject_id
        and periods.head_period_id = batch_totals.period_id
where
    project_set_figures.project_set_id = 'all_batches'
    and periods.period_kind = 'rounds';
comment on view latest_round is
'最近一期;各期合计减去前几期的差额 | latest round; all rounds less the earlier ones, a residual';
