-- signing_figures: 招商签约占比数字, the metrics of signing_share, one below the other.
-- Grain:   one row per metric, subject and period with a share of either.
-- Reads:   signing_share, metrics.
-- Formula: none; the columns of signing_share.
-- Nulls:   as in signing_share.
-- Sample:  metric_id              | subject_id     | value
--          signing_projects_share | jinzhong_zones | 50.0
--          signing_relative_size  | jinzhong_zones | 0.904
--          signing_share          | jinzhong_zones | 45.2
create view signing_figures as
select
    metrics.metric_id,
    signing_share.subject_id,
    signing_share.period_id,
    cast(
        case metrics.column_name
            when 'projects_share_pct' then signing_share.projects_share_pct
            when 'investment_share_pct' then signing_share.investment_share_pct
            when 'relative_size_ratio' then signing_share.relative_size_ratio
        end as double
    ) as value,
    cast(
        case metrics.column_name
            when 'projects_share_pct' then signing_share.projects_share_lower_pct
            when 'investment_share_pct' then signing_share.investment_share_lower_pct
            when 'relative_size_ratio' then signing_share.relative_size_ratio_lower
        end as double
    ) as lower_bound,
    cast(
        case metrics.column_name
            when 'projects_share_pct' then signing_share.projects_share_upper_pct
            when 'investment_share_pct' then signing_share.investment_share_upper_pct
            when 'relative_size_ratio' then signing_share.relative_size_ratio_upper
        end as double
    ) as upper_bound
from signing_share
inner join metrics on metrics.view_name = 'signing_share';
comment on view signing_figures is
'招商签约占比数字;招商签约占比各指标的长表 | signing figures; the metrics of signing_share in one '
'long shape';
