-- share_figures: 占比数字, a subject's part of its whole, computed or as printed.
-- Grain:   one row per subject, indicator and period with a figure for the part and
--          one for the share or the whole.
-- Reads:   current_figures, subject_links, identities, identity_terms.
-- Formula: share_pct = 100 * part / whole where the whole is printed, else the printed
--          share; share_basis says which.
-- Nulls:   whole_value where it is not printed; share_pct if the whole is zero.
create view share_figures as
with share_terms as (
    select
        identity_id,
        indicator_id,
        term_role,
        subject_scope
    from identity_terms
    union all
    select
        identity_id,
        indicator_id,
        'share' as term_role,
        'same' as subject_scope
    from identities
),

printed_terms as (
    select
        current_figures.*,
        identities.identity_id,
        subject_links.subject_id as part_subject_id,
        case when share_terms.term_role = 'numerator' then 1 end as is_part,
        case when share_terms.term_role = 'denominator' then 1 end as is_whole,
        case when share_terms.term_role = 'share' then 1 end as is_share
    from current_figures
    inner join share_terms on current_figures.indicator_id = share_terms.indicator_id
    inner join identities
        on
            share_terms.identity_id = identities.identity_id
            and identities.identity_kind = 'share'
    inner join subject_links
        on
            current_figures.subject_id = subject_links.term_subject_id
            and share_terms.subject_scope = subject_links.subject_scope
),

side_by_side as (
    select
        part_subject_id,
        period_id,
        period_start,
        period_end,
        identity_id,
        max(case when is_part = 1 then subject_name_zh end) as subject_name_zh,
        max(case when is_part = 1 then subject_name_en end) as subject_name_en,
        max(case when is_part = 1 then indicator_id end) as indicator_id,
        max(case when is_part = 1 then indicator_name_zh end) as indicator_name_zh,
        max(case when is_part = 1 then indicator_name_en end) as indicator_name_en,
        max(case when is_part = 1 then unit_id end) as unit_id,
        max(is_part * point_value) as part,
        max(is_part * lower_bound) as part_lower,
        max(is_part * upper_bound) as part_upper,
        max(is_whole * point_value) as whole,
        max(is_whole * lower_bound) as whole_lower,
        max(is_whole * upper_bound) as whole_upper,
        cast(max(is_share * point_value) as double) as stated,
        cast(max(is_share * lower_bound) as double) as stated_lower,
        cast(max(is_share * upper_bound) as double) as stated_upper
    from printed_terms
    group by part_subject_id, period_id, period_start, period_end, identity_id
)

select
    cast(part_subject_id as varchar) as subject_id,
    cast(subject_name_zh as varchar) as subject_name_zh,
    cast(subject_name_en as varchar) as subject_name_en,
    cast(period_id as varchar) as period_id,
    cast(period_start as date) as period_start,
    cast(period_end as date) as period_end,
    cast(indicator_id as varchar) as indicator_id,
    cast(indicator_name_zh as varchar) as indicator_name_zh,
    cast(indicator_name_en as varchar) as indicator_name_en,
    cast(unit_id as varchar) as unit_id,
    cast(part as decimal(18, 4)) as part_value,
    cast(part_lower as decimal(18, 5)) as part_lower_bound,
    cast(part_upper as decimal(18, 5)) as part_upper_bound,
    cast(whole as decimal(18, 4)) as whole_value,
    cast(whole_lower as decimal(18, 5)) as whole_lower_bound,
    cast(whole_upper as decimal(18, 5)) as whole_upper_bound,
    cast(case when whole is null then 'stated' else 'computed' end as varchar)
        as share_basis,
    cast(
        case
            when whole is null then stated
            else 100 * cast(part as double) / nullif(cast(whole as double), 0)
        end as double
    ) as share_pct,
    cast(
        case
            when whole is null then stated_lower
            else
                100 * cast(part_lower as double)
                / nullif(cast(whole_upper as double), 0)
        end as double
    ) as share_lower_pct,
    cast(
        case
            when whole is null then stated_upper
            else
                100 * cast(part_upper as double)
                / nullif(cast(whole_lower as double), 0)
        end as double
    ) as share_upper_pct
from side_by_side
where
    indicator_id is not null
    and coalesce(cast(whole as double), stated) is not null;
comment on view share_figures is
'占比数字;部分占总体的百分比,计算所得或刊印 | share figures; part of the whole, computed or as '
'printed';
