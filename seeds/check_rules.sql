-- error: the file is broken and is not published. warning: a figure deserves doubt.
-- info: worth knowing. finding_zh and finding_en say what is wrong with a figure; {other}
-- is what it was held against.
insert into check_rules (check_id, severity, rule_zh, rule_en, finding_zh, finding_en)
values
('figure_unique', 'error', '每个数字的来源与编号唯一', 'source and number identify a figure', null, null),
('references_exist', 'error', '引用的编号均存在', 'every id that is referred to exists', null, null),
('passage_known', 'error', '来源段落已登记时,数字所在段落亦已登记', 'the passage of a figure is on record, where the source''s are', null, null),
('unit_fits_indicator', 'error', '单位与指标属同一量', 'the unit measures the quantity of the indicator', null, null),
('decimals_fit_value', 'error', '数值位数与刊印位数一致,计数为整数', 'a value has no more decimals than printed, a count none', null, null),
('literal_fits_value', 'error', '刊印文字中的数字等于数值', 'the number in the printed literal is the value', null, null),
('base_value_exact', 'error', '换算为基本单位无舍入', 'conversion to the base unit loses nothing', null, null),
('unit_fits_literal', 'error', '单位与刊印文字一致', 'the unit is the one printed in the literal', null, null),
('identity_complete', 'error', '恒等式各项角色齐全', 'an identity has the terms its kind needs', null, null),
('identity_unambiguous', 'error', '同一对象的同一定义只有一个最近者', 'of the definitions of one indicator or metric one is nearest to a subject', null, null),
('total_of_parts', 'error', '城市的可加指标不少于其各开发区之和', 'of an indicator that adds up, a city is not less than the sum of its zones', null, null),
('mentions_agree', 'warning', '同一数字的各次刊印一致', 'the mentions of a figure agree', null, null),
('revised', 'info', '较晚的来源未改动较早来源的数字', 'a later source does not change a figure of an earlier one', null, null),
('reconciliation_match', 'warning', '刊印数字与推算一致', 'a printed figure can follow from the others', null, null),
('reconciliation_exact', 'info', '刊印数字等于推算值四舍五入', 'a printed figure is the derived value rounded half up', null, null),
('reconciliation_across', 'info', '刊印数字仅可用其他来源的数字核对', 'a printed figure can be re-derived only with figures of other sources', null, null),
('implied_agrees', 'warning', '隐含区间包含其他来源的数字', 'an implied interval holds the figure of another source', null, null),
('implied_plausible', 'warning', '隐含数字非负,计数区间含整数', 'an implied figure is not negative, and some integer fits a count', null, null),
('members_counted', 'warning', '开发区个数等于登记成员数', 'a printed number of zones equals the members on record', null, null),
('jump_tenfold', 'warning', '数字不到前一期的十倍,也多于其十分之一', 'a figure is less than ten times the one before it, and more than a tenth', null, null),
('cumulative_falls', 'warning', '年内累计数不低于前一期', 'a figure cumulative within the year does not fall', null, null),
('share_within_whole', 'warning', '占比不超过100%', 'a share does not exceed 100 percent', null, null),
('metric_value_unique', 'warning', '指标值的指标、对象、时期与项目唯一', 'metric, subject, period and item identify a derived value', null, null),
('decisions_current', 'warning', '取舍结果与各行相符', 'what was decided fits the rows', null, null),
('part_within_whole', 'warning', '开发区的可加指标不超过所属城市或分组', 'of an indicator that adds up, a zone does not exceed its city or group', ',超过{other}', ', above {other}'),
('thousandfold', 'warning', '数字不到同期各开发区中位数的一千倍', 'a figure is less than a thousand times the median of the zones', ',为同期各开发区中位数{other}的一千倍以上', ', a thousand times the median of the zones, {other}, or more'),
('percent_formatted', 'warning', '百分数不是小数:同一来源同期数字不都小于1且带三位以上小数', 'percentages are no fractions: not all of a source and period lie below 1, with three decimals or more', ',同期数字均小于1,似为未乘以100的小数', ', and all of that period lie below 1, as fractions do'),
('growth_agrees', 'warning', '刊印的增速与本期、上年同期数值相符', 'a printed growth can follow from the figures of both years', ',与两年数值不符:{other}', ', which does not follow from {other}'),
('project_listed_once', 'warning', '同一开发区的同名项目只有一个编号', 'projects of one zone and name have one number', ',以多个编号登记:{other}', ', listed as {other}');
