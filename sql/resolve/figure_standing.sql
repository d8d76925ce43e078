-- figure_standing: 现行取舍, which stated figures stand, and which of them are to be used.
-- Reads stated, the rows of observations or targets to be decided: all rows of their
-- subjects, indicators and periods.
-- A sheet of indicators, or a target, replaces all that its source said before of the
-- same key; the figures of a text replace those of the same number. What only repeats
-- the last word replaces nothing: the first row of its kind stands. A row without a
-- value takes back. Of what stands, the source with the lowest priority number, the
-- newest load, the most decimals and the first in print are to be used.
with in_force as (
    select
        stated.*,
        coalesce(stated.load_id, 0) as load_no,
        coalesce(loads.load_kind in ('indicators', 'reference'), false) as is_sheet,
        concat_ws(
            '|', coalesce(cast(stated.value as varchar), '-'), stated.unit_id,
            stated.qualifier, stated.decimals
        ) as says
    from stated
    left join loads on stated.load_id = loads.load_id
    where stated.load_id is null or loads.is_in_force
),

crowded as (
    select
        subject_id,
        indicator_id,
        period_id
    from in_force
    group by subject_id, indicator_id, period_id
    having count(*) > 1
),

-- An epoch begins with a sheet and lasts until the next one.
dated as (
    select
        in_force.*,
        max(case when in_force.is_sheet then in_force.load_no else 0 end) over (
            partition by
                in_force.source_id, in_force.subject_id, in_force.indicator_id,
                in_force.period_id, in_force.target_id
            order by in_force.load_no asc nulls first
            range between unbounded preceding and current row
        ) as epoch
    from in_force
    semi join crowded
        on
            in_force.subject_id = crowded.subject_id
            and in_force.indicator_id = crowded.indicator_id
            and in_force.period_id = crowded.period_id
),

ended as (
    select
        *,
        max(load_no) over (
            partition by
                source_id, subject_id, indicator_id, period_id, target_id, epoch
        ) as last_no
    from dated
),

epochs as (
    select
        source_id,
        subject_id,
        indicator_id,
        period_id,
        target_id,
        epoch,
        list(says) filter (where load_no = last_no) as said,
        list(says || '|' || coalesce(note_zh, '')) filter (where load_no = last_no)
            as noted,
        any_value(case when is_sheet then says end) as says,
        any_value(case when is_sheet then note_zh end) as note_zh
    from ended
    group by source_id, subject_id, indicator_id, period_id, target_id, epoch
),

repeated as (
    select
        *,
        coalesce(
            case
                when note_zh is null then list_contains(lag(said) over earlier, says)
                else list_contains(lag(noted) over earlier, says || '|' || note_zh)
            end, false
        ) as is_repeated
    from epochs
    window earlier as (
        partition by source_id, subject_id, indicator_id, period_id, target_id
        order by epoch asc nulls first
    )
),

last_words as (
    select
        *,
        max(case when not is_repeated then epoch end) over (
            partition by source_id, subject_id, indicator_id, period_id, target_id
        ) as last_epoch
    from repeated
),

candidates as (
    select
        dated.*,
        lag(dated.says || '|' || dated.printed) over mentions as said_before
    from dated
    inner join last_words
        on
            dated.source_id = last_words.source_id
            and dated.subject_id = last_words.subject_id
            and dated.indicator_id = last_words.indicator_id
            and dated.period_id = last_words.period_id
            and dated.target_id is not distinct from last_words.target_id
            and dated.epoch = last_words.epoch
    where
        last_words.epoch >= last_words.last_epoch
        and not (dated.is_sheet and last_words.is_repeated)
    window mentions as (
        partition by
            dated.source_id, dated.subject_id, dated.indicator_id, dated.period_id,
            dated.target_id, dated.is_sheet, dated.figure_no
        order by dated.load_no asc nulls first
    )
),

mentioned as (
    select
        *,
        max(
            case
                when says || '|' || printed is distinct from said_before then load_no
            end
        ) over (
            partition by
                source_id, subject_id, indicator_id, period_id, target_id, is_sheet,
                figure_no
        ) as last_load_no
    from candidates
),

standing as (
    select * exclude (epoch, said_before, last_load_no)
    from mentioned
    where load_no = last_load_no and value is not null
    union all
    select in_force.*
    from in_force
    anti join crowded
        on
            in_force.subject_id = crowded.subject_id
            and in_force.indicator_id = crowded.indicator_id
            and in_force.period_id = crowded.period_id
    where in_force.value is not null
),

ranked as (
    select
        standing.fact_row,
        row_number() over (
            partition by
                standing.subject_id, standing.indicator_id, standing.period_id
            order by
                sources.source_priority asc nulls last,
                standing.load_id desc nulls last,
                standing.decimals desc nulls last, standing.passage_no asc nulls last,
                standing.figure_no asc nulls last, standing.source_id asc nulls last
        ) as preference,
        row_number() over (
            partition by
                standing.source_id, standing.subject_id, standing.indicator_id,
                standing.period_id
            order by
                standing.load_id desc nulls last, standing.decimals desc nulls last,
                standing.passage_no asc nulls last, standing.figure_no asc nulls last
        ) as source_preference
    from standing
    semi join crowded
        on
            standing.subject_id = crowded.subject_id
            and standing.indicator_id = crowded.indicator_id
            and standing.period_id = crowded.period_id
    left join sources on standing.source_id = sources.source_id
)

select
    stated.fact_row,
    standing.fact_row is not null as is_in_force,
    standing.fact_row is not null and coalesce(ranked.preference, 1) = 1 as is_current,
    standing.fact_row is not null and coalesce(ranked.source_preference, 1) = 1
        as is_source_current
from stated
left join standing on stated.fact_row = standing.fact_row
left join ranked on standing.fact_row = ranked.fact_row
