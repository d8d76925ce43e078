-- metric_terms: 派生指标各项, the figures that the values of a metric are computed from.
-- Grain:   one row per metric, item, identity that defines it, role and figure.
-- Reads:   metrics, identities, identity_terms, indicators, measures,
--          project_set_terms, rank_indicators.
-- Kept:    table.
-- Formula: value_kind tells metric_figures how. ratio: scale * numerator / denominator;
--          part: the same, the numerator being one of several denominators; share: a
--          ratio, but as printed where the denominator is not; whole: as printed, else
--          a ratio; sum and difference of numerator and denominator; value: the
--          numerator. identity_holds says where an identity holds.
-- Nulls:   item_id of a metric without items, identity_id of one that no identity
--          defines, unit_id unless it is a share; makes_row of a term that makes no
--          row; linked_by of a metric that takes all from its own subject and period.
-- Sample:  metric_id  | item_id                | makes_row | term_count | linked_by
--          city_share | foreign_capital_used   | figure    | 1          | subject
--          city_share | foreign_capital_used_… | figure    | 1          | subject
--          city_share | industrial_investment  | figure    | 1          | subject
create table metric_terms as
with identity_parts as (
    select
        identity_id,
        term_role,
        indicator_id,
        subject_scope,
        period_scope
    from identity_terms
    union all
    select
        identity_id,
        'result' as term_role,
        indicator_id,
        'same' as subject_scope,
        'same' as period_scope
    from identities
    where indicator_id is not null
),

-- What stands as which term. The whole behind a share is the share solved for it.
places (identity_kind, part_role, value_kind, term_role, makes_row) as (
    values
    ('ratio', 'numerator', 'ratio', 'numerator', 'figure'),
    ('ratio', 'denominator', 'ratio', 'denominator', 'figure'),
    ('share', 'numerator', 'share', 'numerator', 'figure'),
    ('share', 'denominator', 'share', 'denominator', null),
    ('share', 'result', 'share', 'result', null),
    ('share', 'numerator', 'whole', 'numerator', 'figure'),
    ('share', 'result', 'whole', 'denominator', null),
    ('share', 'denominator', 'whole', 'result', null)
),

numerators as (
    select
        identity_terms.identity_id,
        max(
            case identity_terms.term_role
                when 'numerator' then identity_terms.indicator_id
            end
        ) as numerator_id,
        max(
            case identity_terms.term_role
                when 'denominator' then identity_terms.subject_scope
            end
        ) as whole_scope
    from identity_terms
    group by identity_terms.identity_id
),

-- Who names only the indicator that a metric is printed as, defines the metric.
named as (
    select
        identities.identity_id,
        identities.identity_kind,
        identities.indicator_id,
        identities.scale,
        identities.load_id,
        numerators.numerator_id,
        indicators.unit_id,
        case numerators.whole_scope when 'whole' then 1 else 2 end as whole_no,
        max(identities.metric_id) over (
            partition by
                identities.identity_kind,
                coalesce(identities.indicator_id, identities.identity_id)
        ) as metric_id
    from identities
    inner join numerators on identities.identity_id = numerators.identity_id
    left join indicators on numerators.numerator_id = indicators.indicator_id
    where identities.identity_kind in ('ratio', 'share')
),

-- The first share of a numerator goes by the numerator, any other by its own indicator.
defined as (
    select
        identity_id,
        identity_kind,
        metric_id,
        scale,
        case when identity_kind = 'share' then unit_id end as unit_id,
        case
            when identity_kind <> 'share' then null
            when
                coalesce(indicator_id, numerator_id) = first_value(
                    coalesce(indicator_id, numerator_id)
                ) over (
                    partition by metric_id, numerator_id
                    order by load_id asc nulls first, whole_no asc, identity_id asc
                )
                then numerator_id
            else indicator_id
        end as item_id
    from named
    where metric_id is not null
),

