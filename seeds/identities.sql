-- ratio and share: indicator = scale * numerators / denominators, each side added up.
-- product: the same, times the multiplier and over the divisor, which are percentages.
-- sum and difference: indicator = the plus terms less the minus terms (scale 1).
-- total: the terms add up to 100; the indicator is that of one of them.
-- place_subject_id and place_source_id: where it holds, everywhere if both are null.
-- metric_id names the derived metric that is computed by it; without an indicator no figure
-- states the result, and nothing is to be reconciled.
insert into identities (identity_id, identity_kind, indicator_id, metric_id, scale, formula_zh, formula_en, note_zh, note_en)
values
('start_rate', 'ratio', 'start_rate', 'start_rate', 100, '开工率 = 100 × 签约项目中开工数 ÷ 签约项目数', 'start rate = 100 * signed projects started / signed projects', null, null),
('production_rate', 'ratio', 'production_rate', 'production_rate', 100, '投产率 = 100 × 开工项目中投产数 ÷ 开工项目数', 'production rate = 100 * started projects in production / started projects', '有的城市以签约项目数为分母', 'some cities divide by signed projects'),
('attainment_rate', 'ratio', 'attainment_rate', 'attainment_rate', 100, '达效率 = 100 × 实际年产值 ÷ 预计年产值', 'attainment rate = 100 * actual / expected annual output of the production batch', null, null),
('transformation_share', 'ratio', 'transformation_share', 'transformation_share', 100, '转型项目投资占工业投资比重 = 100 × 转型项目投资 ÷ 工业投资', 'transformation share = 100 * transformation investment / industrial investment', '可超过100%', 'may exceed 100'),
('plant_utilisation', 'ratio', 'plant_utilisation', 'plant_utilisation', 100, '标准厂房使用率 = 100 × 已使用面积 ÷ 建成面积', 'plant utilisation = 100 * used / built floor area', null, null),
('key_project_progress', 'ratio', null, 'key_project_progress', 100, '重点项目投资完成率 = 100 × 已完成投资 ÷ 计划投资', 'key project progress = 100 * completed / planned investment', null, null),
('area_per_zone', 'ratio', null, 'area_per_zone', 1, '平均每区规划面积 = 规划面积 ÷ 开发区个数', 'planned area per zone = planned area / zones', null, null),
('area_per_parcel', 'ratio', null, 'standard_land', 1, '每宗标准地面积 = 面积 ÷ 宗数', 'standard-land area per parcel = area / parcels', null, null),
('planned_area_share', 'share', 'planned_area_share', 'city_share', 100, '规划面积占比 = 100 × 规划面积 ÷ 全市(省)土地面积', 'planned area share = 100 * planned area / land area of the whole', null, null),
('planned_area_province_share', 'share', 'planned_area_province_share', 'city_share', 100, '规划面积占全省比重 = 100 × 规划面积 ÷ 全省土地面积', 'planned area share of the province = 100 * planned area / land area of the province', null, null),
('new_signed_projects_share', 'share', 'new_signed_projects_share', 'city_share', 100, '签约项目数占比 = 100 × 本对象 ÷ 全市', 'share = 100 * new signed projects / those of the whole', null, null),
('new_signed_projects_province_share', 'share', 'new_signed_projects_province_share', 'city_share', 100, '签约项目数占全省比重 = 100 × 本对象 ÷ 全省', 'share of the province = 100 * new signed projects / those of the province', null, null),
('new_signed_investment_share', 'share', 'new_signed_investment_share', 'city_share', 100, '签约总投资额占比 = 100 × 本对象 ÷ 全市', 'share = 100 * new signed investment / that of the whole', null, null),
('new_signed_investment_province_share', 'share', 'new_signed_investment_province_share', 'city_share', 100, '签约总投资额占全省比重 = 100 × 本对象 ÷ 全省', 'share of the province = 100 * new signed investment / that of the province', null, null),
('industrial_investment_share', 'share', 'industrial_investment_share', 'city_share', 100, '工业投资占比 = 100 × 本对象 ÷ 全市', 'share = 100 * industrial investment / that of the whole', null, null),
('industrial_investment_province_share', 'share', 'industrial_investment_province_share', 'city_share', 100, '工业投资占全省比重 = 100 × 本对象 ÷ 全省', 'share of the province = 100 * industrial investment / that of the province', null, null),
('industrial_value_added_share', 'share', 'industrial_value_added_share', 'city_share', 100, '工业增加值占比 = 100 × 本对象 ÷ 全市', 'share = 100 * industrial value added / that of the whole', null, null),
('industrial_value_added_province_share', 'share', 'industrial_value_added_province_share', 'city_share', 100, '工业增加值占全省比重 = 100 × 本对象 ÷ 全省', 'share of the province = 100 * industrial value added / that of the province', null, null),
('foreign_capital_used_share', 'share', 'foreign_capital_used_share', 'city_share', 100, '实际利用外资占比 = 100 × 本对象 ÷ 全市', 'share = 100 * foreign capital used / that of the whole', null, null),
('foreign_capital_used_province_share', 'share', 'foreign_capital_used_province_share', 'city_share', 100, '实际利用外资占全省比重 = 100 × 本对象 ÷ 全省', 'share of the province = 100 * foreign capital used / that of the province', null, null),
('planned_area_share_gap', 'difference', 'planned_area_share_gap', null, 1, '占比之差 = 本对象占比 − 全省占比', 'gap = planned area share - that of the benchmark', null, null),
('zone_count_by_type', 'sum', 'zone_count', null, 1, '开发区个数 = 各类别开发区个数之和', 'zones = sum of zones over types', null, null),
('zone_count_by_level', 'sum', 'zone_count', null, 1, '开发区个数 = 各级别开发区个数之和', 'zones = sum of zones over levels', null, null),
('planned_area_by_type', 'sum', 'planned_area', null, 1, '规划面积 = 各类别开发区规划面积之和', 'planned area = sum of planned area over types', null, null),
('batch_projects_by_batch', 'sum', 'batch_projects', null, 1, '“三个一批”项目数 = 签约 + 开工 + 投产', 'three-batch projects = signed + started + production batch', '同一项目可能在不同批次重复计数', 'a project may count once per batch'),
('batch_investment_by_batch', 'sum', 'batch_investment', null, 1, '“三个一批”总投资 = 签约 + 开工 + 投产', 'three-batch investment = signed + started + production batch', null, null),
('batch_expected_output_by_batch', 'sum', 'batch_expected_output', null, 1, '“三个一批”预计年产值 = 签约 + 开工 + 投产', 'three-batch expected output = signed + started + production batch', null, null),
('campaign_rounds_by_round', 'sum', 'campaign_rounds', null, 1, '期数 = 前段期数 + 末段期数', 'rounds = rounds of the earlier part + of the last part', null, null),
('batch_projects_by_round', 'sum', 'batch_projects', null, 1, '“三个一批”项目数 = 前段三批之和 + 末段', 'three-batch projects = three batches of the earlier rounds + last round', '末段为差额,非刊印值', 'the last round is a residual, never reported'),
('batch_investment_by_round', 'sum', 'batch_investment', null, 1, '“三个一批”总投资 = 前段三批之和 + 末段', 'three-batch investment = three batches of the earlier rounds + last round', '末段为差额,非刊印值', 'the last round is a residual, never reported'),
('batch_expected_output_by_round', 'sum', 'batch_expected_output', null, 1, '“三个一批”预计年产值 = 前段三批之和 + 末段', 'three-batch expected output = three batches of the earlier rounds + last round', '末段为差额,非刊印值', 'the last round is a residual, never reported'),
('standard_land_parcels_by_period', 'sum', 'standard_land_parcels', null, 1, '标准地出让宗数 = 前段 + 末段', 'standard-land parcels = earlier part + last part of the period', null, null);
