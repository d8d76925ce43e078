-- identity_findings: 恒等式问题, identities whose terms do not fit their kind.
-- Grain:   one row per identity.
-- Reads:   identities, identity_terms.
-- Formula: a ratio or share has numerators and denominators, a product a numerator and
--          a factor, a sum, difference or total plus and minus terms, and none has the
--          terms of the others.
-- Nulls:   subject_id and period_id always: an identity belongs to none.
-- Sample:  no row.
create view identity_findings as
with term_roles as (
    select
        identities.identity_id,
        identities.identity_kind,
        count(case when identity_terms.term_role = 'numerator' then 1 end)
            as numerators,
        count(case when identity_terms.term_role = 'denominator' then 1 end)
            as denominators,
        count(case when identity_terms.term_role = 'multiplier' then 1 end)
            as multipliers,
        count(case when identity_terms.term_role = 'divisor' then 1 end) as divisors,
        count(case when identity_terms.term_role in ('plus', 'minus') then 1 end)
            as addends
    from identities
    left join identity_terms on identities.identity_id = identity_terms.identity_id
    group by identities.identity_id, identities.identity_kind
)

select
    cast('identity_complete' as varchar) as check_id,
    cast(null as varchar) as subject_id,
    cast(null as varchar) as period_id,
    cast(identity_id || ': terms do not fit a ' || identity_kind as varchar) as detail
from term_roles
where
    (
        identity_kind in ('ratio', 'share')
        and not (
            numerators > 0
            and denominators > 0
            and multipliers + divisors + addends = 0
        )
    )
    or (
        identity_kind = 'product'
        and not (
            numerators > 0
            and multipliers <= 1
            and divisors <= 1
            and multipliers + divisors > 0
            and addends = 0
        )
    )
    or (
        identity_kind in ('sum', 'difference', 'total')
        and not (
            numerators + denominators + multipliers + divisors = 0
            and addends > 0
        )
    );
comment on view identity_findings is
'恒等式问题;各项与类型不符的恒等式 | identity findings; identities whose terms do not fit their kind';
