-- Ids: 2021, 2021-S1 (first half), 2021-01/2021-07 (January to July), a day for a state as
-- of that day, R1-4@day for rounds one to four as of that day.
insert into periods (period_id, period_kind, name_zh, name_en, period_start, period_end, round_from, round_to, head_period_id, tail_period_id, date_basis, note_zh, note_en)
values
('2020', 'year', '2020年', '2020', '2020-01-01', '2020-12-31', null, null, null, null, 'context', '文中称去年', 'the article says last year'),
('2021-S1', 'half', '2021年上半年', 'first half of 2021', '2021-01-01', '2021-06-30', null, null, null, null, 'other_source', '文中称(今年)上半年;年份据商务局网页', 'the article says first half; the year comes from the commerce bureau page'),
('2021-01/2021-07', 'year_to_date', '2021年1-7月', 'January to July 2021', '2021-01-01', '2021-07-31', null, null, null, null, 'other_source', '文中称截至7月份;起点按年内累计理解', 'the article says up to July; taken as cumulative within the year'),
('2020-01/2021-07', 'range', '2020年至2021年7月', '2020 to July 2021', '2020-01-01', '2021-07-31', null, null, '2020', '2021-01/2021-07', 'other_source', '上年与当年累计之和', 'last year and the year to date together'),
('2021-08-06', 'as_of', '截至2021年8月', 'as of August 2021', '2021-08-06', '2021-08-06', null, null, null, null, 'other_source', '文中称截至目前、目前或未写时点;日期取商务局网页发布日', 'the article says so far, now, or nothing; the day is that of the commerce bureau page'),
('R1-4@2021-08-06', 'rounds', '前四期(截至2021年8月)', 'rounds 1 to 4 (as of August 2021)', null, '2021-08-06', 1, 4, null, null, 'other_source', '第一期举行时间未写', 'when round one took place is not stated'),
('R5@2021-08-06', 'rounds', '第五期(截至2021年8月)', 'round 5 (as of August 2021)', null, '2021-08-06', 5, 5, null, null, 'other_source', '文中未单独刊印', 'not printed on its own'),
('R1-5@2021-08-06', 'rounds', '五期(截至2021年8月)', 'rounds 1 to 5 (as of August 2021)', null, '2021-08-06', 1, 5, 'R1-4@2021-08-06', 'R5@2021-08-06', 'other_source', null, null),
('2021/2025', 'plan', '“十四五”时期', '14th five-year plan', '2021-01-01', '2025-12-31', null, null, null, null, 'convention', '起止年份为规划期通例', 'years by the convention of the plan periods'),
('undated', 'undated', '未注明时期', 'period not stated', null, null, null, null, null, null, 'not_stated', null, null);
