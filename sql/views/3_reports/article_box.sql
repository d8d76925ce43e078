-- article_box: 数看开发区, the box of figures beside an article, rebuilt from rows.
-- Grain:   one row per figure printed in a box passage.
-- Reads:   figures, source_passages, subject_members, subjects.
-- Formula: none; the order of print is passage_no, figure_no.
-- Nulls:   member_names where the figure does not count the zones of a group.
-- Sample:  source_id        | passage_no | figure_no | printed | value
--          jinzhong_article | 18         | 67        | 11家     | 11.0000
--          jinzhong_article | 19         | 71        | 1个      | 1.0000
--          jinzhong_article | 20         | 72        | 1个      | 1.0000
create view article_box as
with zone_lists as (
    select
        subject_members.group_subject_id,
        string_agg(subjects.name_zh, '、' order by subjects.subject_id)
            as member_names_zh,
        string_agg(subjects.name_en, ', ' order by subjects.subject_id)
            as member_names_en
    from subject_members
    inner join subjects on subject_members.member_subject_id = subjects.subject_id
    where subject_members.breakdown = 'zone'
    group by subject_members.group_subject_id
)

select
    figures.source_id,
    source_passages.heading_zh,
    cast(figures.passage_no as integer) as passage_no,
    cast(figures.figure_no as integer) as figure_no,
    figures.subject_id,
    figures.subject_name_zh,
    figures.subject_name_en,
    figures.indicator_id,
    figures.indicator_name_zh,
    figures.indicator_name_en,
    figures.period_id,
    figures.printed,
    cast(figures.value as decimal(18, 4)) as value,
    figures.unit_id,
    zone_lists.member_names_zh,
    zone_lists.member_names_en
from figures
inner join source_passages
    on
        figures.source_id = source_passages.source_id
        and figures.passage_no = source_passages.passage_no
left join zone_lists
    on
        figures.subject_id = zone_lists.group_subject_id
        and figures.indicator_id = 'zone_count'
where source_passages.passage_section = 'box';
comment on view article_box is
'数看开发区;文章数字专栏,按行重建 | article box; the box of figures beside the article, rebuilt from '
'rows';
