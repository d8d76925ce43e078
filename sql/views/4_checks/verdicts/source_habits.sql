-- source_habits: 来源取整习惯, whether a source rounds its figures or cuts them.
-- Grain:   one row per source with a verdict that tells.
-- Reads:   verdict_values.
-- Formula: what is printed below the derived value, and is not its rounding, was cut;
--          what is printed above it was rounded up. habit = cut, rounded, or both.
-- Nulls:   none.
-- Sample:  source_id              | cut_count | rounded_up_count | habit
--          jinzhong_article       | 1         | 2                | mixed
--          jinzhong_commerce_bur… | 0         | 2                | rounded
create view source_habits as
with told as (
    select
        source_id,
        count(case when verdict = 'truncated' then 1 end) as cut_count,
        count(
            case
                when verdict = 'half_up' and cast(stated as double) > derived then 1
            end
        ) as rounded_up_count
    from verdict_values
    where verdict in ('truncated', 'half_up')
    group by source_id
)

select
    source_id,
    cast(cut_count as bigint) as cut_count,
    cast(rounded_up_count as bigint) as rounded_up_count,
    cast(
        case
            when rounded_up_count = 0 then 'cut'
            when cut_count = 0 then 'rounded'
            else 'mixed'
        end as varchar
    ) as habit
from told
where cut_count + rounded_up_count > 0;
comment on view source_habits is
'来源取整习惯;各来源的数字是四舍五入还是截尾 | habits of the sources; whether a source rounds its '
'figures or cuts them';
