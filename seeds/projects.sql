-- The article names one project, in its photo caption, and states nothing else about it.
insert into projects (project_id, revision, name_zh, name_en, subject_id, source_id, passage_no, note_zh, note_en)
values
('shanxi_construction_industry_park', 1, '山西建筑产业园项目', 'Shanxi Construction Industry Park', 'jinzhong_zone', 'jinzhong_article', 32, '图片说明称落地;批次、投资与日期未写', 'the caption says it settled here; batch, money and dates are not stated');
