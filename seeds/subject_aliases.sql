-- Other names that the sources themselves use.
insert into subject_aliases (subject_id, alias_zh, note_zh)
values
('jinzhong_zone', '综改示范区晋中开发区', '文中又称');
