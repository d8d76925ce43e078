"""Reads single cells of columns: days, numbers, codes and money."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

import duckdb

from zonedb.loading.known_names import unit_symbols
from zonedb.reading.literals import read_literal
from zonedb.reading.periods import read_day
from zonedb.reading.unreadable import Unreadable, name_key


def read_date(text: str) -> str:
    """A day in ISO 8601; a month alone is none."""
    day = read_day(text)
    if day.precision != "day":
        raise Unreadable("date", text)
    return day.date.isoformat()


def read_event_day(text: str) -> tuple[str, str]:
    """The day of an event, and its precision; a month counts from its last day."""
    day = read_day(text)
    return day.date.isoformat(), day.precision


def read_integer(text: str) -> int:
    """A whole number, also written 第4期 or 4.0."""
    found = re.fullmatch(r"第?(\d{1,9})(?:\.0+)?[期段]?", name_key(text))
    if not found:
        raise Unreadable("integer", text)
    return int(found[1])


def read_boolean(text: str) -> str:
    """是, 否, true, false, 1 or 0."""
    known = dict.fromkeys(("是", "true", "1"), "true") | dict.fromkeys(
        ("否", "false", "0"), "false"
    )
    if name_key(text) not in known:
        raise Unreadable("boolean", text)
    return known[name_key(text)]


def code_reader(connection: duckdb.DuckDBPyConnection, column: str) -> Callable[[str], str]:
    """Reads a code, or its Chinese or English name."""
    known: dict[str, str] = {
        name_key(text): code
        for code, *texts in connection.execute(
            "select code, code, name_zh, name_en from base.codes where column_name = ?", [column]
        ).fetchall()
        for text in texts
    }

    def read(text: str) -> str:
        if name_key(text) not in known:
            raise Unreadable("code", text)
        return known[name_key(text)]

    return read


def money_reader(connection: duckdb.DuckDBPyConnection) -> Callable[[str, str, str], str | None]:
    """Reads money into 亿元, exactly; beside it the unit of its heading, and of the sheet."""
    symbols = unit_symbols(connection)
    factors = dict(
        connection.execute(
            "select unit_id, factor / 10000 from base.units where quantity = 'money_cny'"
        ).fetchall()
    )

    def read(text: str, heading: str, above: str) -> str | None:
        literal = read_literal(text, symbols)
        if literal.value is None:
            return None
        headed = symbols.get(name_key(heading))
        given = literal.unit or headed or symbols.get(name_key(above))
        if given not in factors:
            raise Unreadable("money_unit", text)
        if heading and headed and given != headed:
            raise Unreadable("unit_conflict", other=heading.strip())
        if literal.qualifier != "=":
            raise Unreadable("money_bound", text)
        if literal.value < 0:
            raise Unreadable("negative", text)
        amount = literal.value * Decimal(str(factors[given]))
        if literal.given or amount != amount.quantize(Decimal("1e-8")):
            raise Unreadable("money_exact", text)
        return f"{amount:f}"

    return read
