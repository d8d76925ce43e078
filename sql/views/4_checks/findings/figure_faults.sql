-- figure_faults: 数字错误, figures that contradict their print, unit or source.
-- Grain:   one row per figure with any such fault.
-- Reads:   figure_intervals, units, indicators, source_passages.
-- Formula: what the rules of check_rules at level error ask of a single figure.
-- Nulls:   passage_no and base_unit_id as in figure_intervals; faults of unknown units.
-- Sample:  no row.
create view figure_faults as
with readings as (
    select
        *,
        replace(printed, ',', '') as plain_printed,
        case decimals
            when 0 then cast(cast(abs(value) as decimal(18, 0)) as varchar)
            when 1 then cast(cast(abs(value) as decimal(18, 1)) as varchar)
            when 2 then cast(cast(abs(value) as decimal(18, 2)) as varchar)
            when 3 then cast(cast(abs(value) as decimal(18, 3)) as varchar)
            else cast(cast(abs(value) as decimal(18, 4)) as varchar)
        end as value_text,
        cast(cast(value as decimal(19, 4)) * factor as decimal(38, 12))
            as exact_base_value
    from figure_intervals
),

comparisons as (
    select
        *,
        cast(value_text as decimal(18, 4)) <> abs(value)
        or (base_step = 0 and value <> cast(value as bigint)) as has_other_decimals,
        case  -- a case, so that few literals meet a pattern of their own
            when plain_printed = value_text then false
            when
                left(plain_printed, length(value_text)) = value_text
                and regexp_matches(
                    substring(plain_printed, length(value_text) + 1), '^[^0-9.]'
                )
                then false
            when base_step = 0 and rtrim(plain_printed, '0') = value_text || '.'
                then false
            else
                regexp_matches(printed, '[0-9]')
                and not regexp_matches(
                    plain_printed,
                    '(^|[^0-9.])' || replace(value_text, '.', '[.]')
                    || case when base_step = 0 then '([.]0+)?' else '' end
                    || '($|[^0-9.])'
                )
        end as has_other_number,
        factor is not null
        and (base_value is null or exact_base_value <> base_value) as is_inexact
    from readings
),

passages_on_record as (
    select distinct source_id
    from source_passages
),

faults as (
    select
        comparisons.*,
        units.symbol_zh,
        comparisons.passage_no is not null
        and passages_on_record.source_id is not null
        and source_passages.source_id is null as lacks_passage,
        comparisons.base_unit_id <> indicator_units.base_unit_id as has_other_unit,
        regexp_matches(comparisons.printed, '[0-9].*[^0-9.,]')
        -- ranks are printed 第2名 or 3/11, areas ㎡ or km²
        and units.quantity not in ('rank', 'area')
        and position(units.symbol_zh in comparisons.printed) = 0 as has_other_symbol
    from comparisons
    left join units on comparisons.unit_id = units.unit_id
    left join indicators on comparisons.indicator_id = indicators.indicator_id
    left join units as indicator_units
        on indicators.unit_id = indicator_units.unit_id
    left join passages_on_record
        on comparisons.source_id = passages_on_record.source_id
    left join source_passages
        on
            comparisons.source_id = source_passages.source_id
            and comparisons.passage_no = source_passages.passage_no
)

select
    source_id,
    cast(figure_no as integer) as figure_no,
    cast(passage_no as integer) as passage_no,
    printed,
    subject_id,
    indicator_id,
    period_id,
    cast(value as decimal(18, 4)) as value,
    unit_id,
    symbol_zh,
    base_unit_id,
    cast(decimals as integer) as decimals,
    cast(lacks_passage as boolean) as lacks_passage,
    cast(has_other_unit as boolean) as has_other_unit,
    cast(has_other_symbol as boolean) as has_other_symbol,
    cast(has_other_decimals as boolean) as has_other_decimals,
    cast(has_other_number as boolean) as has_other_number,
    cast(is_inexact as boolean) as is_inexact
from faults
where
    lacks_passage
    or has_other_unit
    or has_other_symbol
    or has_other_decimals
    or has_other_number
    or is_inexact;
comment on view figure_faults is
'数字错误;与刊印文字、单位或来源矛盾的数字 | figure faults; figures that contradict their print, unit '
'or source';