terms as (
    select
        case
            when places.value_kind = 'whole' then 'city_total' else defined.metric_id
        end as metric_id,
        defined.item_id,
        defined.identity_id,
        defined.unit_id,
        places.value_kind,
        defined.scale,
        places.term_role,
        case
            when leads.metric_id is null then places.makes_row
            when leads.term_role = places.term_role then 'value'
        end as makes_row,
        identity_parts.indicator_id,
        identity_parts.subject_scope,
        identity_parts.period_scope
    from defined
    inner join identity_parts on defined.identity_id = identity_parts.identity_id
    inner join places
        on
            defined.identity_kind = places.identity_kind
            and identity_parts.term_role = places.part_role
    left join (
        values ('area_per_zone', 'numerator'), ('standard_land', 'denominator')
    ) as leads (metric_id, term_role)
        on defined.metric_id = leads.metric_id
    union all
    select
        metric_id,
        item_id,
        null as identity_id,
        null as unit_id,
        value_kind,
        scale,
        term_role,
        makes_row,
        indicator_id,
        'same' as subject_scope,
        period_scope
    from project_set_terms
    union all
    select
        'measure_coverage' as metric_id,
        measures.measure_id as item_id,
        null as identity_id,
        null as unit_id,
        'ratio' as value_kind,
        100 as scale,
        parts.term_role,
        parts.makes_row,
        coalesce(parts.indicator_id, measures.coverage_indicator_id) as indicator_id,
        'same' as subject_scope,
        'same' as period_scope
    from measures
    cross join (
        values ('numerator', 'figure', null), ('denominator', null, 'zone_count')
    ) as parts (term_role, makes_row, indicator_id)
    where measures.coverage_indicator_id is not null
    union all
    select
        'provincial_rank' as metric_id,
        item_id,
        null as identity_id,
        null as unit_id,
        'value' as value_kind,
        1 as scale,
        'numerator' as term_role,
        'value' as makes_row,
        indicator_id,
        'same' as subject_scope,
        'same' as period_scope
    from rank_indicators
    where
        rank_end = 'top'
        and rank_scope = 'province'
        and item_id is not null
    union all
    select stated.*
    from (
        values
        (
            'planned_area', null, null, null, 'value', 1,
            'numerator', 'value', 'planned_area', 'same', 'same'
        ),
        (
            'industrial_area_share', null, null, null, 'ratio', 100,
            'numerator', 'figure', 'planned_area', 'industrial', 'same'
        ),
        (
            'industrial_area_share', null, null, null, 'ratio', 100,
            'denominator', 'figure', 'planned_area', 'has_industrial', 'same'
        ),
        (
            'standard_land_two_years', null, null, null, 'sum', 1,
            'numerator', 'value', 'standard_land_parcels', 'same', 'same'
        ),
        (
            'standard_land_two_years', null, null, null, 'sum', 1,
            'denominator', null, 'standard_land_parcels', 'same', 'year_before'
        )
    ) as stated
)

select
    cast(terms.metric_id as varchar) as metric_id,
    cast(terms.item_id as varchar) as item_id,
    cast(terms.identity_id as varchar) as identity_id,
    cast(terms.unit_id as varchar) as unit_id,
    cast(terms.value_kind as varchar) as value_kind,
    cast(terms.scale as integer) as scale,
    cast(terms.term_role as varchar) as term_role,
    cast(terms.makes_row as varchar) as makes_row,
    cast(terms.indicator_id as varchar) as indicator_id,
    cast(terms.subject_scope as varchar) as subject_scope,
    cast(terms.period_scope as varchar) as period_scope,
    cast(
        count(*) over (
            partition by
                terms.metric_id, terms.item_id, terms.identity_id, terms.term_role
        ) as integer
    ) as term_count,
    cast(
        max(
            case
                when terms.period_scope <> 'same' then 'period'
                when terms.subject_scope <> 'same' then 'subject'
            end
        ) over (partition by terms.metric_id) as varchar
    ) as linked_by
from terms
inner join metrics on terms.metric_id = metrics.metric_id;
comment on table metric_terms is
'派生指标各项;每个派生指标由哪些数字、以何种方式算得 | terms of the metrics; from which figures the '
'values of a metric are computed, and how';
