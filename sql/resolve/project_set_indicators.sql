-- project_set_indicators: 项目集合指标, which indicator says what of a project set.
-- Grain:   one row per project set and column that an indicator fills.
-- Reads:   project_sets.
-- Kept:    table.
-- Formula: the columns of project_sets, one below the other.
-- Nulls:   none.
-- Sample:  project_set_id   | batch_no | column_name
--          production_batch | 3        | actual_output_cny_100m
--          production_batch | 3        | expected_output_cny_1…
--          production_batch | 3        | investment_cny_100m
create table project_set_indicators as
select
    cast(aspects.project_set_id as varchar) as project_set_id,
    cast(aspects.batch_no as integer) as batch_no,
    cast(aspects.column_name as varchar) as column_name,
    cast(aspects.indicator_id as varchar) as indicator_id
from (
    select
        project_sets.project_set_id,
        project_sets.batch_no,
        filled.column_name,
        case filled.column_name
            when 'projects_count' then project_sets.projects_indicator_id
            when 'advanced_projects_count'
                then project_sets.advanced_indicator_id
            when 'investment_cny_100m' then project_sets.investment_indicator_id
            when 'expected_output_cny_100m'
                then project_sets.expected_output_indicator_id
            when 'actual_output_cny_100m'
                then project_sets.actual_output_indicator_id
            when 'rate_pct' then project_sets.rate_indicator_id
        end as indicator_id
    from project_sets
    cross join (
        values
        ('projects_count'),
        ('advanced_projects_count'),
        ('investment_cny_100m'),
        ('expected_output_cny_100m'),
        ('actual_output_cny_100m'),
        ('rate_pct')
    ) as filled (column_name)
) as aspects
where aspects.indicator_id is not null;
comment on table project_set_indicators is
'项目集合指标;各项目集合的项目数、投资、产值与比率由哪些指标表示 | indicators of the project sets; '
'which indicator says what of each';
