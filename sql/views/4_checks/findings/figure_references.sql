-- figure_references: 数字引用, the ids in figures that do not exist.
-- Grain:   one row per figure and unknown id.
-- Reads:   stated_rows, sources, subjects, indicators, periods, units, loads.
-- Formula: the ids of figures in force, and the loads of all.
-- Nulls:   none.
-- Sample:  no row.
create view figure_references as
with looked_up as (
    select
        stated_rows.*,
        stated_rows.is_in_force and sources.source_id is null as lacks_source,
        stated_rows.is_in_force and subjects.subject_id is null as lacks_subject,
        stated_rows.is_in_force and indicators.indicator_id is null as lacks_indicator,
        stated_rows.is_in_force and periods.period_id is null as lacks_period,
        stated_rows.is_in_force and units.unit_id is null as lacks_unit,
        stated_rows.load_id is not null and loads.load_id is null as lacks_load
    from stated_rows
    left join sources on stated_rows.source_id = sources.source_id
    left join subjects on stated_rows.subject_id = subjects.subject_id
    left join indicators on stated_rows.indicator_id = indicators.indicator_id
    left join periods on stated_rows.period_id = periods.period_id
    left join units on stated_rows.unit_id = units.unit_id
    left join loads on stated_rows.load_id = loads.load_id
)

select
    cast(
        case kinds.id_kind
            when 'load' then looked_up.table_name || '.load_id'
            else 'observations or targets'
        end as varchar
    ) as used_in,
    kinds.id_kind,
    cast(
        case kinds.id_kind
            when 'source' then looked_up.source_id
            when 'subject' then looked_up.subject_id
            when 'indicator' then looked_up.indicator_id
            when 'period' then looked_up.period_id
            when 'unit' then looked_up.unit_id
            else cast(looked_up.load_id as varchar)
        end as varchar
    ) as id
from looked_up
inner join (
    values ('source'), ('subject'), ('indicator'), ('period'), ('unit'), ('load')
) as kinds (id_kind)
    on
        case kinds.id_kind
            when 'source' then looked_up.lacks_source
            when 'subject' then looked_up.lacks_subject
            when 'indicator' then looked_up.lacks_indicator
            when 'period' then looked_up.lacks_period
            when 'unit' then looked_up.lacks_unit
            else looked_up.lacks_load
        end
where
    looked_up.lacks_source
    or looked_up.lacks_subject
    or looked_up.lacks_indicator
    or looked_up.lacks_period
    or looked_up.lacks_unit
    or looked_up.lacks_load;
comment on view figure_references is
'数字引用;数字所引用而不存在的编号 | references of figures; the ids in figures that do not exist';
