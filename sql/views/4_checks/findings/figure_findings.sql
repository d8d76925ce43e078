-- figure_findings: 数字问题, figures and identities that contradict themselves.
-- Grain:   one row per finding.
-- Reads:   figure_intervals, source_passages, indicators, units, identities,
--          identity_terms.
-- Formula: the rules of check_rules at level error, one branch each.
-- Nulls:   subject_id and period_id where the finding concerns none.
create view figure_findings as
with cited as (
    select
        *,
        source_id || ' figure ' || cast(figure_no as varchar) || ' (' || printed || ')'
            as figure_name,
        replace(printed, ',', '') as plain_printed,
        case decimals
            when 0 then cast(cast(abs(value) as decimal(18, 0)) as varchar)
            when 1 then cast(cast(abs(value) as decimal(18, 1)) as varchar)
            when 2 then cast(cast(abs(value) as decimal(18, 2)) as varchar)
            when 3 then cast(cast(abs(value) as decimal(18, 3)) as varchar)
            else cast(cast(abs(value) as decimal(18, 4)) as varchar)
        end as value_text,
        cast(cast(value as decimal(19, 4)) * factor as decimal(38, 12))
            as exact_base_value,
        value * cast(power(10, decimals) as integer) as last_digits
    from figure_intervals
),

passages_on_record as (
    select distinct source_id
    from source_passages
),

term_roles as (
    select
        identities.identity_id,
        identities.identity_kind,
        count(case when identity_terms.term_role = 'numerator' then 1 end)
            as numerators,
        count(case when identity_terms.term_role = 'denominator' then 1 end)
            as denominators,
        count(case when identity_terms.term_role in ('plus', 'minus') then 1 end)
            as addends
    from identities
    left join identity_terms on identities.identity_id = identity_terms.identity_id
    group by identities.identity_id, identities.identity_kind
),

findings as (
    select
        'figure_unique' as check_id,
        min(subject_id) as subject_id,
        min(period_id) as period_id,
        source_id || ' figure ' || cast(figure_no as varchar) || ' stands '
        || cast(count(*) as varchar) || ' times' as detail
    from figure_intervals
    group by source_id, figure_no, load_id
    having count(*) > 1
    union all
    select
        'passage_known' as check_id,
        cited.subject_id,
        cited.period_id,
        cited.figure_name || ': passage ' || cast(cited.passage_no as varchar)
        || ' is not in source_passages' as detail
    from cited
    inner join passages_on_record on cited.source_id = passages_on_record.source_id
    left join source_passages
        on
            cited.source_id = source_passages.source_id
            and cited.passage_no = source_passages.passage_no
    where cited.passage_no is not null and source_passages.passage_no is null
    union all
    select
        'unit_fits_indicator' as check_id,
        cited.subject_id,
        cited.period_id,
        cited.figure_name || ': unit ' || cited.unit_id || ' is no unit of '
        || cited.indicator_id as detail
    from cited
    inner join indicators on cited.indicator_id = indicators.indicator_id
    inner join units on indicators.unit_id = units.unit_id
    where cited.base_unit_id <> units.base_unit_id
    union all
    select
        'decimals_fit_value' as check_id,
        subject_id,
        period_id,
        figure_name || ': value ' || cast(value as varchar) || ' with '
        || cast(decimals as varchar) || ' decimals' as detail
    from cited
    where
        last_digits <> cast(last_digits as bigint)
        or (base_step = 0 and value <> cast(value as bigint))
    union all
    select
        'literal_fits_value' as check_id,
        subject_id,
        period_id,
        figure_name || ': the value is ' || cast(value as varchar) as detail
    from cited
    where
        case  -- a case, so that few literals meet a pattern of their own
            when plain_printed = value_text then false
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
        end
    union all
    select
        'base_value_exact' as check_id,
        subject_id,
        period_id,
        figure_name || ': in ' || base_unit_id
        || ' it is too large, or needs more than 4 decimals' as detail
    from cited
    where
        factor is not null
        and (base_value is null or exact_base_value <> base_value)
    union all
    select
        'unit_fits_literal' as check_id,
        cited.subject_id,
        cited.period_id,
        cited.figure_name || ': unit ' || cited.unit_id || ' (' || units.symbol_zh
        || ') is not the one printed' as detail
    from cited
    inner join units on cited.unit_id = units.unit_id
    where
        regexp_matches(cited.printed, '[0-9].*[^0-9.,]')
        and position(units.symbol_zh in cited.printed) = 0
    union all
    select
        'identity_complete' as check_id,
        null as subject_id,
        null as period_id,
        identity_id || ': terms do not fit a ' || identity_kind as detail
    from term_roles
    where
        (
            identity_kind in ('ratio', 'share')
            and not (numerators = 1 and denominators = 1 and addends = 0)
        )
        or (
            identity_kind in ('sum', 'difference')
            and not (numerators = 0 and denominators = 0 and addends > 0)
        )
)

select
    check_id,
    subject_id,
    period_id,
    detail
from findings;
comment on view figure_findings is
'数字问题;与自身矛盾的数字与恒等式 | figure findings; figures and identities that contradict '
'themselves';
