"""Reads targets: a value as people write it, with unit and comparator, and a period."""

from __future__ import annotations

from typing import Any, Protocol

import duckdb

from zonedb.loading.known_names import unit_symbols
from zonedb.loading.known_periods import PeriodColumn
from zonedb.loading.reference.cells import DEFAULTS
from zonedb.loading.staging import MAX_REPORTED, lookup
from zonedb.reading.literals import read_literal
from zonedb.reading.messages import Words
from zonedb.reading.unreadable import Unreadable

# Rule and column of its cell, what is true of the rows that break it, and the detail it names.
# Those of printed text and decimals are the checks of figure_findings, asked before the load.
_RULES = (
    ("required", "value", "value_text is not null and is_dash", "null"),
    ("unit_missing", "value", "number is not null and unit_id is null and unit_id_text is null",
     "null"),
    ("unit_conflict", "value", "len(units) > 1", "given_unit"),
    ("qualifier_conflict", "qualifier", "len(signs) > 1 and qualifier_text is not null",
     "coalesce(sign, printed_sign)"),
    ("qualifier_conflict", "printed", "len(signs) > 1 and qualifier_text is null", "sign"),
    ("unit_quantity", "unit_id", "quantity <> indicator_quantity and unit_id_text is not null",
     "null"),
    ("unit_quantity", "value", "quantity <> indicator_quantity and unit_id_text is null", "null"),
    ("count_not_whole", "value", "is_count and number <> floor(number)", "null"),
    ("base_not_exact", "value", "case when factor is not null then"
     " try_cast(cast(number as decimal(19, 4)) * factor as decimal(18, 4)) is distinct from"
     " cast(number as decimal(19, 4)) * factor else false end", "null"),
    ("decimals_short", "decimals", "given_places is not null"
     " and abs(number) <> cast(shown as decimal(18, 4))", "null"),
    ("printed_differs", "printed", "abs(number) = cast(shown as decimal(18, 4))"
     " and regexp_matches(printed, '[0-9]') and not regexp_matches(replace(printed, ',', ''),"
     " '(^|[^0-9.])' || replace(shown, '.', '[.]')"
     " || case when is_count then '([.]0+)?' else '' end || '($|[^0-9.])')", "shown"),
    ("unit_unprinted", "printed", "regexp_matches(printed, '[0-9].*[^0-9.,]')"
     " and position(symbol_zh in printed) = 0", "symbol_zh"),
)  # fmt: skip


class Add(Protocol):
    """Reports a problem in the column of a table."""

    def __call__(
        self,
        table: str,
        row: int,
        column: str,
        value: Any,
        rule: str,
        words: Words | None = None,
        **details: Any,
    ) -> None:
        """Add it to the report."""


