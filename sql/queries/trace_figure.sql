-- trace_figure: 数字追溯, where a figure is printed, whether it holds, what it feeds.
-- Param:   figure varchar = '87.23%': the literal as printed, or a part of it.
-- Param:   source varchar = null: only this source_id.
with verdicts as (
    select
        source_id,
        subject_id,
        indicator_id,
        period_id,
        string_agg(
            verdict
            || case
                when derived is null then ''
                else ' ' || cast(cast(derived as decimal(38, 4)) as varchar)
            end
            || ' (' || formula || ')',
            '; ' order by identity_id
        ) as verdicts
    from reconciliation
    group by source_id, subject_id, indicator_id, period_id
),

fed_metrics as (
    select
        source_id,
        figure_no,
        string_agg(distinct metric_id, ', ' order by metric_id) as feeds
    from lineage
    group by source_id, figure_no
)

select
    figures.source_id,
    figures.passage_no,
    figures.printed,
    figures.subject_name_zh,
    figures.indicator_name_zh,
    figures.period_id,
    figures.lower_bound,
    figures.upper_bound,
    verdicts.verdicts,
    fed_metrics.feeds,
    metrics.view_name as recomputed_in
from figures
left join verdicts
    on
        figures.source_id = verdicts.source_id
        and figures.subject_id = verdicts.subject_id
        and figures.indicator_id = verdicts.indicator_id
        and figures.period_id = verdicts.period_id
left join fed_metrics
    on
        figures.source_id = fed_metrics.source_id
        and figures.figure_no = fed_metrics.figure_no
left join metrics on figures.indicator_id = metrics.printed_indicator_id
where
    position(cast($figure as varchar) in figures.printed) > 0
    and (cast($source as varchar) is null or figures.source_id = $source)
order by figures.source_id, figures.figure_no;
