-- whole_subject_id: what a share of this subject refers to (占全市 ...).
-- benchmark_subject_id: what a gap in points refers to (比全省 ...).
insert into subjects (subject_id, subject_kind, name_zh, name_en, area_id, whole_subject_id, benchmark_subject_id, note_zh, note_en)
values
('shanxi', 'area', '山西省', 'Shanxi', '140000', null, null, null, null),
('jinzhong', 'area', '晋中市', 'Jinzhong', '140700', 'shanxi', null, null, null),
('shanxi_industrial_zones', 'group', '全省工业类开发区', 'industrial zones of Shanxi', '140000', 'shanxi', null, '文中“全省”的对比对象,成员未列', 'what the article compares the city with; members not listed'),
('jinzhong_zones', 'group', '晋中市11家开发区', 'the 11 zones of Jinzhong', '140700', 'jinzhong', null, '省级及以上开发区', 'zones of provincial level or above'),
('jinzhong_industrial_zones', 'group', '晋中市9家工业类开发区', 'the 9 industrial zones of Jinzhong', '140700', 'jinzhong', 'shanxi_industrial_zones', null, null),
('jinzhong_agricultural_zones', 'group', '晋中市农业类开发区', 'the agricultural zone of Jinzhong', '140700', 'jinzhong', null, null, null),
('jinzhong_ecotourism_zones', 'group', '晋中市生态旅游类开发区', 'the ecotourism zone of Jinzhong', '140700', 'jinzhong', null, null, null),
('jinzhong_national_industrial', 'group', '晋中市国家级工业类开发区', 'the national industrial zone of Jinzhong', '140700', 'jinzhong', null, null, null),
('jinzhong_provincial_industrial', 'group', '晋中市省级工业类开发区', 'the 8 provincial industrial zones of Jinzhong', '140700', 'jinzhong', null, null, null),
('jinzhong_zone', 'zone', '晋中开发区', 'Jinzhong Development Zone', '140700', 'jinzhong', null, null, null),
('taigu_zone', 'zone', '太谷经开区', 'Taigu Economic Development Zone', '140700', 'jinzhong', null, null, null),
('qixian_zone', 'zone', '祁县经开区', 'Qixian Economic Development Zone', '140700', 'jinzhong', null, null, null),
('pingyao_zone', 'zone', '平遥经开区', 'Pingyao Economic Development Zone', '140700', 'jinzhong', null, null, null),
('jiexiu_zone', 'zone', '介休经开区', 'Jiexiu Economic Development Zone', '140700', 'jinzhong', null, null, null),
('lingshi_zone', 'zone', '灵石经开区', 'Lingshi Economic Development Zone', '140700', 'jinzhong', null, null, null),
('shouyang_zone', 'zone', '寿阳经开区', 'Shouyang Economic Development Zone', '140700', 'jinzhong', null, null, null),
('heshun_zone', 'zone', '和顺经开区', 'Heshun Economic Development Zone', '140700', 'jinzhong', null, null, null),
('yushe_zone', 'zone', '榆社经开区', 'Yushe Economic Development Zone', '140700', 'jinzhong', null, null, null),
('jinzhong_agri_zone', 'zone', '晋中国家农高区', 'Jinzhong National Agricultural High-tech Zone', '140700', 'jinzhong', null, null, null),
('zuoquan_ecotourism_zone', 'zone', '左权生态文化旅游示范区', 'Zuoquan Ecological and Cultural Tourism Demonstration Zone', '140700', 'jinzhong', null, null, null);
