-- derived_values: 推算值, what printed figures or the ledger come to, by indicator.
-- Grain:   one row per basis, identity, source, subject and period with any figure of
--          its terms printed, and one per metric of the ledger, subject, period and
--          indicator.
-- Reads:   identity_values, identities, ledger_values.
-- Formula: scale * numerator / denominator, in base units; the ledger is exact, and is
--          held against any source. The range lets each figure be rounded or cut.
--          Across sources, and of a total, only where nothing is missing.
-- Nulls:   source_id and plain_links of the ledger; a part of which no figure is
--          printed; missing_figures unless the ledger lacks some.
-- Sample:  input_basis    | identity_id        | numerator    | denominator_greatest
--          across_sources | planned_area_share | 560925.0000  | 24589500.00000
--          one_source     | attainment_rate    | 2166500.0000 | 2350500.00000
--          one_source     | attainment_rate    | 2166500.0000 | 2350500.00000
create view derived_values as
select
    identity_values.input_basis,
    identities.identity_id,
    identity_values.source_id,
    identity_values.subject_id,
    identity_values.period_id,
    identities.indicator_id,
    identities.formula_zh,
    identities.formula_en,
    cast(
        case identities.identity_kind when 'total' then 1 else identities.scale end
        as integer
    ) as scale,
    cast(identities.identity_kind = 'total' as boolean) as is_total,
    cast(identity_values.missing_count as bigint) as missing_count,
    identity_values.plain_links,
    identity_values.other_sources,
    cast(
        case
            when identity_values.has_factors and identity_values.numerator is null
                then 'the product is too large'
        end as varchar
    ) as missing_figures,
    cast(identity_values.numerator as decimal(18, 4)) as numerator,
    cast(identity_values.numerator_lower as decimal(18, 5)) as numerator_least,
    cast(identity_values.numerator_upper as decimal(18, 5)) as numerator_greatest,
    cast(coalesce(identity_values.denominator, 1) as decimal(18, 4)) as denominator,
    cast(coalesce(identity_values.denominator_lower, 1) as decimal(18, 5))
        as denominator_least,
    cast(coalesce(identity_values.denominator_upper, 1) as decimal(18, 5))
        as denominator_greatest
from identity_values
inner join identities on identity_values.identity_id = identities.identity_id
where
    identity_values.habit = 'either'
    and identity_values.gap_period_id = identity_values.period_id
    and coalesce(identity_values.numerator, identity_values.denominator) is not null
    and (
        identity_values.missing_count = 0
        or (
            identity_values.input_basis = 'one_source'
            and identities.identity_kind <> 'total'
        )
    )
union all
select
    cast('ledger' as varchar) as input_basis,
    metric_id as identity_id,
    cast(null as varchar) as source_id,
    subject_id,
    period_id,
    indicator_id,
    formula_zh,
    formula_en,
    cast(scale as integer) as scale,
    cast(false as boolean) as is_total,
    cast(0 as bigint) as missing_count,
    cast(null as varchar) as plain_links,
    cast(null as varchar) as other_sources,
    missing_figures,
    cast(numerator as decimal(18, 4)) as numerator,
    cast(numerator as decimal(18, 5)) as numerator_least,
    cast(numerator as decimal(18, 5)) as numerator_greatest,
    cast(denominator as decimal(18, 4)) as denominator,
    cast(denominator as decimal(18, 5)) as denominator_least,
    cast(denominator as decimal(18, 5)) as denominator_greatest
from ledger_values;
comment on view derived_values is
'推算值;刊印数字或台账对各指标的推算 | derived values; what printed figures or the ledger come to, '
'by indicator';
