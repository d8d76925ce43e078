-- metric_figures: 派生指标数字, the values of every metric that is computed from terms.
-- Grain:   one row per metric, subject, period and item with a figure that makes a row.
-- Reads:   metric_operands.
-- Formula: as value_kind in metric_terms says: scale * numerator / denominator, their
--          sum or difference, or the result as printed. The bounds take each operand at
--          its least or greatest; of a part, what the denominator has beside it.
-- Nulls:   an operand is missing, or the denominator of a quotient is zero; a share of
--          a whole that is less than its part.
-- Sample:  metric_id  | item_id                | linked_by | value
--          city_total | foreign_capital_used   | subject   | 18775.806451612905
--          city_total | industrial_investment  | subject   | 111.66666666666667
--          city_total | industrial_value_added | subject   | 318.1844380403458
create view metric_figures as
with methods as (
    select
        *,
        case
            when value_kind in ('value', 'sum', 'difference') then value_kind
            when value_kind = 'share' and denominator_value is null then 'printed'
            when
                value_kind = 'share' and numerator_lower > denominator_upper
                then 'none'
            when value_kind = 'whole' and stated_value is not null then 'printed'
            else 'quotient'
        end as computed_as,
        case when value_kind = 'part' then numerator_upper - numerator_lower else 0 end
            as own_width
    from metric_operands
    where
        value_kind not in ('share', 'whole')
        or coalesce(denominator_value, stated_value) is not null
)

select
    metric_id,
    item_id,
    identity_id,
    unit_id,
    subject_id,
    period_id,
    linked_by,
    cast(numerator_value as double) as numerator_value,
    cast(numerator_lower as double) as numerator_lower,
    cast(numerator_upper as double) as numerator_upper,
    cast(denominator_value as double) as denominator_value,
    cast(
        case computed_as
            when 'value' then cast(numerator_value as decimal(18, 4))
            when 'sum' then cast(numerator_value + denominator_value as decimal(18, 4))
            when 'difference'
                then cast(numerator_value - denominator_value as decimal(18, 4))
            when 'printed' then stated_value
            when 'quotient'
                then scale * numerator_value / nullif(denominator_value, 0)
        end as double
    ) as value,
    cast(
        case computed_as
            when 'value' then cast(numerator_lower as decimal(18, 5))
            when 'sum' then cast(numerator_lower + denominator_lower as decimal(18, 5))
            when 'difference'
                then cast(numerator_lower - denominator_upper as decimal(18, 5))
            when 'printed' then stated_lower
            when 'quotient'
                then scale * numerator_lower / nullif(denominator_upper - own_width, 0)
        end as double
    ) as lower_bound,
    cast(
        case computed_as
            when 'value' then cast(numerator_upper as decimal(18, 5))
            when 'sum' then cast(numerator_upper + denominator_upper as decimal(18, 5))
            when 'difference'
                then cast(numerator_upper - denominator_lower as decimal(18, 5))
            when 'printed' then stated_upper
            when 'quotient'
                then scale * numerator_upper / nullif(denominator_lower + own_width, 0)
        end as double
    ) as upper_bound
from methods;
comment on view metric_figures is
'派生指标数字;由各项计算的派生指标之分子、分母与数值 | metric figures; operands and value of every '
'metric that is computed from terms';
