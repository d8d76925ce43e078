-- figure_mentions: 重复刊印, how often a figure is printed and whether mentions agree.
-- Grain:   one row per subject, indicator and period.
-- Reads:   figure_intervals.
-- Formula: mentions agree if their intervals share a point:
--          greatest lower bound <= least upper bound.
-- Nulls:   a bound that every mention leaves open.
-- Sample:  subject_id             | indicator_id        | mention_list
--          jinzhong               | emerging_industries | jinzhong_article:15:8个
--          jinzhong               | land_area           | 191i_jinzhong:-:2460.…
--          jinzhong_agricultural… | zone_count          | jinzhong_article:6:1个…
create view figure_mentions as
with mentions as (
    select
        subject_id,
        indicator_id,
        period_id,
        count(*) as mention_count,
        count(distinct source_id) as source_count,
        min(base_value) as lowest_base_value,
        max(base_value) as highest_base_value,
        max(base_lower_bound) as greatest_lower_bound,
        min(base_upper_bound) as least_upper_bound,
        min(base_unit_id) as base_unit_id,
        string_agg(
            source_id || ':' || coalesce(cast(passage_no as varchar), '-')
            || ':' || printed,
            ', ' order by source_id, passage_no, figure_no
        ) as mention_list
    from figure_intervals
    where figure_kind = 'observation'
    group by subject_id, indicator_id, period_id
)

select
    subject_id,
    indicator_id,
    period_id,
    cast(mention_count as bigint) as mention_count,
    cast(source_count as bigint) as source_count,
    cast(lowest_base_value as decimal(18, 4)) as lowest_base_value,
    cast(highest_base_value as decimal(18, 4)) as highest_base_value,
    base_unit_id,
    cast(coalesce(greatest_lower_bound <= least_upper_bound, true) as boolean)
        as mentions_agree,
    mention_list
from mentions;
comment on view figure_mentions is
'重复刊印;同一数字刊印几次、是否一致 | mentions; how often a figure is printed and whether its '
'mentions agree';
