-- paragraph: 段落数字, every figure of a paragraph in order of print.
-- Param:   passage integer: number of the paragraph, non-empty lines counted from 1.
-- Param:   source varchar = 'jinzhong_article': source_id.
select
    figure_no,
    printed,
    value,
    unit_id,
    subject_name_zh,
    indicator_name_zh,
    period_id,
    note_zh
from figures
where
    passage_no = cast($passage as integer)
    and source_id = cast($source as varchar)
order by figure_no;
