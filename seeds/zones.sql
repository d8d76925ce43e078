-- The article's single national zone is said of the industrial zones only; every level
-- carries the way it is known.
insert into zones (subject_id, official_name_zh, zone_type, zone_level, level_basis, host_area_id, host_basis, note_zh, note_en)
values
('jinzhong_zone', '山西转型综合改革示范区晋中开发区', 'industrial', 'national', 'stated', '140702', 'inferred', '文中又称综改示范区晋中开发区;所在地榆次区系推断', 'host county inferred'),
('taigu_zone', null, 'industrial', 'provincial', 'stated', '140703', 'by_name', null, null),
('qixian_zone', null, 'industrial', 'provincial', 'stated', '140727', 'by_name', null, null),
('pingyao_zone', null, 'industrial', 'provincial', 'stated', '140728', 'by_name', null, null),
('jiexiu_zone', null, 'industrial', 'provincial', 'stated', '140781', 'by_name', null, null),
('lingshi_zone', null, 'industrial', 'provincial', 'stated', '140729', 'by_name', null, null),
('shouyang_zone', null, 'industrial', 'provincial', 'stated', '140725', 'by_name', null, null),
('heshun_zone', null, 'industrial', 'provincial', 'stated', '140723', 'by_name', null, null),
('yushe_zone', null, 'industrial', 'provincial', 'stated', '140721', 'by_name', null, null),
('jinzhong_agri_zone', '山西晋中国家农业高新技术产业示范区', 'agricultural', 'national', 'by_name', '140703', 'other_source', '国务院2019-11-18批复设立;文中未写级别', 'approved by the State Council on 2019-11-18; the article does not state its level'),
('zuoquan_ecotourism_zone', null, 'ecotourism', null, 'not_stated', '140722', 'by_name', '文中未写级别;公开网页称省级', 'level not stated; public pages call it provincial');
