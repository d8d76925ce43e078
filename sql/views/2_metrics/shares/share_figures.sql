-- share_figures: 占比数字, a subject's part of its whole, computed or as printed.
-- Grain:   one row per subject, indicator and period with a figure for the part and
--          one for the share or the whole.
-- Reads:   ratio_figures, indicators.
-- Formula: share_pct = 100 * part / whole where the whole is printed, else the printed
--          share; share_basis says which.
-- Nulls:   whole_value where it is not printed; share_pct if the whole is zero.
create view share_figures as
select
    ratio_figures.subject_id,
    ratio_figures.period_id,
    ratio_figures.numerator_indicator_id as indicator_id,
    indicators.unit_id,
    cast(ratio_figures.numerator_value as decimal(18, 4)) as part_value,
    cast(ratio_figures.numerator_lower as decimal(18, 5)) as part_lower_bound,
    cast(ratio_figures.numerator_upper as decimal(18, 5)) as part_upper_bound,
    cast(ratio_figures.denominator_value as decimal(18, 4)) as whole_value,
    cast(ratio_figures.denominator_lower as decimal(18, 5)) as whole_lower_bound,
    cast(ratio_figures.denominator_upper as decimal(18, 5)) as whole_upper_bound,
    cast(
        case
            when ratio_figures.denominator_value is null then 'stated' else 'computed'
        end as varchar
    ) as share_basis,
    cast(
        case
            when ratio_figures.denominator_value is null
                then ratio_figures.stated_value
            else ratio_figures.ratio_value
        end as double
    ) as share_pct,
    cast(
        case
            when ratio_figures.denominator_value is null
                then ratio_figures.stated_lower
            else ratio_figures.ratio_lower
        end as double
    ) as share_lower_pct,
    cast(
        case
            when ratio_figures.denominator_value is null
                then ratio_figures.stated_upper
            else ratio_figures.ratio_upper
        end as double
    ) as share_upper_pct
from ratio_figures
inner join indicators
    on ratio_figures.numerator_indicator_id = indicators.indicator_id
where
    ratio_figures.identity_kind = 'share'
    and coalesce(ratio_figures.denominator_value, ratio_figures.stated_value)
    is not null;
comment on view share_figures is
'占比数字;部分占总体的百分比,计算所得或刊印 | share figures; part of the whole, computed or as '
'printed';
