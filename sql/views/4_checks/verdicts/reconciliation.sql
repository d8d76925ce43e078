-- reconciliation: 核对, every printed figure that can be re-derived, with a verdict.
-- Grain:   one row per basis, identity or metric of the ledger, source, subject and
--          period whose result is printed.
-- Reads:   verdict_values, identity_links, period_links, subjects, indicators, codes.
-- Formula: none; the arithmetic is that of verdict_values.
-- Nulls:   other_sources unless across sources; derived and bounds where an input is
--          missing or is no plain value, or the denominator is not above zero;
--          missing_figures says which.
-- Sample:  source_id        | subject_id             | missing_figures
--          jinzhong_article | jinzhong_industrial_z… | jinzhong/land_area/20…
--          jinzhong_article | jinzhong_industrial_z… |
--          jinzhong_article | jinzhong_industrial_z… |
create view reconciliation as
with verdicts as (
    select *
    from verdict_values
),

omissions as (
    select
        verdicts.identity_id,
        verdicts.source_id,
        verdicts.subject_id,
        verdicts.period_id,
        string_agg(
            identity_links.term_subject_id || '/' || identity_links.term_indicator_id
            || '/' || period_links.term_period_id,
            ', ' order by identity_links.link_no
        ) as missing_figures
    from verdicts
    inner join identity_links
        on
            verdicts.identity_id = identity_links.identity_id
            and verdicts.subject_id = identity_links.subject_id
    inner join period_links
        on
            verdicts.period_id = period_links.period_id
            and identity_links.period_scope = period_links.period_scope
    where
        verdicts.missing_count > 0
        and identity_links.term_no > 0
        and position(
            '<' || cast(identity_links.link_no as varchar) || '>'
            in coalesce(verdicts.plain_links, '')
        ) = 0
    group by
        verdicts.identity_id, verdicts.source_id, verdicts.subject_id,
        verdicts.period_id
)

select
    verdicts.source_id,
    verdicts.subject_id,
    subjects.name_zh as subject_name_zh,
    subjects.name_en as subject_name_en,
    verdicts.indicator_id,
    indicators.name_zh as indicator_name_zh,
    indicators.name_en as indicator_name_en,
    verdicts.period_id,
    verdicts.printed,
    cast(verdicts.stated as decimal(18, 4)) as stated,
    verdicts.unit_id,
    cast(verdicts.decimals as integer) as decimals,
    cast(verdicts.derived as double) as derived,
    cast(verdicts.lower_bound as double) as lower_bound,
    cast(verdicts.upper_bound as double) as upper_bound,
    verdicts.verdict,
    codes.name_zh as verdict_name_zh,
    codes.name_en as verdict_name_en,
    verdicts.formula,
    verdicts.formula_zh,
    verdicts.input_basis,
    verdicts.other_sources,
    cast(
        coalesce(verdicts.missing_figures, omissions.missing_figures) as varchar
    ) as missing_figures,
    verdicts.identity_id
from verdicts
inner join indicators on verdicts.indicator_id = indicators.indicator_id
inner join subjects on verdicts.subject_id = subjects.subject_id
left join codes on verdicts.verdict = codes.code and codes.column_name = 'verdict'
left join omissions
    on
        verdicts.identity_id = omissions.identity_id
        and verdicts.source_id = omissions.source_id
        and verdicts.subject_id = omissions.subject_id
        and verdicts.period_id = omissions.period_id;
comment on view reconciliation is
'核对;可由其他数字推得的刊印数字及判定 | reconciliation; printed figures that other figures '
're-derive, each with a verdict';
