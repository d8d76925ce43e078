-- whole_findings: 部分超整体, zones that are more than the city or group they belong to.
-- Grain:   one row per finding: of a part, or of a whole and its zones together.
-- Reads:   part_figures.
-- Formula: the least that a part can be is above the most that its whole can be, by the
--          same source first; or the least that two or more zones come to is, while
--          none is by itself. Not where a part is below zero.
-- Nulls:   load ids of what ships with the package; other_load_id of sums.
-- Sample:  no row.
create view whole_findings as
with doubtful_wholes as (
    select
        whole_source_id,
        whole_subject_id,
        indicator_id,
        period_id,
        count(case when adds_up then least_amount end) as zone_count,
        sum(case when adds_up then least_amount end) as least_sum,
        max(case when adds_up then least_amount end) as largest,
        sum(case when adds_up then amount end) as amount_sum
    from part_figures
    group by whole_source_id, whole_subject_id, indicator_id, period_id
    having
        min(amount) >= 0
        and (
            max(least_amount) > max(whole_limit)
            or sum(case when adds_up then least_amount end) > max(whole_limit)
        )
),

ranked as (
    select
        part_figures.*,
        coalesce(part_figures.least_amount > part_figures.whole_limit, false)
            as is_above,
        doubtful_wholes.zone_count > 1
        and doubtful_wholes.least_sum > part_figures.whole_limit
        and doubtful_wholes.largest <= part_figures.whole_limit as are_above,
        doubtful_wholes.amount_sum
        / nullif(part_figures.whole_unit_scale, 0) as amount_sum,
        row_number() over (
            partition by
                part_figures.source_id, part_figures.subject_id,
                part_figures.indicator_id, part_figures.period_id
            order by
                case
                    when part_figures.least_amount > part_figures.whole_limit then 0
                    else 1
                end asc,
                case
                    when part_figures.source_id = part_figures.whole_source_id then 0
                    else 1
                end asc,
                part_figures.whole_subject_id asc nulls last,
                part_figures.whole_source_id asc nulls last
        ) as preference,
        row_number() over (
            partition by
                part_figures.whole_source_id, part_figures.whole_subject_id,
                part_figures.indicator_id, part_figures.period_id
            order by
                part_figures.subject_id asc nulls last,
                part_figures.source_id asc nulls last
        ) as part_no
    from part_figures
    inner join doubtful_wholes
        on
            part_figures.whole_source_id = doubtful_wholes.whole_source_id
            and part_figures.whole_subject_id = doubtful_wholes.whole_subject_id
            and part_figures.indicator_id = doubtful_wholes.indicator_id
            and part_figures.period_id = doubtful_wholes.period_id
),

findings as (
    select
        rules.check_id,
        rules.check_id = 'part_within_whole' as is_part,
        ranked.*
    from ranked
    inner join (
        values ('part_within_whole'), ('members_within_whole')
    ) as rules (check_id)
        on case rules.check_id
            when 'part_within_whole' then ranked.is_above and ranked.preference = 1
            else ranked.are_above and ranked.part_no = 1
        end
)

select
    cast(check_id as varchar) as check_id,
    cast(case when is_part then source_id else whole_source_id end as varchar)
        as source_id,
    cast(case when is_part then load_id else whole_load_id end as integer) as load_id,
    cast(case when is_part then subject_id else whole_subject_id end as varchar)
        as subject_id,
    indicator_id,
    period_id,
    cast(case when is_part then printed else whole_printed end as varchar) as printed,
    cast(case when is_part then unit_id else whole_unit_id end as varchar) as unit_id,
    cast(case when is_part then whole_load_id end as integer) as other_load_id,
    whole_subject_id as other_subject_id,
    period_id as other_period_id,
    cast(
        case
            when is_part then whole_printed
            else
                coalesce(
                    cast(try_cast(amount_sum as decimal(18, 4)) as varchar),
                    cast(amount_sum as varchar)
                )
        end as varchar
    ) as other_printed,
    whole_unit_id as other_unit_id
from findings;
comment on view whole_findings is
'部分超整体;大于所属城市或分组的开发区 | whole findings; zones that are more than the city or group '
'they belong to';
