"""Reads the columns of a sheet by their readers: texts into ids, dates, numbers and money."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, ClassVar

import duckdb

from zonedb.database import sql_text
from zonedb.loading.kinds import Field
from zonedb.loading.literals import read_literal
from zonedb.loading.names import Names, name_key, source_names, subject_names, unit_symbols
from zonedb.loading.periods import read_period
from zonedb.loading.sheets import Sheet
from zonedb.loading.staging import MAX_REPORTED, Report, distinct, lookup
from zonedb.loading.unreadable import Unreadable

UNIT_IN_HEADING = re.compile(r"(.+?)\s*[(（]([^()（）]+)[)）]")
_SQL_TYPES = {
    "date": "date",
    "integer": "integer",
    "money": "decimal(18, 8)",
}


class UnreadableCell(Unreadable):
    """A cell is not of the type of its column."""

    MESSAGES: ClassVar[Mapping[str, tuple[str, str]]] = {
        "date": ("应为日期,如2021-03-18,不是“{}”", "must be a date such as 2021-03-18, not '{}'"),
        "integer": ("应为整数,不是“{}”", "must be a whole number, not '{}'"),
        "boolean": ("应为是或否,不是“{}”", "must be true or false, not '{}'"),
        "code": ("不在代码表中:“{}”", "'{}' is not in the code list"),
        "money_unit": ("“{}”没有货币单位;写亿元或万元", "'{}' has no unit; write 亿元 or 万元"),
        "money_bound": ("“{}”不是确定的数额", "'{}' is no definite amount"),
        "money_exact": ("“{}”小数过多", "'{}' has too many decimals"),
    }


def read_date(text: str) -> str:
    """A day in ISO 8601."""
    period = read_period(text)
    if period.period_kind != "as_of":
        raise UnreadableCell("date", text)
    return period.start.isoformat()


def read_integer(text: str) -> int:
    """A whole number, also written 第4期 or 4.0."""
    found = re.fullmatch(r"第?(\d{1,9})(?:\.0+)?[期段]?", name_key(text))
    if not found:
        raise UnreadableCell("integer", text)
    return int(found[1])


def read_boolean(text: str) -> str:
    """是, 否, true, false, 1 or 0."""
    known = dict.fromkeys(("是", "true", "1"), "true") | dict.fromkeys(
        ("否", "false", "0"), "false"
    )
    if name_key(text) not in known:
        raise UnreadableCell("boolean", text)
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
            raise UnreadableCell("code", text)
        return known[name_key(text)]

    return read


def money_reader(
    connection: duckdb.DuckDBPyConnection, unit: str | None
) -> Callable[[str], str | None]:
    """Reads money of a unit into 亿元, exactly."""
    symbols = unit_symbols(connection)
    factors = dict(
        connection.execute(
            "select unit_id, factor / 10000 from base.units where quantity = 'money_cny'"
        ).fetchall()
    )

    def read(text: str) -> str | None:
        literal = read_literal(text, symbols)
        if literal.value is None:
            return None
        given = literal.unit or symbols.get(unit or "")
        if given not in factors:
            raise UnreadableCell("money_unit", text)
        if literal.qualifier != "=":
            raise UnreadableCell("money_bound", text)
        amount = literal.value * Decimal(str(factors[given]))
        if amount != amount.quantize(Decimal("1e-8")):
            raise UnreadableCell("money_exact", text)
        return f"{amount:f}"

    return read


def in_a_row(reader: Callable[[str], Any]) -> Callable[[Any], tuple[Any, ...]]:
    """A reader of one value as one of a row of values, which ``lookup`` takes."""
    return lambda text: (reader(text),)


class StagedColumns:
    """The sheets of a kind as one view ``cells`` of texts and one view ``typed`` of values."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        sheets: list[Sheet],
        fields: tuple[Field, ...],
        report: Report,
        defaults: dict[str, str | None],
    ) -> None:
        """Stage and read; problems of single cells go into the report."""
        self.connection, self.sheets, self.report = connection, sheets, report
        self.fields = fields
        self.columns: list[dict[str, int]] = []
        self._units: dict[str, str] = {}
        self._defaults = defaults
        self._stage()
        self._read()
        self._report_required()

    def _stage(self) -> None:
        known = {name_key(text): field for field in self.fields for text in field.headings}
        parts = []
        for number, sheet in enumerate(self.sheets):
            columns: dict[str, int] = {}
            for column, heading in enumerate(sheet.headings, 1):
                found = UNIT_IN_HEADING.fullmatch(heading.strip())
                field = known.get(name_key(heading))
                if field is None and found:
                    field = known.get(name_key(found[1]))
                if field is None:
                    if heading:
                        self.report.add(sheet, sheet.header_row, column, heading, "unknown_heading")
                    continue
                columns[field.name] = column
                if found and field.reader == "money":
                    self._units[field.name] = found[2]
            self.columns.append(columns)
            listed = ", ".join(f"{self._text(f.name, columns)} as {f.name}" for f in self.fields)
            parts.append(f"select {number} as sheet, row_no, {listed} from {sheet.relation}")
            for field in self.fields:
                given = field.name in columns or self._defaults.get(field.name)
                if field.required and not given:
                    self.report.add(
                        sheet, sheet.header_row, 1, None, "missing_heading", heading=field.zh,
                        heading_en=field.en,
                    )  # fmt: skip
        self.connection.execute("create temp view cells as " + " union all ".join(parts))

    def _text(self, name: str, columns: dict[str, int]) -> str:
        default = self._defaults.get(name)
        quoted = sql_text(default)
        if name not in columns:
            return f"cast({quoted} as varchar)"
        return f"coalesce(cast(c{columns[name]} as varchar), {quoted})"

    def _reader(self, field: Field) -> Callable[[str], Any] | None:
        """What reads the texts of a field; nothing for plain text."""
        connection = self.connection
        kind, _, column = field.reader.partition(":")
        finders: dict[str, Callable[[duckdb.DuckDBPyConnection], Names]] = {
            "subject": subject_names,
            "source": source_names,
        }
        if kind in finders:
            return finders[kind](connection).find
        if kind == "code":
            return code_reader(connection, column)
        if kind == "money":
            return money_reader(connection, self._units.get(field.name))
        return {"date": read_date, "integer": read_integer}.get(kind)

    def _read(self) -> None:
        joins, values = [], []
        for field in self.fields:
            reader = self._reader(field)
            if reader is None:
                values.append(f"cells.{field.name}")
                continue
            texts = distinct(self.connection, "cells", field.name)
            failed = lookup(
                self.connection,
                f"look_{field.name}",
                texts,
                in_a_row(reader),
                (_SQL_TYPES.get(field.reader, "varchar"),),
            )
            values.append(f"look_{field.name}.v1 as {field.name}")
            joins.append(
                f"left join look_{field.name} on cells.{field.name} = look_{field.name}.text"
            )
            self._report_unread(field, failed)
        self.connection.execute(
            f"create temp view typed as select cells.sheet, cells.row_no, {', '.join(values)}"
            f" from cells {' '.join(joins)}"
        )

    def _report_unread(self, field: Field, failed: dict[Any, Unreadable]) -> None:
        if not failed:
            return
        rows = self.connection.execute(
            f"select sheet, row_no, {field.name} from cells where {field.name} in"
            " (select unnest($texts::varchar[])) order by all limit $limit",
            {"texts": list(failed), "limit": MAX_REPORTED},
        ).fetchall()
        for sheet, row, text in rows:
            error = failed[text]
            self.add(sheet, row, field.name, text, error.rule, (error.message_zh, error.message_en))

    def _report_required(self) -> None:
        for field in self.fields:
            if not field.required:
                continue
            for sheet, row in self.connection.execute(
                f"select sheet, row_no from cells where {field.name} is null"
                f" order by all limit {MAX_REPORTED}"
            ).fetchall():
                if field.name in self.columns[sheet]:
                    self.add(sheet, row, field.name, None, "required")

    def add(
        self,
        sheet: int,
        row: int,
        field: str,
        value: Any,
        rule: str,
        words: tuple[str, str] | None = None,
        **details: Any,
    ) -> None:
        """Report a problem in the column of a field."""
        column = self.columns[sheet].get(field, 1)
        self.report.add(self.sheets[sheet], row, column, value, rule, words, **details)
