-- rank_indicators: 位次指标, which indicators are ranks, from which end and among whom.
-- Grain:   one row per indicator of kind rank.
-- Reads:   indicators.
-- Kept:    table.
-- Formula: as the indicator says, else as its Chinese name does: 倒数 is from the bottom,
--          全国, 全省 and 全市 are the country, the province and the city, and
--          开发区 its group. item_id is the indicator that is ranked; of a further rank
--          of the same, end and scope, that of the rank.
-- Nulls:   rank_scope where neither says it; of_indicator_id and item_id where it ranks
--          none on record.
-- Sample:  indicator_id           | of_indicator_id       | rank_scope
--          attainment_rate_rank   | attainment_rate       | province
--          foreign_capital_used_… | foreign_capital_used  | province
--          industrial_investment… | industrial_investment | province
create table rank_indicators as
with stated as (
    select
        indicator_id,
        of_indicator_id,
        load_id,
        coalesce(
            rank_end,
            case when position('倒数' in name_zh) > 0 then 'bottom' else 'top' end
        ) as rank_end,
        coalesce(
            rank_scope,
            case
                when position('全国' in name_zh) > 0 then 'country'
                when position('全省' in name_zh) > 0 then 'province'
                when position('全市' in name_zh) > 0 then 'city'
                when position('开发区' in name_zh) > 0 then 'group'
            end
        ) as rank_scope
    from indicators
    where indicator_kind = 'rank'
)

select
    cast(indicator_id as varchar) as indicator_id,
    cast(of_indicator_id as varchar) as of_indicator_id,
    cast(rank_end as varchar) as rank_end,
    cast(rank_scope as varchar) as rank_scope,
    cast(
        case
            when of_indicator_id is null then null
            when
                row_number() over (
                    partition by of_indicator_id, rank_end, rank_scope
                    order by load_id asc nulls first, indicator_id asc
                ) = 1
                then of_indicator_id
            else indicator_id
        end as varchar
    ) as item_id
from stated;
comment on table rank_indicators is
'位次指标;从何端排、在何范围排 | rank indicators; which indicators are ranks, from which end '
'and among whom';
