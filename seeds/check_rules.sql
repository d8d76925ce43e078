-- error: the file is broken and is not published. warning: a figure deserves doubt.
-- info: worth knowing.
insert into check_rules (check_id, severity, rule_zh, rule_en)
values
('figure_unique', 'error', '每个数字的来源与编号唯一', 'source and number identify a figure'),
('references_exist', 'error', '引用的编号均存在', 'every id that is referred to exists'),
('passage_known', 'error', '来源段落已登记时,数字所在段落亦已登记', 'the passage of a figure is on record, where the source''s are'),
('unit_fits_indicator', 'error', '单位与指标属同一量', 'the unit measures the quantity of the indicator'),
('decimals_fit_value', 'error', '数值位数与刊印位数一致,计数为整数', 'a value has no more decimals than printed, a count none'),
('literal_fits_value', 'error', '刊印文字中的数字等于数值', 'the number in the printed literal is the value'),
('base_value_exact', 'error', '换算为基本单位无舍入', 'conversion to the base unit loses nothing'),
('unit_fits_literal', 'error', '单位与刊印文字一致', 'the unit is the one printed in the literal'),
('identity_complete', 'error', '恒等式各项角色齐全', 'an identity has the terms its kind needs'),
('mentions_agree', 'warning', '同一数字的各次刊印一致', 'the mentions of a figure agree'),
('reconciliation_match', 'warning', '刊印数字与推算一致', 'a printed figure can follow from the others'),
('reconciliation_exact', 'info', '刊印数字等于推算值四舍五入', 'a printed figure is the derived value rounded half up'),
('implied_agrees', 'warning', '隐含区间包含其他来源的数字', 'an implied interval holds the figure of another source'),
('implied_plausible', 'warning', '隐含数字非负,计数区间含整数', 'an implied figure is not negative, and some integer fits a count'),
('members_counted', 'warning', '开发区个数等于登记成员数', 'a printed number of zones equals the members on record'),
('jump_tenfold', 'warning', '数字不到前一期的十倍,也多于其十分之一', 'a figure is less than ten times the one before it, and more than a tenth'),
('cumulative_falls', 'warning', '年内累计数不低于前一期', 'a figure cumulative within the year does not fall'),
('share_within_whole', 'warning', '占比不超过100%', 'a share does not exceed 100 percent'),
('metric_value_unique', 'warning', '指标值的指标、对象、时期与项目唯一', 'metric, subject, period and item identify a derived value'),
('decisions_current', 'warning', '取舍结果与各行相符', 'what was decided fits the rows');
