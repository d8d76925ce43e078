insert into application_stages (stage_id, stage_no, name_zh, name_en)
values
('preparing', 1, '筹备申报', 'preparing the application'),
('provincial_review', 2, '上报省级评审', 'submitted for review by the province'),
('government_meeting', 3, '待省政府上会研究', 'awaiting a meeting of the provincial government'),
('approved', 4, '获批设立', 'approved');
