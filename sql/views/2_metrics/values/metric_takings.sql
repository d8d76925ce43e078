-- metric_takings: 派生指标取数, every figure that a metric takes, and as what.
-- Grain:   one row per metric, item, role, subject and period, and figure.
-- Reads:   current_values, metric_terms, subject_links, period_links, identity_holds.
-- Formula: the figures of the terms in metric_terms, of the identity that holds for the
--          subject and for the source of the figure. is_numerator, is_denominator,
--          is_result and makes_row are 1 where they are true.
-- Nulls:   what is only a bound; item_id of a metric without items; identity_id,
--          unit_id, linked_by and makes_row as in metric_terms.
-- Sample:  metric_id  | item_id                | term_role | makes_row | point_value
--          city_share | foreign_capital_used   | numerator | figure    | 5238.45
--          city_share | foreign_capital_used_… | numerator | figure    | 5238.45
--          city_share | industrial_investment  | numerator | figure    | 66.33
create view metric_takings as
select
    metric_terms.metric_id,
    metric_terms.item_id,
    metric_terms.identity_id,
    metric_terms.unit_id,
    metric_terms.value_kind,
    cast(metric_terms.scale as integer) as scale,
    metric_terms.linked_by,
    cast(metric_terms.term_count as integer) as term_count,
    subject_links.subject_id,
    period_links.period_id,
    metric_terms.term_role,
    metric_terms.makes_row,
    cast(current_values.point_value as double) as point_value,
    cast(current_values.lower_bound as double) as lower_bound,
    cast(current_values.upper_bound as double) as upper_bound
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
left join identity_holds
    on
        metric_terms.identity_id = identity_holds.identity_id
        and subject_links.subject_id = identity_holds.subject_id
        and current_values.source_id
        = coalesce(identity_holds.place_source_id, current_values.source_id)
        and position(
            '<' || current_values.source_id || '>'
            in coalesce(identity_holds.except_sources, '')
        ) = 0
where metric_terms.identity_id is null or identity_holds.identity_id is not null;
comment on view metric_takings is
'派生指标取数;各派生指标取哪些数字、作何用 | takings of the metrics; every figure that a metric takes, '
'and as what';
