-- printed_findings: 刊印存疑, printed figures that deserve doubt by themselves.
-- Grain:   one row per finding.
-- Reads:   figure_mentions, revisions, observations, indicators, subject_members.
-- Formula: mentions differ by more than rounding, unless a later source revises them; a
--          number of zones is not that of the members on record; a share exceeds 100 %.
-- Nulls:   none.
-- Sample:  check_id       | subject_id
--          mentions_agree | jinzhong
create view printed_findings as
with member_counts as (
    select
        group_subject_id,
        count(*) as member_count
    from subject_members
    where breakdown = 'zone'
    group by group_subject_id
)

select
    cast('mentions_agree' as varchar) as check_id,
    figure_mentions.subject_id,
    figure_mentions.period_id,
    cast(
        figure_mentions.indicator_id || ' ' || figure_mentions.period_id || ': '
        || figure_mentions.mention_list as varchar
    ) as detail
from figure_mentions
left join revisions
    on
        figure_mentions.subject_id = revisions.subject_id
        and figure_mentions.indicator_id = revisions.indicator_id
        and figure_mentions.period_id = revisions.period_id
where
    not figure_mentions.mentions_agree
    and revisions.period_id is null
union all
select
    cast('revised' as varchar) as check_id,
    subject_id,
    period_id,
    cast(
        indicator_id || ' ' || period_id || ': ' || earlier_source_id || ' of '
        || cast(earlier_published_on as varchar) || ' prints ' || earlier_printed
        || ', ' || later_source_id || ' of ' || cast(later_published_on as varchar)
        || ' ' || later_printed as varchar
    ) as detail
from revisions
union all
select
    cast(
        case
            when member_counts.group_subject_id is null then 'share_within_whole'
            else 'members_counted'
        end as varchar
    ) as check_id,
    observations.subject_id,
    observations.period_id,
    cast(
        case
            when member_counts.group_subject_id is null
                then
                    observations.source_id || ' ' || observations.indicator_id || ' '
                    || observations.period_id || ': ' || observations.printed
            else
                observations.source_id || ' prints ' || observations.printed || ', '
                || cast(member_counts.member_count as varchar)
                || ' members are on record'
        end as varchar
    ) as detail
from observations
inner join indicators on observations.indicator_id = indicators.indicator_id
left join member_counts
    on
        observations.subject_id = member_counts.group_subject_id
        and observations.indicator_id = 'zone_count'
where
    observations.is_source_current
    and observations.qualifier in ('=', '~')
    and case
        when member_counts.group_subject_id is not null
            then observations.value <> member_counts.member_count
        else
            indicators.indicator_kind = 'share'
            and observations.value * observations.unit_scale > 100
    end;
comment on view printed_findings is
'刊印存疑;本身存疑的刊印数字 | printed findings; printed figures that deserve doubt by themselves';
