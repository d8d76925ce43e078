-- city_share: 占全市比重, the share of the city or the province, and the total behind it.
-- Grain:   one row per subject, share and period: item_id is the indicator of the part,
--          of any further share of the same part that of the share.
-- Reads:   metric_figures, metric_terms, identities, subject_links, subjects,
--          indicators, periods.
-- Formula: share_pct as printed, or 100 * part / whole where the whole is printed;
--          whole_estimate = the printed whole, else 100 * part / share.
-- Nulls:   the estimate where the part is missing or the share is zero; the share of a
--          whole that is less than its part; share_indicator_id where none states it;
--          whole_subject_id of a subject without one.
-- Sample:  subject_id             | period_id  | share_pct | whole_estimate
--          jinzhong_industrial_z… | 2021-08-06 | 2.4       | 15581.25
--          jinzhong_industrial_z… | 2021-S1    | 27.9      | 18775.806451612905
--          jinzhong_industrial_z… | 2021-S1    | 59.4      | 111.66666666666667
create view city_share as
with shares as (
    select
        subject_id,
        period_id,
        item_id,
        identity_id,
        max(numerator_value) as part,
        max(case metric_id when 'city_share' then denominator_value end)
            as printed_whole,
        max(case metric_id when 'city_share' then value end) as share_pct,
        max(case metric_id when 'city_share' then lower_bound end) as share_lower,
        max(case metric_id when 'city_share' then upper_bound end) as share_upper,
        max(case metric_id when 'city_total' then value end) as total,
        max(case metric_id when 'city_total' then lower_bound end) as total_lower,
        max(case metric_id when 'city_total' then upper_bound end) as total_upper
    from metric_figures
    where metric_id in ('city_share', 'city_total')
    group by subject_id, period_id, item_id, identity_id
),

sides as (
    select
        identity_id,
        max(case term_role when 'numerator' then indicator_id end) as indicator_id,
        max(case term_role when 'denominator' then indicator_id end)
            as whole_indicator_id,
        max(case term_role when 'denominator' then subject_scope end) as subject_scope
    from metric_terms
    where metric_id = 'city_share'
    group by identity_id
)

select
    shares.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    shares.period_id,
    periods.period_start,
    periods.period_end,
    shares.item_id,
    sides.indicator_id,
    indicators.name_zh as indicator_name_zh,
    indicators.name_en as indicator_name_en,
    indicators.unit_id,
    cast(shares.part as decimal(18, 4)) as part_value,
    subject_links.term_subject_id as whole_subject_id,
    sides.whole_indicator_id,
    identities.indicator_id as share_indicator_id,
    shares.identity_id,
    cast(
        case when shares.printed_whole is null then 'stated' else 'computed' end
        as varchar
    ) as share_basis,
    cast(shares.share_pct as double) as share_pct,
    cast(shares.share_lower as double) as share_lower_pct,
    cast(shares.share_upper as double) as share_upper_pct,
    cast(shares.total as double) as whole_estimate,
    cast(shares.total_lower as double) as whole_estimate_lower,
    cast(shares.total_upper as double) as whole_estimate_upper
from shares
inner join sides on shares.identity_id = sides.identity_id
inner join identities on shares.identity_id = identities.identity_id
inner join subjects on shares.subject_id = subjects.subject_id
inner join indicators on sides.indicator_id = indicators.indicator_id
inner join periods on shares.period_id = periods.period_id
left join subject_links
    on
        shares.subject_id = subject_links.subject_id
        and sides.subject_scope = subject_links.subject_scope;
comment on view city_share is
'占全市比重;占全市或全省的比重及其背后的总量 | city share; the share of the city or the province and '
'the total behind it';
