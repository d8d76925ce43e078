-- Lower source_priority is preferred where sources print the same figure.
insert into sources (source_id, source_kind, source_priority, title_zh, publisher_zh, author_zh, published_on, date_basis, url, note_zh, note_en)
values
('jinzhong_article', 'article', 1, '晋中:打造开发区转型升级主引擎', null, '王宇', null, 'other_source', null, '原文未印报名与日期;年份据“十四五”开局之年与晋中市商务局同数据网页定为2021年', 'the text prints neither newspaper nor date; the year 2021 follows from the opening year of the 14th five-year plan and from the commerce bureau page with the same figures'),
('jinzhong_commerce_bureau', 'web_page', 2, '打造开发区转型升级主引擎方面任务完成情况', '晋中市商务局', null, '2021-08-06', 'stated', 'https://swj.sxjz.gov.cn/zxzczt/content_375855', '数字与文章相同,措辞不同;段落号未记录', 'same figures as the article in other words; paragraph numbers not recorded'),
('wikipedia_jinzhong', 'web_page', 3, '晋中市', '维基百科', null, null, 'not_stated', 'https://zh.wikipedia.org/wiki/晋中市', '面积注明出自《山西统计年鉴-2016》', 'credits the area to the Shanxi Statistical Yearbook 2016'),
('191i_jinzhong', 'web_page', 4, '晋中', '191i.com', null, null, 'not_stated', 'https://191i.com/i/1642175488953886500.html', '百科类网页,未注明年份', 'an encyclopaedic page, year not stated');
