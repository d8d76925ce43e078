-- article_box: 数看开发区, the box of figures beside an article, rebuilt from rows.
-- Grain:   one row per figure printed in a box passage.
-- Reads:   figures, source_passages, subject_members, subjects.
-- Formula: none; the order of print is passage_no, figure_no.
-- Nulls:   member_names where the figure does not count the zones of a group.
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
    cast(figures.source_id as varchar) as source_id,
    cast(source_passages.heading_zh as varchar) as heading_zh,
    cast(figures.passage_no as integer) as passage_no,
    cast(figures.figure_no as integer) as figure_no,
    cast(figures.subject_id as varchar) as subject_id,
    cast(figures.subject_name_zh as varchar) as subject_name_zh,
    cast(figures.subject_name_en as varchar) as subject_name_en,
    cast(figures.indicator_id as varchar) as indicator_id,
    cast(figures.indicator_name_zh as varchar) as indicator_name_zh,
    cast(figures.indicator_name_en as varchar) as indicator_name_en,
    cast(figures.period_id as varchar) as period_id,
    cast(figures.printed as varchar) as printed,
    cast(figures.value as decimal(18, 4)) as value,
    cast(figures.unit_id as varchar) as unit_id,
    cast(
        case
            when figures.indicator_id = 'zone_count' then zone_lists.member_names_zh
        end as varchar
    ) as member_names_zh,
    cast(
        case
            when figures.indicator_id = 'zone_count' then zone_lists.member_names_en
        end as varchar
    ) as member_names_en
from figures
inner join source_passages
    on
        figures.source_id = source_passages.source_id
        and figures.passage_no = source_passages.passage_no
left join zone_lists on figures.subject_id = zone_lists.group_subject_id
where source_passages.passage_section = 'box';
comment on view article_box is
'数看开发区;文章数字专栏,按行重建 | article box; the box of figures beside the article, rebuilt from '
'rows';
