insert into applications (application_id, name_zh, name_en, area_id, stage_id, period_id, source_id, passage_no, note_zh, note_en)
values
('yuci_modern_agriculture', '榆次现代农业产业示范区', 'Yuci Modern Agriculture Demonstration Zone', '140702', 'government_meeting', '2021-S1', 'jinzhong_article', 12, null, null),
('xiyang_zone', '昔阳经开区', 'Xiyang Economic Development Zone', '140724', 'provincial_review', '2021-S1', 'jinzhong_article', 12, null, null);
