-- derived_values: 推算值, what printed figures or the ledger come to, by indicator.
-- Grain:   one row per identity, source, subject and period with any figure printed,
--          and one per metric of the ledger, subject, period and indicator.
-- Reads:   identity_values, identities, ledger_values.
-- Formula: scale * numerator / denominator, in base units; the ledger is exact, and is
--          held against any source.
-- Nulls:   source_id and plain_links of the ledger; a part of which no figure is
--          printed; missing_figures unless the ledger lacks some.
-- Sample:  identity_id            | source_id              | denominator_greatest
--          attainment_rate        | jinzhong_article       | 2350500.00000
--          attainment_rate        | jinzhong_commerce_bur… | 2350500.00000
--          batch_expected_output… | jinzhong_article       | 1.00000
create view derived_values as
select
    identities.identity_id,
    identity_values.source_id,
    identity_values.subject_id,
    identity_values.period_id,
    identities.indicator_id,
    identities.formula_zh,
    identities.formula_en,
    cast(identities.scale as integer) as scale,
    cast(identity_values.missing_count as bigint) as missing_count,
    identity_values.plain_links,
    cast(null as varchar) as missing_figures,
    cast(identity_values.numerator as decimal(18, 4)) as numerator,
    cast(identity_values.numerator_least as decimal(18, 5)) as numerator_least,
    cast(identity_values.numerator_greatest as decimal(18, 5)) as numerator_greatest,
    cast(coalesce(identity_values.denominator, 1) as decimal(18, 4)) as denominator,
    cast(coalesce(identity_values.denominator_least, 1) as decimal(18, 5))
        as denominator_least,
    cast(coalesce(identity_values.denominator_greatest, 1) as decimal(18, 5))
        as denominator_greatest
from identity_values
inner join identities on identity_values.identity_id = identities.identity_id
where identity_values.gap_period_id = identity_values.period_id
union all
select
    metric_id as identity_id,
    cast(null as varchar) as source_id,
    subject_id,
    period_id,
    indicator_id,
    formula_zh,
    formula_en,
    cast(scale as integer) as scale,
    cast(0 as bigint) as missing_count,
    cast(null as varchar) as plain_links,
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
