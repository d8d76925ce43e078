-- identity_holds: 恒等式适用, for which subjects and sources an identity holds.
-- Grain:   one row per identity, subject and source named as its place.
-- Reads:   identities, identity_terms, subjects, subject_places.
-- Kept:    table.
-- Formula: an identity holds in its place, a subject, a source, both, or everywhere. Of
--          those that define the same, the nearest replaces the others: one of a source
--          before one of all, then by the distance in subject_places. A quotient is
--          defined once; sums are told apart by where they take their terms from, and
--          all of the nearest hold.
-- Nulls:   place_source_id unless a source is named; except_sources unless a source has
--          a definition of its own; rival_identity_id unless one as near disagrees.
-- Sample:  identity_id     | subject_id
--          area_per_parcel | heshun_zone
--          area_per_parcel | jiexiu_zone
--          area_per_parcel | jinzhong
create table identity_holds as
with terms as (
    select
        identity_id,
        max(case when term_role = 'numerator' then indicator_id end) as numerator_id,
        string_agg(
            distinct subject_scope || ' ' || period_scope, ','
            order by subject_scope || ' ' || period_scope asc
        ) as scopes,
        string_agg(
            concat_ws(
                ' ', term_role, indicator_id, subject_scope, period_scope, term_form
            ), ',' order by term_role, indicator_id, subject_scope, period_scope
        ) as says
    from identity_terms
    group by identity_id
),

-- A metric is defined through the indicator that states it, also by who names that
-- alone.
defined as (
    select
        identities.identity_id,
        identities.place_subject_id,
        identities.place_source_id,
        identities.load_id,
        identities.identity_kind in ('sum', 'difference', 'total') as is_sum,
        concat_ws(' ', identities.scale, terms.says) as says,
        concat_ws(
            ' ', identities.identity_kind,
            case
                when identities.identity_kind in ('ratio', 'product')
                    then
                        coalesce(
                            max(identities.metric_id) over (
                                partition by
                                    identities.identity_kind,
                                    coalesce(
                                        identities.indicator_id, identities.metric_id
                                    )
                            ), identities.indicator_id
                        )
                when identities.identity_kind = 'share'
                    then coalesce(identities.indicator_id, terms.numerator_id)
                else identities.indicator_id || ' ' || terms.scopes
            end
        ) as definition
    from identities
    left join terms on identities.identity_id = terms.identity_id
),

placed as (
    select
        defined.*,
        subject_places.subject_id,
        subject_places.distance
    from defined
    inner join subject_places
        on defined.place_subject_id = subject_places.place_subject_id
    union all
    select
        defined.*,
        subjects.subject_id,
        9 as distance
    from defined
    cross join subjects
    where defined.place_subject_id is null
),

nearest as (
    select
        *,
        min(distance) over same_place as least_distance,
        case
            when not is_sum
                then
                    row_number() over (
                        same_place
                        order by
                            distance asc, load_id asc nulls first, identity_id asc
                    )
            else 1
        end as preference,
        min(identity_id) over rivals as first_identity_id,
        max(identity_id) over rivals as last_identity_id,
        min(says) over rivals <> max(says) over rivals as is_disputed
    from placed
    window
        same_place as (partition by definition, subject_id, place_source_id),
        rivals as (partition by definition, subject_id, place_source_id, distance)
),

exceptions as (
    select
        definition,
        subject_id,
        string_agg(distinct '<' || place_source_id || '>', '') as except_sources
    from placed
    where place_source_id is not null
    group by definition, subject_id
)

select
    cast(nearest.identity_id as varchar) as identity_id,
    cast(nearest.subject_id as varchar) as subject_id,
    cast(nearest.place_source_id as varchar) as place_source_id,
    cast(
        case when nearest.place_source_id is null then exceptions.except_sources end
        as varchar
    ) as except_sources,
    cast(
        case
            when nearest.is_disputed and not nearest.is_sum
                then
                    case nearest.identity_id
                        when nearest.first_identity_id then nearest.last_identity_id
                        else nearest.first_identity_id
                    end
        end as varchar
    ) as rival_identity_id
from nearest
left join exceptions
    on
        nearest.definition = exceptions.definition
        and nearest.subject_id = exceptions.subject_id
where
    nearest.distance = nearest.least_distance
    and nearest.preference = 1;
comment on table identity_holds is
'恒等式适用;恒等式在哪些对象、哪些来源适用 | identity holds; for which subjects and sources an '
'identity holds';
