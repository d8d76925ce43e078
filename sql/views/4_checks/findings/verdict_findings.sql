-- verdict_findings: 存疑数字, figures that deserve doubt or a remark.
-- Grain:   one row per finding.
-- Reads:   figure_mentions, reconciliation, implied_figures, figure_intervals, units,
--          subject_members, indicators, source_figures, periods.
-- Formula: the rules of check_rules at level warning and info, one branch each.
-- Nulls:   none.
create view verdict_findings as
with member_counts as (
    select
        group_subject_id,
        count(*) as member_count
    from subject_members
    where breakdown = 'zone'
    group by group_subject_id
),

implied as (
    select
        *,
        cast(cast(lower_bound as decimal(18, 4)) as varchar) || ' to '
        || cast(cast(upper_bound as decimal(18, 4)) as varchar) as limits
    from implied_figures
),

foreign_figures as (
    select
        figure_intervals.*,
        cast(figure_intervals.base_lower_bound as double)
        / cast(units.factor as double) as other_lower,
        cast(figure_intervals.base_upper_bound as double)
        / cast(units.factor as double) as other_upper
    from figure_intervals
    inner join indicators on figure_intervals.indicator_id = indicators.indicator_id
    inner join units on indicators.unit_id = units.unit_id
    where figure_intervals.figure_kind = 'observation'
),

findings as (
    select
        'mentions_agree' as check_id,
        subject_id,
        period_id,
        indicator_id || ' ' || period_id || ': ' || mention_list as detail
    from figure_mentions
    where not mentions_agree
    union all
    select
        case verdict
            when 'mismatch' then 'reconciliation_match' else 'reconciliation_exact'
        end as check_id,
        subject_id,
        period_id,
        source_id || ' ' || indicator_id || ' ' || period_id || ': printed ' || printed
        || ', derived ' || cast(cast(derived as decimal(18, 4)) as varchar)
        || case verdict
            when 'mismatch' then ' (' || formula || ')' else ', ' || verdict
        end as detail
    from reconciliation
    where verdict in ('mismatch', 'truncated', 'within_rounding')
    union all
    select
        'implied_agrees' as check_id,
        implied.subject_id,
        implied.period_id,
        implied.source_id || ' implies ' || implied.indicator_id || ' of '
        || implied.limits || ' ' || implied.unit_id || ', '
        || foreign_figures.source_id || ' prints ' || foreign_figures.printed as detail
    from implied
    inner join foreign_figures
        on
            implied.subject_id = foreign_figures.subject_id
            and implied.indicator_id = foreign_figures.indicator_id
            and implied.source_id <> foreign_figures.source_id
    inner join periods on foreign_figures.period_id = periods.period_id
    where
        (
            foreign_figures.period_id = implied.period_id
            or periods.period_kind = 'undated'
        )
        and (
            foreign_figures.other_upper < implied.lower_bound
            or foreign_figures.other_lower > implied.upper_bound
        )
    union all
    select
        'implied_plausible' as check_id,
        implied.subject_id,
        implied.period_id,
        implied.source_id || ' implies ' || implied.indicator_id || ' '
        || implied.period_id || ' of ' || implied.limits as detail
    from implied
    inner join indicators on implied.indicator_id = indicators.indicator_id
    inner join units on indicators.unit_id = units.unit_id
    where
        indicators.indicator_kind not in ('growth', 'difference')
        and (
            implied.upper_bound < 0
            or (
                units.quantity = 'count'
                and ceil(implied.lower_bound) > floor(implied.upper_bound)
            )
        )
    union all
    select
        'members_counted' as check_id,
        source_figures.subject_id,
        source_figures.period_id,
        source_figures.source_id || ' prints ' || source_figures.printed || ', '
        || cast(member_counts.member_count as varchar) || ' members are on record'
            as detail
    from source_figures
    inner join member_counts
        on source_figures.subject_id = member_counts.group_subject_id
    where
        source_figures.indicator_id = 'zone_count'
        and source_figures.base_value <> member_counts.member_count
    union all
    select
        'share_within_whole' as check_id,
        source_figures.subject_id,
        source_figures.period_id,
        source_figures.source_id || ' ' || source_figures.indicator_id || ' '
        || source_figures.period_id || ': ' || source_figures.printed as detail
    from source_figures
    inner join indicators on source_figures.indicator_id = indicators.indicator_id
    where indicators.indicator_kind = 'share' and source_figures.base_value > 100
)

select
    check_id,
    subject_id,
    period_id,
    detail
from findings;
comment on view verdict_findings is
'存疑数字;值得存疑或注意的数字 | verdict findings; figures that deserve doubt or a remark';
