-- ratio_figures: 比率数字, numerator, denominator and ratio of every ratio and share.
-- Grain:   one row per identity of kind ratio or share, subject and period with a figure
--          for the numerator or the denominator.
-- Reads:   current_values, identities, identity_links, period_links.
-- Formula: ratio_value = scale * numerator / denominator; the bounds divide the least by
--          the greatest and the other way round. stated_value is the result as printed.
-- Nulls:   what is not printed, or is only a bound; the ratio of a denominator of zero;
--          indicator_id where no indicator states the result.
create view ratio_figures as
with terms as (
    select
        identities.identity_id,
        identities.identity_kind,
        identities.metric_id,
        identities.indicator_id,
        identity_links.subject_id,
        period_links.period_id,
        cast(identities.scale as double) as scale,
        case identity_links.term_role when 'numerator' then 1 end as is_numerator,
        case identity_links.term_role when 'denominator' then 1 end as is_denominator,
        case identity_links.term_role when 'result' then 1 end as is_stated,
        identity_links.term_indicator_id,
        current_values.point_value,
        current_values.lower_bound,
        current_values.upper_bound
    from current_values
    inner join identity_links
        on
            current_values.indicator_id = identity_links.term_indicator_id
            and current_values.subject_id = identity_links.term_subject_id
    inner join period_links
        on
            current_values.period_id = period_links.term_period_id
            and identity_links.period_scope = period_links.period_scope
    inner join identities on identity_links.identity_id = identities.identity_id
    where identities.identity_kind in ('ratio', 'share')
),

side_by_side as (
    select
        identity_id,
        identity_kind,
        metric_id,
        indicator_id,
        subject_id,
        period_id,
        scale,
        max(case when is_numerator = 1 then term_indicator_id end)
            as numerator_indicator_id,
        max(is_numerator * point_value) as numerator_value,
        max(is_numerator * lower_bound) as numerator_lower,
        max(is_numerator * upper_bound) as numerator_upper,
        max(is_denominator * point_value) as denominator_value,
        max(is_denominator * lower_bound) as denominator_lower,
        max(is_denominator * upper_bound) as denominator_upper,
        max(is_stated * point_value) as stated_value,
        max(is_stated * lower_bound) as stated_lower,
        max(is_stated * upper_bound) as stated_upper,
        max(coalesce(is_numerator, is_denominator)) as is_applied
    from terms
    group by
        identity_id, identity_kind, metric_id, indicator_id, subject_id, period_id,
        scale
)

select
    identity_id,
    identity_kind,
    metric_id,
    indicator_id,
    subject_id,
    period_id,
    numerator_indicator_id,
    cast(numerator_value as double) as numerator_value,
    cast(numerator_lower as double) as numerator_lower,
    cast(numerator_upper as double) as numerator_upper,
    cast(denominator_value as double) as denominator_value,
    cast(denominator_lower as double) as denominator_lower,
    cast(denominator_upper as double) as denominator_upper,
    cast(stated_value as double) as stated_value,
    cast(stated_lower as double) as stated_lower,
    cast(stated_upper as double) as stated_upper,
    cast(scale * numerator_value / nullif(denominator_value, 0) as double)
        as ratio_value,
    cast(scale * numerator_lower / nullif(denominator_upper, 0) as double)
        as ratio_lower,
    cast(scale * numerator_upper / nullif(denominator_lower, 0) as double)
        as ratio_upper
from side_by_side
where is_applied = 1;
comment on view ratio_figures is
'比率数字;每个比率与占比的分子、分母及其商 | ratio figures; numerator, denominator and quotient of '
'every ratio and share';