class Targets:
    """Makes the table ``typed_targets`` of ``read_targets``, of which each cell has been read.

    ``periods`` are those of the rows; new ones go on record with them.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        columns: dict[str, int],
        listed: list[str],
        add: Add,
        *,
        with_indicators: bool,
    ) -> None:
        """``columns`` are those of the sheet, ``listed`` those of the table."""
        self._connection, self._columns, self._add = connection, columns, add
        connection.execute(
            "create temp view target_periods as select row_no, period_id as period,"
            " cast(null as varchar) as basis from texts_targets"
        )
        self.periods = PeriodColumn(connection, "target_periods")
        self._find_indicators(with_indicators)
        failed = self._read_literals()
        connection.execute(_READ)
        for row, text in self._rows("period_id", "period_id is null"):
            self._add_unread(row, "period_id", text, self.periods.failed[text, ""])
        for row, text in self._rows("value", "value_text is not null and not is_read"):
            self._add_unread(row, "value", text, failed[text])
        for rule, column, sql, detail in _RULES:
            self._report(rule, column, sql, detail)
        replaced = {"value": "number as value"}
        values = ", ".join(replaced.get(name, name) for name in listed)
        connection.execute(
            f"create temp table typed_targets as select row_no, {values} from resolved_targets"
        )

    def _find_indicators(self, with_indicators: bool) -> None:
        columns = "indicator_id, name_zh, unit_id, indicator_kind"
        staged = f" union all select {columns} from typed_indicators" if with_indicators else ""
        self._connection.execute(
            "create temp table target_indicators as select indicator_id,"
            " any_value(name_zh) as indicator_name, any_value(quantity) as indicator_quantity,"
            " any_value(indicator_kind) = 'growth' as is_growth"
            f" from (select {columns} from base.indicators{staged}) as known"
            " inner join base.units on known.unit_id = units.unit_id"
            " where indicator_id is not null group by indicator_id"
        )

    def _read_literals(self) -> dict[str, Unreadable]:
        """Read values and printed texts; only growth rates fall or rise in words."""
        found = self._connection.execute(
            "select distinct unnest([texts.value, texts.printed]) as text,"
            " coalesce(is_growth, false) as is_growth from texts_targets as texts"
            " inner join read_targets using (row_no)"
            " left join target_indicators"
            " on read_targets.indicator_id = target_indicators.indicator_id"
        ).fetchall()
        symbols = unit_symbols(self._connection)
        failed: dict[str, Unreadable] = {}
        for growth in (False, True):

            def read(text: str, growth: bool = growth) -> tuple[Any, ...]:
                literal = read_literal(text, symbols, growth=growth)
                sign = None if literal.qualifier == "=" else literal.qualifier
                return literal.value, literal.unit, sign, literal.decimals

            failed |= lookup(
                self._connection,
                f"look_literal_{growth}",
                [text for text, is_growth in found if text is not None and is_growth == growth],
                read,
                ("decimal(18, 4)", "varchar", "varchar", "integer"),
            )
        self._connection.execute(
            "create temp table look_literal as"
            " select text, true as is_growth, v1 as number, v2 as unit, v3 as sign, v4 as places"
            " from look_literal_true"
            " union all select text, false, v1, v2, v3, v4 from look_literal_false"
        )
        return failed

    def _rows(self, column: str, sql: str, more: str = "") -> list[tuple[Any, ...]]:
        shown = f"{column}_text" if column != "printed" else "printed"
        return self._connection.execute(
            f"select row_no, {shown}{more} from resolved_targets where {sql}"
            f" order by row_no limit {MAX_REPORTED}"
        ).fetchall()

    def _add_unread(self, row: int, column: str, text: str, error: Unreadable) -> None:
        self._add("targets", row, column, text, error.rule, error.words)

    def _report(self, rule: str, column: str, sql: str, detail: str) -> None:
        """Report the rows that break a rule, at the value where the sheet has no such column."""
        column = column if column in self._columns else "value"
        more = f", unit_id, indicator_name, value_text, {detail}"
        for row, text, unit, indicator, value, other in self._rows(column, sql, more):
            place = "value" if column == "printed" and text == value else column
            details = {"unit": unit, "indicator": indicator, "other": other}
            self._add("targets", row, place, text, rule, **details)


# The comparator and the unit stand in the value, in the printed text of the same number, or in
# columns of their own; where they stand twice they must agree.
_READ = f"""
create temp table resolved_targets as
with read as (
    select
        read_targets.* exclude (period_id, value, unit_id, qualifier, decimals),
        look_period.v1 as period_id,
        texts.period_id as period_id_text,
        texts.value as value_text,
        texts.unit_id as unit_id_text,
        texts.qualifier as qualifier_text,
        texts.decimals as decimals_text,
        look_value.text is not null as is_read,
        look_value.text is not null and look_value.number is null as is_dash,
        look_value.number,
        look_value.sign,
        look_value.unit,
        look_value.places,
        look_printed.sign as printed_sign,
        look_printed.unit as printed_unit,
        read_targets.unit_id as given_unit,
        read_targets.qualifier as given_sign,
        read_targets.decimals as given_places,
        target_indicators.indicator_name,
        target_indicators.indicator_quantity
    from read_targets
    inner join texts_targets as texts on read_targets.row_no = texts.row_no
    left join look_period on texts.period_id = look_period.text
    left join target_indicators on read_targets.indicator_id = target_indicators.indicator_id
    left join look_literal as look_value
        on texts.value = look_value.text
        and coalesce(target_indicators.is_growth, false) = look_value.is_growth
    left join look_literal as look_printed
        on texts.printed = look_printed.text
        and coalesce(target_indicators.is_growth, false) = look_printed.is_growth
        and look_printed.number = look_value.number
),

chosen as (
    select
        *,
        coalesce(unit, printed_unit, given_unit) as unit_id,
        coalesce(sign, printed_sign, given_sign, '{DEFAULTS["targets.qualifier"]}') as qualifier,
        list_distinct([unit, printed_unit, given_unit]) as units,  -- without NULL
        list_distinct([sign, printed_sign, given_sign]) as signs
    from read
)

select
    *,
    left(
        cast(abs(number) as varchar),
        length(cast(abs(number) as varchar)) - 4 + decimals - cast(decimals = 0 as integer)
    ) as shown
from (
    select
        chosen.*,
        units.symbol_zh,
        units.factor,
        units.quantity,
        coalesce(units.quantity in ('count', 'rank'), false) as is_count,
        coalesce(
            given_places, case when units.quantity in ('count', 'rank') then 0 else places end
        ) as decimals
    from chosen
    left join base.units on chosen.unit_id = units.unit_id
) as measured
"""
