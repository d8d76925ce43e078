-- advanced_indicator_id counts the projects that reached the next stage.
insert into project_sets (project_set_id, batch_no, name_zh, name_en, projects_indicator_id, investment_indicator_id, expected_output_indicator_id, actual_output_indicator_id, advanced_indicator_id, rate_indicator_id)
values
('signed_batch', 1, '签约一批', 'signed batch', 'signed_projects', 'signed_investment', 'signed_expected_output', null, 'signed_projects_started', 'start_rate'),
('started_batch', 2, '开工一批', 'started batch', 'started_projects', 'started_investment', 'started_expected_output', null, 'started_projects_in_production', 'production_rate'),
('production_batch', 3, '投产一批', 'production batch', 'production_projects', 'production_investment', 'production_expected_output', 'production_actual_output', null, 'attainment_rate'),
('all_batches', null, '三个一批合计', 'three batches together', 'batch_projects', 'batch_investment', 'batch_expected_output', null, null, null),
('key_projects', null, '重点项目', 'key projects', 'key_projects', 'key_project_planned_investment', null, null, null, null),
('new_signings', null, '招商引资新签约项目', 'new signings', 'new_signed_projects', 'new_signed_investment', null, null, null, null);
