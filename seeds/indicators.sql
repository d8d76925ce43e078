-- of_indicator_id: what a share, rank, growth, difference or coverage count speaks of.
-- is_additive: whether the figures of members add up to the figure of their group.
insert into indicators (indicator_id, name_zh, name_en, definition_zh, definition_en, unit_id, indicator_kind, direction, is_additive, of_indicator_id)
values
-- structure and area
('zone_count', '开发区个数', 'zones', '省级及以上开发区的个数', 'number of zones of provincial level or above', 'entity', 'stock', 'none', true, null),
('zone_level_count', '开发区级别数', 'zone levels', '开发区分属的级别数(国家级、省级)', 'number of levels the zones belong to (national, provincial)', 'level', 'stock', 'none', false, null),
('zone_type_count', '开发区类别数', 'zone types', '开发区分属的类别数(工业、农业、旅游)', 'number of types the zones belong to (industrial, agricultural, tourism)', 'class', 'stock', 'none', false, null),
('planned_area', '规划面积', 'planned area', '开发区规划面积', 'planned area of the zones', 'km2', 'stock', 'none', true, null),
('land_area', '土地面积', 'land area', '行政区土地总面积', 'total land area of an administrative division', 'km2', 'stock', 'none', true, null),
('planned_area_share', '规划面积占全市(省)面积比重', 'planned area as share of land area', '开发区规划面积占所在行政区土地面积的百分比', 'planned area as percent of the land area of the whole it lies in', 'pct', 'share', 'none', false, 'planned_area'),
('planned_area_province_share', '规划面积占全省面积比重', 'planned area as share of the land area of the province', '开发区规划面积占所在省土地面积的百分比', 'planned area as percent of the land area of the province', 'pct', 'share', 'none', false, 'planned_area'),
('planned_area_share_gap', '规划面积占比与全省之差', 'planned area share, gap to the province', '规划面积占比减去全省同类开发区的占比', 'planned area share minus that of the like zones of the province', 'pp', 'difference', 'none', false, 'planned_area_share'),
-- key projects
('key_projects', '重点项目个数', 'key projects', '年度重点项目个数,年内动态调整', 'number of key projects of the year; the list changes during the year', 'item', 'stock', 'higher', true, null),
('key_project_planned_investment', '重点项目计划投资', 'key projects, planned investment', '重点项目计划投资额;文中未说明是否年度计划', 'planned investment of the key projects; whether of the year is not stated', 'cny_100m', 'stock', 'higher', true, null),
('key_project_completed_investment', '重点项目已完成投资', 'key projects, completed investment', '重点项目已完成投资额', 'investment completed in the key projects', 'cny_100m', 'stock', 'higher', true, null),
-- three batches
('campaign_rounds', '“三个一批”期数', 'three-batch rounds', '“三个一批”活动举行的期数', 'rounds of the three-batch campaign held', 'round', 'stock', 'none', false, null),
('batch_projects', '“三个一批”项目数', 'three-batch projects', '签约、开工、投产三批项目数合计', 'projects of the three batches together', 'item', 'stock', 'higher', true, null),
('batch_investment', '“三个一批”总投资', 'three-batch investment', '三批项目总投资合计', 'investment of the three batches together', 'cny_100m', 'stock', 'higher', true, null),
('batch_expected_output', '“三个一批”预计年产值', 'three-batch expected annual output', '三批项目预计年产值合计', 'expected annual output of the three batches together', 'cny_100m', 'stock', 'higher', true, null),
('signed_projects', '签约项目数', 'signed projects', '“签约一批”项目数', 'projects of the signed batch', 'item', 'stock', 'higher', true, null),
('signed_investment', '签约项目投资额', 'signed projects, investment', '“签约一批”项目投资额', 'investment of the signed batch', 'cny_100m', 'stock', 'higher', true, null),
('signed_expected_output', '签约项目预计年产值', 'signed projects, expected annual output', '“签约一批”项目预计年产值', 'expected annual output of the signed batch', 'cny_100m', 'stock', 'higher', true, null),
('signed_projects_started', '签约项目中开工数', 'signed projects started', '“签约一批”项目中已开工的个数', 'projects of the signed batch that have started', 'item', 'stock', 'higher', true, null),
('start_rate', '开工率', 'start rate', '签约项目中已开工的百分比', 'percent of signed projects that have started', 'pct', 'ratio', 'higher', false, null),
('start_rate_rank', '开工率全省排名', 'start rate, provincial rank', '开工率在全省的位次;排名范围未注明', 'rank of the start rate in the province; among how many is not stated', 'rank', 'rank', 'lower', false, 'start_rate'),
('started_projects', '开工项目数', 'started projects', '“开工一批”项目数', 'projects of the started batch', 'item', 'stock', 'higher', true, null),
('started_investment', '开工项目计划总投资', 'started projects, planned investment', '“开工一批”项目计划总投资', 'planned investment of the started batch', 'cny_100m', 'stock', 'higher', true, null),
('started_expected_output', '开工项目预计年产值', 'started projects, expected annual output', '“开工一批”项目预计年产值', 'expected annual output of the started batch', 'cny_100m', 'stock', 'higher', true, null),
('started_projects_in_production', '开工项目中投产数', 'started projects in production', '“开工一批”项目中已投产的个数', 'projects of the started batch that are in production', 'item', 'stock', 'higher', true, null),
('production_rate', '投产率', 'production rate', '开工项目中已投产的百分比', 'percent of started projects that are in production', 'pct', 'ratio', 'higher', false, null),
('production_rate_rank', '投产率全省排名', 'production rate, provincial rank', '投产率在全省的位次;排名范围未注明', 'rank of the production rate in the province; among how many is not stated', 'rank', 'rank', 'lower', false, 'production_rate'),
('production_projects', '投产项目数', 'projects of the production batch', '“投产一批”项目数', 'projects of the production batch', 'item', 'stock', 'higher', true, null),
('production_investment', '投产项目总投资', 'production batch, investment', '“投产一批”项目总投资', 'investment of the production batch', 'cny_100m', 'stock', 'higher', true, null),
('production_expected_output', '投产项目预计年产值', 'production batch, expected annual output', '“投产一批”项目预计年产值', 'expected annual output of the production batch', 'cny_100m', 'stock', 'higher', true, null),
('production_actual_output', '投产项目实际年产值', 'production batch, actual annual output', '“投产一批”项目实际年产值', 'actual annual output of the production batch', 'cny_100m', 'stock', 'higher', true, null),
('attainment_rate', '达效率', 'attainment rate', '投产项目实际年产值占预计年产值的百分比', 'actual as percent of expected annual output of the production batch', 'pct', 'ratio', 'higher', false, null),
('attainment_rate_rank', '达效率全省排名', 'attainment rate, provincial rank', '达效率在全省的位次;排名范围未注明', 'rank of the attainment rate in the province; among how many is not stated', 'rank', 'rank', 'lower', false, 'attainment_rate'),
('ranked_units', '排名单位数', 'ranked units', '参加排名的单位数', 'number of units among which a rank is given', 'item', 'stock', 'none', false, null),
-- investment attraction
('new_signed_projects', '招商引资签约项目数', 'new signed projects', '招商引资新签约项目数', 'projects newly signed in investment attraction', 'item', 'flow', 'higher', true, null),
('new_signed_projects_share', '招商引资签约项目数占全市比重', 'new signed projects, share of the whole', '招商引资签约项目数占全市的百分比', 'new signed projects as percent of the city', 'pct', 'share', 'higher', false, 'new_signed_projects'),
('new_signed_projects_province_share', '招商引资签约项目数占全省比重', 'new signed projects, share of the province', '招商引资签约项目数占全省的百分比', 'new signed projects as percent of the province', 'pct', 'share', 'higher', false, 'new_signed_projects'),
('new_signed_projects_growth', '新签约项目数增速', 'new signed projects, growth', '新签约项目数比上年同期增长的百分比', 'growth of new signed projects on a year before', 'pct', 'growth', 'higher', false, 'new_signed_projects'),
('new_signed_investment', '招商引资签约项目总投资额', 'new signed investment', '招商引资新签约项目总投资额', 'total investment of newly signed projects', 'cny_100m', 'flow', 'higher', true, null),
('new_signed_investment_share', '招商引资签约总投资额占全市比重', 'new signed investment, share of the whole', '招商引资签约总投资额占全市的百分比', 'new signed investment as percent of the city', 'pct', 'share', 'higher', false, 'new_signed_investment'),
('new_signed_investment_province_share', '招商引资签约总投资额占全省比重', 'new signed investment, share of the province', '招商引资签约总投资额占全省的百分比', 'new signed investment as percent of the province', 'pct', 'share', 'higher', false, 'new_signed_investment'),
('new_signed_investment_growth', '新签约项目总投资额增速', 'new signed investment, growth', '新签约项目总投资额比上年同期增长的百分比', 'growth of new signed investment on a year before', 'pct', 'growth', 'higher', false, 'new_signed_investment'),
-- economy
('industrial_investment', '工业投资', 'industrial investment', '完成工业投资', 'industrial investment completed', 'cny_100m', 'flow', 'higher', true, null),
('industrial_investment_share', '工业投资占全市比重', 'industrial investment, share of the whole', '工业投资占全市的百分比', 'industrial investment as percent of the city', 'pct', 'share', 'higher', false, 'industrial_investment'),
('industrial_investment_province_share', '工业投资占全省比重', 'industrial investment, share of the province', '工业投资占全省的百分比', 'industrial investment as percent of the province', 'pct', 'share', 'higher', false, 'industrial_investment'),
('industrial_investment_rank', '工业投资全省排名', 'industrial investment, provincial rank', '工业投资在全省的位次;排名范围未注明', 'rank in the province; among how many is not stated', 'rank', 'rank', 'lower', false, 'industrial_investment'),
('industrial_investment_growth', '工业投资增速', 'industrial investment, growth', '工业投资比上年同期增长的百分比', 'growth of industrial investment on a year before', 'pct', 'growth', 'higher', false, 'industrial_investment'),
('industrial_value_added', '规模以上工业增加值', 'value added of industry above designated size', '规模以上工业增加值', 'value added of industrial enterprises above designated size', 'cny_100m', 'flow', 'higher', true, null),
('industrial_value_added_share', '规模以上工业增加值占全市比重', 'industrial value added, share of the whole', '规模以上工业增加值占全市的百分比', 'value added as percent of the city', 'pct', 'share', 'higher', false, 'industrial_value_added'),
('industrial_value_added_province_share', '规模以上工业增加值占全省比重', 'industrial value added, share of the province', '规模以上工业增加值占全省的百分比', 'value added as percent of the province', 'pct', 'share', 'higher', false, 'industrial_value_added'),
('industrial_value_added_rank', '规模以上工业增加值全省排名', 'industrial value added, provincial rank', '规模以上工业增加值在全省的位次;排名范围未注明', 'rank in the province; among how many is not stated', 'rank', 'rank', 'lower', false, 'industrial_value_added'),
('industrial_value_added_growth', '规模以上工业增加值增速', 'industrial value added, growth', '规模以上工业增加值比上年同期增长的百分比;按可比价格计算,不能由现价增加值推算', 'growth of value added on a year before; at comparable prices, so that it does not follow from value added at current prices', 'pct', 'growth', 'higher', false, 'industrial_value_added'),
('transformation_investment', '转型项目投资', 'transformation project investment', '转型项目完成投资;不必是工业投资的一部分', 'investment completed in transformation projects; need not be part of industrial investment', 'cny_100m', 'flow', 'higher', true, null),
('transformation_investment_rank', '转型项目投资全省排名', 'transformation investment, provincial rank', '转型项目完成投资在全省的位次;排名范围未注明', 'rank in the province; among how many is not stated', 'rank', 'rank', 'lower', false, 'transformation_investment'),
('transformation_investment_growth', '转型项目投资增速', 'transformation investment, growth', '转型项目完成投资比上年同期增长的百分比', 'growth of transformation investment on a year before', 'pct', 'growth', 'higher', false, 'transformation_investment'),
('transformation_share', '转型项目投资占工业投资比重', 'transformation share', '转型项目完成投资相当于工业投资的百分比,可超过100%', 'transformation investment as percent of industrial investment; may exceed 100', 'pct', 'ratio', 'higher', false, null),
('foreign_capital_used', '实际利用外资', 'foreign capital actually used', '实际利用外资额', 'foreign capital actually used', 'usd_10k', 'flow', 'higher', true, null),
('foreign_capital_used_share', '实际利用外资占全市比重', 'foreign capital used, share of the whole', '实际利用外资占全市的百分比', 'foreign capital used as percent of the city', 'pct', 'share', 'higher', false, 'foreign_capital_used'),
('foreign_capital_used_province_share', '实际利用外资占全省比重', 'foreign capital used, share of the province', '实际利用外资占全省的百分比', 'foreign capital used as percent of the province', 'pct', 'share', 'higher', false, 'foreign_capital_used'),
('foreign_capital_used_rank', '实际利用外资全省排名', 'foreign capital used, provincial rank', '实际利用外资在全省的位次;排名范围未注明', 'rank in the province; among how many is not stated', 'rank', 'rank', 'lower', false, 'foreign_capital_used'),
('foreign_capital_used_growth', '实际利用外资增速', 'foreign capital used, growth', '实际利用外资比上年同期增长的百分比', 'growth of foreign capital used on a year before', 'pct', 'growth', 'higher', false, 'foreign_capital_used'),
-- reforms and mechanisms: zones covered
('zones_with_investment_map', '完成招商图谱编制的开发区', 'zones with an investment map', '已完成招商图谱编制的开发区个数', 'zones that have drawn up their investment map', 'item', 'stock', 'higher', true, 'zone_count'),
('zones_with_promotion_system', '建立项目建设推进制度的开发区', 'zones with a project promotion system', '已建立项目建设推进制度的开发区个数', 'zones that have set up a project promotion system', 'item', 'stock', 'higher', true, 'zone_count'),
('zones_with_investment_policy', '出台招商引资政策的开发区', 'zones with an investment policy', '已出台招商引资政策的开发区个数', 'zones that have issued an investment policy', 'item', 'stock', 'higher', true, 'zone_count'),
('zones_with_investment_team', '组建专业招商队伍的开发区', 'zones with an investment team', '已组建专业招商队伍的开发区个数', 'zones that have formed a professional investment team', 'item', 'stock', 'higher', true, 'zone_count'),
('zones_with_three_systems', '完成“三制”改革的开发区', 'zones that completed the three-systems reform', '已完成“三制”改革的开发区个数', 'zones that have completed the three-systems reform', 'item', 'stock', 'higher', true, 'zone_count'),
('assessment_weight', '年度考核权重', 'assessment weight', '主要经济指标任务、重大事项与改革创新在年度考核中的权重', 'weight of main economic tasks, major matters and reform in the yearly assessment', 'pct', 'ratio', 'none', false, null),
('operating_companies', '市场化运营公司', 'market-run operating companies', '成立或合作引入的市场化运营公司数', 'operating companies set up or brought in by cooperation', 'entity', 'stock', 'higher', true, null),
('technicians_hired', '市场化选聘专业技术人员', 'technicians hired on the market', '以市场化方式选聘的专业技术人员数', 'technicians hired by market selection', 'person', 'stock', 'higher', true, null),
('technicians_on_contract', '实行劳动合同管理的专业技术人员', 'technicians on labour contracts', '选聘人员中实行劳动合同管理的人数', 'of the technicians hired, those on labour contracts', 'person', 'stock', 'none', true, 'technicians_hired'),
-- land and plants
('standard_land_parcels', '标准地出让宗数', 'standard-land parcels', '出让标准地的宗数', 'parcels of standard land granted', 'parcel', 'flow', 'higher', true, null),
('standard_land_area', '标准地出让面积', 'standard-land area', '出让标准地的面积', 'area of standard land granted', 'mu', 'flow', 'higher', true, null),
('plant_area_built', '标准厂房建成面积', 'standard plants, built floor area', '自建标准化厂房建成面积', 'floor area of standard plants built', 'm2_10k', 'stock', 'higher', true, null),
('plant_area_used', '标准厂房已使用面积', 'standard plants, used floor area', '标准化厂房已使用面积', 'floor area of standard plants in use', 'm2_10k', 'stock', 'higher', true, null),
('plant_utilisation', '标准厂房使用率', 'plant utilisation', '标准化厂房已使用面积占建成面积的百分比', 'used as percent of built floor area of standard plants', 'pct', 'ratio', 'higher', false, null),
-- plans
('emerging_industries', '重点培育新兴产业', 'emerging industries to be fostered', '规划确定重点培育的新兴产业数', 'emerging industries named for fostering in the plan', 'item', 'stock', 'none', false, null);

-- growth_basis, where growth does not follow from the figures: value added grows at constant
-- prices, and the list of key projects changes within the year.
update indicators set growth_basis = 'volume'
where indicator_id = 'industrial_value_added';
update indicators set growth_basis = 'not_comparable'
where indicator_id in (
    'key_projects', 'key_project_planned_investment', 'key_project_completed_investment'
);
