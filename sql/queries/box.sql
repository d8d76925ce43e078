-- box: 数看开发区, the article's box of figures rebuilt from rows, in order of print.
-- Param:   source varchar = null: only this source_id.
select
    heading_zh,
    passage_no,
    subject_name_zh,
    indicator_name_zh,
    printed,
    member_names_zh
from article_box
where cast($source as varchar) is null or source_id = $source
order by source_id, passage_no, figure_no;
