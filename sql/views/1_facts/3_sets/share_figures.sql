-- share_figures: 占比数字, a subject's part of its whole, computed or as printed.
-- Grain:   one row per subject, indicator and period with a figure for the part and
--          one for the share or the whole.
-- Reads:   current_figures, subject_links, identities, identity_terms.
-- Formula: share_pct = 100 * part / whole where the whole is printed, else the printed
--          share; share_basis says which.
-- Nulls:   whole_value where it is not printed; share_pct if the whole is zero.
create view share_figures as
with share_identities as (
    select
        identities.indicator_id as share_indicator_id,
        identity_terms.indicator_id as part_indicator_id,
        whole_terms.indicator_id as whole_indicator_id,
        whole_terms.subject_scope as whole_scope
    from identities
    inner join identity_terms
        on
            identities.identity_id = identity_terms.identity_id
            and identity_terms.term_role = 'numerator'
    inner join identity_terms as whole_terms
        on
            identities.identity_id = whole_terms.identity_id
            and whole_terms.term_role = 'denominator'
    where identities.identity_kind = 'share'
),

shared as (
    select
        current_figures.*,
        subject_links.term_subject_id as whole_subject_id,
        wholes.point_value as whole_value,
        wholes.lower_bound as whole_lower,
        wholes.upper_bound as whole_upper,
        stated_shares.point_value as stated_share,
        stated_shares.lower_bound as stated_share_lower,
        stated_shares.upper_bound as stated_share_upper,
        coalesce(wholes.point_value, stated_shares.point_value) is not null as has_share
    from current_figures
    inner join share_identities
        on current_figures.indicator_id = share_identities.part_indicator_id
    left join subject_links
        on
            current_figures.subject_id = subject_links.subject_id
            and share_identities.whole_scope = subject_links.subject_scope
    left join current_figures as wholes
        on
            subject_links.term_subject_id = wholes.subject_id
            and share_identities.whole_indicator_id = wholes.indicator_id
            and current_figures.period_id = wholes.period_id
    left join current_figures as stated_shares
        on
            current_figures.subject_id = stated_shares.subject_id
            and share_identities.share_indicator_id = stated_shares.indicator_id
            and current_figures.period_id = stated_shares.period_id
)

select
    cast(subject_id as varchar) as subject_id,
    cast(subject_name_zh as varchar) as subject_name_zh,
    cast(subject_name_en as varchar) as subject_name_en,
    cast(period_id as varchar) as period_id,
    cast(period_start as date) as period_start,
    cast(period_end as date) as period_end,
    cast(indicator_id as varchar) as indicator_id,
    cast(indicator_name_zh as varchar) as indicator_name_zh,
    cast(indicator_name_en as varchar) as indicator_name_en,
    cast(unit_id as varchar) as unit_id,
    cast(point_value as decimal(18, 4)) as part_value,
    cast(lower_bound as decimal(18, 5)) as part_lower_bound,
    cast(upper_bound as decimal(18, 5)) as part_upper_bound,
    cast(whole_subject_id as varchar) as whole_subject_id,
    cast(whole_value as decimal(18, 4)) as whole_value,
    cast(whole_lower as decimal(18, 5)) as whole_lower_bound,
    cast(whole_upper as decimal(18, 5)) as whole_upper_bound,
    cast(case when whole_value is null then 'stated' else 'computed' end as varchar)
        as share_basis,
    cast(
        case
            when whole_value is null then cast(stated_share as double)
            else
                100 * cast(point_value as double)
                / nullif(cast(whole_value as double), 0)
        end as double
    ) as share_pct,
    cast(
        case
            when whole_value is null then cast(stated_share_lower as double)
            else
                100 * cast(lower_bound as double)
                / nullif(cast(whole_upper as double), 0)
        end as double
    ) as share_lower_pct,
    cast(
        case
            when whole_value is null then cast(stated_share_upper as double)
            else
                100 * cast(upper_bound as double)
                / nullif(cast(whole_lower as double), 0)
        end as double
    ) as share_upper_pct
from shared
where has_share;
comment on view share_figures is
'占比数字;部分占总体的百分比,计算所得或刊印 | share figures; part of the whole, computed or as '
'printed';
