-- GB/T 2260 codes. Taigu has been a district since 2019-12.
insert into areas (area_id, parent_area_id, area_level, name_zh, name_en, note_zh, note_en)
values
('140000', null, 'province', '山西省', 'Shanxi', null, null),
('140700', '140000', 'prefecture', '晋中市', 'Jinzhong', null, null),
('140702', '140700', 'county', '榆次区', 'Yuci', null, null),
('140703', '140700', 'county', '太谷区', 'Taigu', '2019年12月前为太谷县,代码140726', 'a county with code 140726 until 2019-12'),
('140721', '140700', 'county', '榆社县', 'Yushe', null, null),
('140722', '140700', 'county', '左权县', 'Zuoquan', null, null),
('140723', '140700', 'county', '和顺县', 'Heshun', null, null),
('140724', '140700', 'county', '昔阳县', 'Xiyang', null, null),
('140725', '140700', 'county', '寿阳县', 'Shouyang', null, null),
('140727', '140700', 'county', '祁县', 'Qixian', null, null),
('140728', '140700', 'county', '平遥县', 'Pingyao', null, null),
('140729', '140700', 'county', '灵石县', 'Lingshi', null, null),
('140781', '140700', 'county', '介休市', 'Jiexiu', null, null);
