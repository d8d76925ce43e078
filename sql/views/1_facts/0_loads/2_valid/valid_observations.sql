-- valid_observations: 有效观测值, observations in force.
-- Grain:   one row per printed figure that is in force.
-- Reads:   observations, supersessions, active_loads.
-- Formula: the load is in force, and no load in force replaces the figure.
-- Nulls:   as in observations.
create view valid_observations as
with replaced as (
    select distinct
        supersessions.source_id,
        supersessions.figure_no,
        supersessions.load_id
    from supersessions
    inner join active_loads on supersessions.by_load_id = active_loads.load_id
)

select
    cast(observations.source_id as varchar) as source_id,
    cast(observations.figure_no as integer) as figure_no,
    cast(observations.passage_no as integer) as passage_no,
    cast(observations.printed as varchar) as printed,
    cast(observations.subject_id as varchar) as subject_id,
    cast(observations.indicator_id as varchar) as indicator_id,
    cast(observations.period_id as varchar) as period_id,
    cast(observations.value as decimal(18, 4)) as value,
    cast(observations.unit_id as varchar) as unit_id,
    cast(observations.qualifier as varchar) as qualifier,
    cast(observations.decimals as integer) as decimals,
    cast(observations.note_zh as varchar) as note_zh,
    cast(observations.note_en as varchar) as note_en,
    cast(observations.load_id as integer) as load_id
from observations
left join active_loads on observations.load_id = active_loads.load_id
left join replaced
    on
        observations.source_id = replaced.source_id
        and observations.figure_no = replaced.figure_no
        and coalesce(observations.load_id, 0) = replaced.load_id
where
    replaced.source_id is null
    and (observations.load_id is null or active_loads.load_id is not null);
comment on view valid_observations is
'有效观测值;未撤回且未被更正的观测值 | valid observations; neither taken back nor replaced';
