"""Texts into ids and numbers: the view ``resolved`` over the view ``long``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb

from zonedb.loading.columns import in_a_row
from zonedb.loading.known_names import (
    Names,
    indicator_names,
    source_names,
    subject_names,
    unit_symbols,
)
from zonedb.loading.known_periods import PeriodColumn
from zonedb.loading.staging import distinct, lookup
from zonedb.reading.literals import read_literal
from zonedb.reading.unreadable import Unreadable

_PLAIN_NUMBER = r"-?(0|[1-9][0-9]{0,11})([.][0-9]{1,4})?"


class ResolvedView:
    """The view ``resolved``, and the lookups that it reads: ``look_FIELD`` for each field.

    Attributes:
        periods: those of the rows.
        failed: for each field the texts that cannot be read, and why.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Read every distinct text, and make the view."""
        self._connection = connection
        self.failed: dict[str, dict[Any, Unreadable]] = {}
        symbols = unit_symbols(connection)
        units = Names((unit, symbol, unit) for symbol, unit in symbols.items())
        self._look_up("zone", subject_names(connection).find)
        self._look_up("indicator", indicator_names(connection).find)
        self._look_up("source", source_names(connection).find)
        self._look_up("unit", units.find)
        connection.execute(
            "create or replace temp table look_indicator as select look_indicator.*,"
            " indicators.name_zh as indicator_name, indicators.unit_id as indicator_unit,"
            " units.quantity as indicator_quantity,"
            " indicators.indicator_kind = 'growth' as is_growth from look_indicator"
            " inner join base.indicators on look_indicator.v1 = indicators.indicator_id"
            " inner join base.units on indicators.unit_id = units.unit_id"
        )
        self.periods = PeriodColumn(connection, "long")
        self.failed["period"] = self.periods.failed
        self._look_up_values(symbols)
        connection.execute(_RESOLVED)

    def _look_up(self, field: str, find: Callable[[str], str]) -> None:
        texts = distinct(self._connection, "long", field)
        self.failed[field] = lookup(
            self._connection, f"look_{field}", texts, in_a_row(find), ("varchar",)
        )

    def _look_up_values(self, symbols: dict[str, str]) -> None:
        """Read the literals that are no plain numbers; only growth rates fall or rise in words."""
        found = self._connection.execute(
            "select distinct literal, coalesce(is_growth, false)"
            " from long left join look_indicator on long.indicator = look_indicator.text"
            f" where literal is not null and not regexp_full_match(literal, '{_PLAIN_NUMBER}')"
        ).fetchall()
        self.failed["value"] = {}
        for is_growth in (False, True):

            def read(text: str, is_growth: bool = is_growth) -> tuple[Any, ...]:
                literal = read_literal(text, symbols, growth=is_growth)
                return literal.value, literal.unit, literal.qualifier, literal.decimals

            self.failed["value"] |= lookup(
                self._connection,
                f"look_value_{is_growth}",
                [text for text, of_growth in found if of_growth == is_growth],
                read,
                ("decimal(18, 4)", "varchar", "varchar", "integer"),
            )
        self._connection.execute(
            "create or replace temp table look_value as"
            " select *, true as is_growth from look_value_true"
            " union all select *, false from look_value_false"
        )


# A number is plain, of an exact type, or was read from its text.
_RESOLVED = f"""
create or replace temp view resolved as
with read as (
    select
        long.*,
        look_zone.v1 as subject_id,
        look_zone.n as zone_n,
        look_indicator.v1 as indicator_id,
        look_indicator.n as indicator_n,
        look_period.v1 as period_id,
        look_period.n as period_n,
        look_source.v1 as source_id,
        look_source.n as source_n,
        look_unit.v1 as given_unit,
        look_value.v2 as printed_unit,
        look_indicator.indicator_name,
        look_indicator.indicator_unit,
        look_indicator.indicator_quantity,
        case  -- an or would match every text
            when long.exact is not null then true
            else coalesce(regexp_full_match(long.literal, '{_PLAIN_NUMBER}'), false)
        end as is_plain,
        look_value.v1 as read_number,
        look_value.v3 as read_sign,
        look_value.v4 as read_places
    from long
    left join look_zone on long.zone = look_zone.text
    left join look_indicator on long.indicator = look_indicator.text
    left join look_period
        on long.period = look_period.text and coalesce(long.basis, '') = look_period.basis
    left join look_source on long.source = look_source.text
    left join look_unit on long.unit = look_unit.text
    left join look_value
        on long.literal = look_value.text
        and coalesce(look_indicator.is_growth, false) = look_value.is_growth
),

numbers as (
    select
        * exclude (scale, is_plain, read_number, read_sign, read_places, printed_unit),
        case
            when exact is not null then exact
            when is_plain then cast(literal as decimal(18, 4))
            else read_number
        end as number,
        case when is_plain then '=' else read_sign end as sign,
        case
            when exact is not null then scale
            when is_plain then length(split_part(literal, '.', 2))
            else read_places
        end as decimals,
        coalesce(printed_unit, given_unit) as unit_id,
        case when printed_unit <> given_unit then given_unit end as other_unit
    from read
)

select
    numbers.* exclude (decimals, figure_bigint),
    units.factor,
    units.quantity,
    units.quantity in ('count', 'rank') as is_count,
    case when units.quantity in ('count', 'rank') then 0 else decimals end as places,
    cast(numbers.figure_bigint as integer) as figure_no,
    number is not null and subject_id is not null and indicator_id is not null
    and period_id is not null and source_id is not null as is_complete
from numbers
left join base.units on numbers.unit_id = units.unit_id
"""
