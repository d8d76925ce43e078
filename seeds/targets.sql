-- A target for growth is a target for the growth indicator. No deadline is printed.
insert into targets (target_id, source_id, figure_no, passage_no, printed, subject_id, indicator_id, period_id, deadline, value, unit_id, qualifier, decimals, note_zh, note_en)
values
('jinzhong_industrial_investment_growth', 'jinzhong_article', 64, 15, '20%以上', 'jinzhong_zones', 'industrial_investment_growth', 'undated', null, 20, 'pct', '>=', 0, '期限与基数未写', 'neither deadline nor base is stated'),
('jinzhong_new_signed_projects_growth', 'jinzhong_article', 65, 15, '30%', 'jinzhong_zones', 'new_signed_projects_growth', 'undated', null, 30, 'pct', '=', 0, '期限与基数未写', 'neither deadline nor base is stated'),
('jinzhong_new_signed_investment', 'jinzhong_article', 66, 15, '突破1000亿元', 'jinzhong_zones', 'new_signed_investment', 'undated', null, 1000, 'cny_100m', '>', 0, '期限未写;总投资按当年新签约项目理解', 'no deadline; total investment is taken as that of the projects newly signed in the year');
