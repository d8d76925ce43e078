-- metric_operands: 派生指标各项数字, what a metric is computed from, side by side.
-- Grain:   one row per metric, subject, period and item with a figure that makes a row.
-- Reads:   metric_takings.
-- Formula: several figures of a side are added up, as decimals, so that their order
--          does not matter.
-- Nulls:   what is not printed, or is only a bound; a side of which a term is missing;
--          item_id of a metric without items; identity_id and unit_id as in
--          metric_terms.
-- Sample:  metric_id  | item_id                | numerator_value | stated_value
--          city_share | foreign_capital_used   | 5238.45         | 27.9
--          city_share | industrial_investment  | 66.33           | 59.4
--          city_share | industrial_value_added | 110.41          | 34.7
create view metric_operands as
with flagged as (
    select
        *,
        case term_role when 'numerator' then 1 end as is_numerator,
        case term_role when 'denominator' then 1 end as is_denominator,
        case term_role when 'result' then 1 end as is_result,
        makes_row = 'figure' or (makes_row = 'value' and point_value is not null)
            as makes_one
    from metric_takings
)

select
    metric_id,
    item_id,
    identity_id,
    unit_id,
    value_kind,
    cast(scale as integer) as scale,
    linked_by,
    subject_id,
    period_id,
    cast(
        case
            when
                count(is_numerator * point_value) < max(is_numerator * term_count)
                then null
            when max(is_numerator * term_count) = 1 then max(is_numerator * point_value)
            else sum(cast(is_numerator * point_value as decimal(28, 8)))
        end as double
    ) as numerator_value,
    cast(
        case
            when
                count(is_numerator * lower_bound) < max(is_numerator * term_count)
                then null
            when max(is_numerator * term_count) = 1 then max(is_numerator * lower_bound)
            else sum(cast(is_numerator * lower_bound as decimal(28, 8)))
        end as double
    ) as numerator_lower,
    cast(
        case
            when
                count(is_numerator * upper_bound) < max(is_numerator * term_count)
                then null
            when max(is_numerator * term_count) = 1 then max(is_numerator * upper_bound)
            else sum(cast(is_numerator * upper_bound as decimal(28, 8)))
        end as double
    ) as numerator_upper,
    cast(
        case
            when
                count(is_denominator * point_value) < max(is_denominator * term_count)
                then null
            when
                max(is_denominator * term_count) = 1
                then max(is_denominator * point_value)
            else sum(cast(is_denominator * point_value as decimal(28, 8)))
        end as double
    ) as denominator_value,
    cast(
        case
            when
                count(is_denominator * lower_bound) < max(is_denominator * term_count)
                then null
            when
                max(is_denominator * term_count) = 1
                then max(is_denominator * lower_bound)
            else sum(cast(is_denominator * lower_bound as decimal(28, 8)))
        end as double
    ) as denominator_lower,
    cast(
        case
            when
                count(is_denominator * upper_bound) < max(is_denominator * term_count)
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
from flagged
group by
    metric_id, item_id, identity_id, unit_id, value_kind, scale, linked_by,
    subject_id, period_id
having bool_or(makes_one);
comment on view metric_operands is
'派生指标各项数字;派生指标的分子、分母与刊印结果 | operands of the metrics; numerator, denominator and '
'result as printed of every metric that is computed from terms';
