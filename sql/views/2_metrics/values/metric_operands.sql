-- metric_operands: 派生指标各项数字, what a metric is computed from, side by side.
-- Grain:   one row per metric, subject, period and item with a figure that makes a row.
-- Reads:   current_values, metric_terms, subject_links, period_links.
-- Formula: the figures of the terms in metric_terms; several denominators are added up,
--          as decimals, so that their order does not matter.
-- Nulls:   what is not printed, or is only a bound; a denominator of which a term is
--          missing; item_id of a metric without items.
-- Sample:  metric_id  | item_id                | numerator_value | stated_value
--          city_share | foreign_capital_used   | 5238.45         | 27.9
--          city_share | industrial_investment  | 66.33           | 59.4
--          city_share | industrial_value_added | 110.41          | 34.7
create view metric_operands as
with terms as (
    select
        metric_terms.metric_id,
        metric_terms.item_id,
        metric_terms.value_kind,
        metric_terms.scale,
        metric_terms.linked_by,
        metric_terms.term_count,
        subject_links.subject_id,
        period_links.period_id,
        current_values.point_value,
        current_values.lower_bound,
        current_values.upper_bound,
        case metric_terms.term_role when 'numerator' then 1 end as is_numerator,
        case metric_terms.term_role when 'denominator' then 1 end as is_denominator,
        case metric_terms.term_role when 'result' then 1 end as is_result,
        case
            when metric_terms.makes_row = 'figure' then 1
            when
                metric_terms.makes_row = 'value'
                and current_values.point_value is not null
                then 1
        end as makes_row
    from current_values
    inner join metric_terms on current_values.indicator_id = metric_terms.indicator_id
    inner join subject_links
        on
            current_values.subject_id = subject_links.term_subject_id
            and metric_terms.subject_scope = subject_links.subject_scope
    inner join period_links
        on
            current_values.period_id = period_links.term_period_id
            and metric_terms.period_scope = period_links.period_scope
)

select
    metric_id,
    item_id,
    value_kind,
    cast(scale as integer) as scale,
    linked_by,
    subject_id,
    period_id,
    cast(max(is_numerator * point_value) as double) as numerator_value,
    cast(max(is_numerator * lower_bound) as double) as numerator_lower,
    cast(max(is_numerator * upper_bound) as double) as numerator_upper,
    cast(
        case
            when count(is_denominator * point_value) < max(is_denominator * term_count)
                then null
            when
                max(is_denominator * term_count) = 1
                then max(is_denominator * point_value)
            else sum(cast(is_denominator * point_value as decimal(28, 8)))
        end as double
    ) as denominator_value,
    cast(
        case
            when count(is_denominator * lower_bound) < max(is_denominator * term_count)
                then null
            when
                max(is_denominator * term_count) = 1
                then max(is_denominator * lower_bound)
            else sum(cast(is_denominator * lower_bound as decimal(28, 8)))
        end as double
    ) as denominator_lower,
    cast(
        case
            when count(is_denominator * upper_bound) < max(is_denominator * term_count)
                then null
            when
                max(is_denominator * term_count) = 1
                then max(is_denominator * upper_bound)
            else sum(cast(is_denominator * upper_bound as decimal(28, 8)))
        end as double
    ) as denominator_upper,
    cast(max(is_result * point_value) as double) as stated_value,
    cast(max(is_result * lower_bound) as double) as stated_lower,
    cast(max(is_result * upper_bound) as double) as stated_upper
from terms
group by metric_id, item_id, value_kind, scale, linked_by, subject_id, period_id
having max(makes_row) = 1;
comment on view metric_operands is
'派生指标各项数字;派生指标的分子、分母与刊印结果 | operands of the metrics; numerator, denominator and '
'result as printed of every metric that is computed from terms';
