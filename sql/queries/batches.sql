-- batches: 三个一批, projects, money, rate and rank of each batch by period.
-- Param:   period varchar = null: only this period_id.
-- Param:   subject varchar = null: only this subject_id.
select
    subject_name_zh,
    period_id,
    project_set_name_zh,
    projects_count,
    advanced_projects_count,
    investment_cny_100m,
    expected_output_cny_100m,
    actual_output_cny_100m,
    rate_pct,
    stated_rate_pct,
    provincial_rank
from three_batches
where
    (cast($period as varchar) is null or period_id = $period)
    and (cast($subject as varchar) is null or subject_id = $subject)
order by subject_id, period_id, batch_no;
