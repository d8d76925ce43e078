-- implied: 言外之数, what a source implies but does not say, as intervals.
-- Param:   source varchar = null: only this source_id; without it all, one's own first.
select
    implied_figures.source_id,
    implied_figures.subject_name_zh,
    implied_figures.indicator_name_zh,
    implied_figures.period_id,
    implied_figures.estimate,
    implied_figures.lower_bound,
    implied_figures.upper_bound,
    implied_figures.integer_value,
    implied_figures.habit,
    implied_figures.rounded_integer,
    implied_figures.cut_integer,
    source_habits.habit as source_habit,
    implied_figures.unit_id,
    implied_figures.formula
from implied_figures
inner join sources on implied_figures.source_id = sources.source_id
left join source_habits on implied_figures.source_id = source_habits.source_id
where
    cast($source as varchar) is null
    or implied_figures.source_id = cast($source as varchar)
order by
    sources.load_id desc nulls last, sources.source_priority asc,
    implied_figures.source_id asc, implied_figures.identity_id asc,
    implied_figures.subject_id asc, implied_figures.period_id asc;
