-- project_set_terms: 项目集合派生指标各项, the figures of the metrics of project sets.
-- Grain:   one row per metric, item, role and indicator.
-- Reads:   project_sets, project_set_indicators.
-- Kept:    table.
-- Formula: the operands that the list names, of each set, or of each batch. Without a
--          second operand it is the sum of the three batches; the last round is what
--          all rounds together have more than that sum of the earlier ones. Any figure
--          of a batch makes a row, of other sets the second operand.
-- Nulls:   item_id of the last round; makes_row of a term that makes no row.
-- Sample:  metric_id              | item_id          | makes_row | period_scope
--          actual_output_investm… | all_batches      | value     | same
--          actual_output_investm… | production_batch | value     | same
--          actual_output_investm… | signed_batch     | value     | same
create table project_set_terms as
with formulas (metric_id, value_kind, scale, items, first_column, second_column) as (
    values
    ('project_size', 'ratio', 1, 'sets', 'investment_cny_100m', 'projects_count'),
    (
        'output_investment_ratio', 'ratio', 1, 'sets with output',
        'expected_output_cny_100m', 'investment_cny_100m'
    ),
    (
        'actual_output_investment_ratio', 'ratio', 1, 'sets with output',
        'actual_output_cny_100m', 'investment_cny_100m'
    ),
    (
        'conversion_backlog', 'difference', 1, 'batches',
        'projects_count', 'advanced_projects_count'
    ),
    (
        'output_gap', 'difference', 1, 'batches',
        'expected_output_cny_100m', 'actual_output_cny_100m'
    ),
    ('batch_projects_share', 'part', 100, 'batches', 'projects_count', null),
    ('batch_investment_share', 'part', 100, 'batches', 'investment_cny_100m', null),
    ('batch_output_share', 'part', 100, 'batches', 'expected_output_cny_100m', null),
    ('latest_round_projects', 'difference', 1, 'round', 'projects_count', null),
    ('latest_round_investment', 'difference', 1, 'round', 'investment_cny_100m', null),
    ('latest_round_output', 'difference', 1, 'round', 'expected_output_cny_100m', null)
),

valued as (
    select
        formulas.*,
        project_sets.project_set_id
    from formulas
    inner join project_sets
        on
            formulas.items = 'sets'
            or (
                formulas.items = 'sets with output'
                and project_sets.expected_output_indicator_id is not null
            )
            or (formulas.items = 'batches' and project_sets.batch_no is not null)
            or (
                formulas.items = 'round' and project_sets.project_set_id = 'all_batches'
            )
)

select
    cast(valued.metric_id as varchar) as metric_id,
    cast(case when valued.items <> 'round' then valued.project_set_id end as varchar)
        as item_id,
    cast(valued.value_kind as varchar) as value_kind,
    cast(valued.scale as integer) as scale,
    cast(places.term_role as varchar) as term_role,
    cast(
        case
            when places.term_role = 'row' then 'figure'
            when
                places.term_role = 'denominator' and valued.items like 'sets%'
                then 'value'
        end as varchar
    ) as makes_row,
    cast(terms.indicator_id as varchar) as indicator_id,
    cast(
        case
            when valued.items <> 'round' then 'same'
            when places.term_role = 'denominator' then 'rest'
            else 'whole'
        end as varchar
    ) as period_scope
from valued
cross join (values ('numerator'), ('denominator'), ('row')) as places (term_role)
inner join project_set_indicators as terms
    on
        (
            places.term_role = 'numerator'
            and valued.project_set_id = terms.project_set_id
            and valued.first_column = terms.column_name
        )
        or (
            places.term_role = 'denominator'
            and valued.project_set_id = terms.project_set_id
            and valued.second_column = terms.column_name
        )
        or (
            places.term_role = 'denominator'
            and valued.second_column is null
            and terms.batch_no is not null
            and valued.first_column = terms.column_name
        )
        or (
            places.term_role = 'row'
            and valued.items in ('batches', 'round')
            and valued.project_set_id = terms.project_set_id
            and terms.column_name <> 'rate_pct'
        );
comment on table project_set_terms is
'项目集合派生指标各项;各批与各项目集合的派生指标由哪些指标计算 | terms of the project sets; which '
'indicators the metrics of batches and project sets are computed from';
