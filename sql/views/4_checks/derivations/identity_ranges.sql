-- identity_ranges: 恒等式输入范围, the inputs of the identities with their range by habit.
-- Grain:   one row per basis (one source, or across sources), input of an identity, and
--          habit (rounded, cut, or either).
-- Reads:   identity_inputs, across_inputs.
-- Formula: what may have been rounded half up to the figure, cut to it, or either.
-- Nulls:   base_value and the bounds where the figure is only a bound; other_source_id
--          of one's own figures.
-- Sample:  input_basis    | identity_id        | link_no | qualifier | base_value
--          across_sources | planned_area_share | 3       | =         | 24588000.0000
--          across_sources | planned_area_share | 3       | =         | 24588000.0000
--          across_sources | planned_area_share | 3       | =         | 24588000.0000
create view identity_ranges as
with inputs as (
    select
        'one_source' as input_basis,
        identity_id,
        source_id,
        subject_id,
        period_id,
        gap_scope,
        gap_period_id,
        term_role,
        link_no,
        link_count,
        is_total,
        has_factors,
        qualifier,
        base_value,
        base_lower_bound,
        base_upper_bound,
        least_base_value,
        greatest_base_value,
        null as other_source_id
    from identity_inputs
    union all
    select
        'across_sources' as input_basis,
        identity_id,
        source_id,
        subject_id,
        period_id,
        gap_scope,
        gap_period_id,
        term_role,
        link_no,
        link_count,
        is_total,
        has_factors,
        qualifier,
        base_value,
        base_lower_bound,
        base_upper_bound,
        least_base_value,
        greatest_base_value,
        other_source_id
    from across_inputs
)

select
    inputs.input_basis,
    inputs.identity_id,
    inputs.source_id,
    inputs.subject_id,
    inputs.period_id,
    inputs.gap_scope,
    inputs.gap_period_id,
    habits.habit,
    inputs.term_role,
    cast(inputs.link_no as integer) as link_no,
    cast(inputs.link_count as integer) as link_count,
    cast(inputs.is_total as boolean) as is_total,
    cast(inputs.has_factors as boolean) as has_factors,
    inputs.qualifier,
    inputs.other_source_id,
    cast(inputs.base_value as decimal(18, 4)) as base_value,
    cast(
        case
            when habits.habit = 'rounded' then inputs.base_lower_bound
            when habits.habit = 'either' or inputs.base_value < 0
                then inputs.least_base_value
            else inputs.base_value
        end as decimal(18, 5)
    ) as base_lower_bound,
    cast(
        case
            when habits.habit = 'rounded' then inputs.base_upper_bound
            when habits.habit = 'either' or inputs.base_value >= 0
                then inputs.greatest_base_value
            else inputs.base_value
        end as decimal(18, 5)
    ) as base_upper_bound
from inputs
cross join (values ('either'), ('rounded'), ('cut')) as habits (habit);
comment on view identity_ranges is
'恒等式输入范围;各输入按取整习惯的范围 | ranges of the inputs; what each input of an identity may have '
'been, by habit';
