"""Reads the columns of a sheet by their readers: texts into ids, dates, numbers and money."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

import duckdb

from zonedb.loading.kinds import Field
from zonedb.loading.known_names import Names, source_names, subject_names, unit_symbols
from zonedb.loading.staging import MAX_REPORTED, Report, Sheet, distinct, lookup
from zonedb.reading.literals import UnreadableLiteral, read_literal
from zonedb.reading.messages import Words, said
from zonedb.reading.periods import read_period
from zonedb.reading.unreadable import Unreadable, name_key
from zonedb.store.sql import sql_text

UNIT_IN_HEADING = re.compile(r"(.+?)\s*[(（]([^()（）]+)[)）]")
_LONGEST_DASH = 3  # characters
_AS_TEXT = ("text", "period", "basis")  # a period is read together with its basis
_SQL_TYPES = {
    "date": "date",
    "integer": "integer",
    "money": "decimal(18, 8)",
}


class UnreadableCell(Unreadable):
    """A cell is not of the type of its column."""


def read_date(text: str) -> str:
    """A day in ISO 8601."""
    try:
        period = read_period(text)
    except Unreadable as error:
        raise UnreadableCell("date", text) from error
    if period.period_kind != "as_of":
        raise UnreadableCell("date", text)
    return period.start.isoformat()


def is_dash(text: str) -> bool:
    """Whether a cell says that there is none."""
    try:
        return len(text) <= _LONGEST_DASH and read_literal(text, {}).value is None
    except UnreadableLiteral:
        return False


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
    """Reads money into 亿元, exactly; ``unit`` is the one in the heading."""
    symbols = unit_symbols(connection)
    headed = symbols.get(unit.strip()) if unit else None
    factors = dict(
        connection.execute(
            "select unit_id, factor / 10000 from base.units where quantity = 'money_cny'"
        ).fetchall()
    )

    def read(text: str) -> str | None:
        literal = read_literal(text, symbols)
        if literal.value is None:
            return None
        given = literal.unit or headed
        if given not in factors:
            raise UnreadableCell("money_unit", text)
        if unit and headed and given != headed:
            raise UnreadableCell("unit_differs", unit.strip())
        if literal.qualifier != "=":
            raise UnreadableCell("money_bound", text)
        if literal.value < 0:
            raise UnreadableCell("negative", text)
        amount = literal.value * Decimal(str(factors[given]))
        if amount != amount.quantize(Decimal("1e-8")):
            raise UnreadableCell("money_exact", text)
        return f"{amount:f}"

    return read


def in_a_row(reader: Callable[[str], Any]) -> Callable[[Any], tuple[Any, ...]]:
    """A reader of one value as one of a row of values, which ``lookup`` takes."""
    return lambda text: (reader(text),)


class StagedColumns:
    """The sheets of a kind: the view ``cells`` of texts and the table ``typed`` of values.

    Beside the value of each field ``typed`` has ``FIELD_blank``: the cell is empty, or the sheet
    has no such column. A dash is not blank; its value is NULL.
    """

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
        self._units: dict[tuple[int, str], str] = {}  # by sheet and field
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
                if field.name in columns:
                    self.report.add(
                        sheet, sheet.header_row, column, heading, "repeated_heading",
                        first=sheet.headings[columns[field.name] - 1],
                        place=sheet.cell(columns[field.name], sheet.header_row),
                    )  # fmt: skip
                    continue
                columns[field.name] = column
                if found and field.reader == "money":
                    self._units[number, field.name] = found[2]
            self.columns.append(columns)
            listed = ", ".join(f"{self._text(f.name, columns)} as {f.name}" for f in self.fields)
            parts.append(f"select {number} as sheet, row_no, {listed} from {sheet.relation}")
            for field in self.fields:
                given = field.name in columns or self._defaults.get(field.name)
                if field.required and not given:
                    self.report.add(
                        sheet, sheet.header_row, 1, None, "missing_heading", heading=field.label,
                    )  # fmt: skip
        self.connection.execute("create temp view cells as " + " union all ".join(parts))

    def _text(self, name: str, columns: dict[str, int]) -> str:
        default = self._defaults.get(name)
        quoted = sql_text(default)
        if name not in columns:
            return f"cast({quoted} as varchar)"
        return f"coalesce(nullif(trim(cast(c{columns[name]} as varchar)), ''), {quoted})"

    def _reader(self, field: Field, unit: str | None) -> Callable[[str], Any]:
        """What reads the texts of a field."""
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
            return money_reader(connection, unit)
        return {"date": read_date, "integer": read_integer}[kind]

    def _read(self) -> None:
        joins, values = [], []
        for field in self.fields:
            name = field.name
            values.append(f"cells.{name} is null as {name}_blank")
            if field.reader in _AS_TEXT:
                dashes = self._dashes(field)
                quoted = ", ".join(sql_text(text) for text in dashes)
                values.append(
                    f"if(cells.{name} in ({quoted}), null, cells.{name}) as {name}"
                    if dashes
                    else f"cells.{name}"
                )
                continue
            self._look_up(field)
            values.append(f"look_{name}.v1 as {name}")
            joins.append(
                f"left join look_{name} on cells.{name} = look_{name}.text"
                f" and cells.sheet = look_{name}.sheet"
            )
        self.connection.execute(
            f"create temp table typed as select cells.sheet, cells.row_no, {', '.join(values)}"
            f" from cells {' '.join(joins)}"
        )

    def _dashes(self, field: Field) -> list[str]:
        """The dashes in a column of plain text; one that is required has none."""
        short = f"(select * from cells where length({field.name}) <= {_LONGEST_DASH})"
        found = [text for text in distinct(self.connection, short, field.name) if is_dash(text)]
        if not (field.required and field.reader == "text"):
            return found
        for sheet, row, text in self._cells(field, found, range(len(self.sheets))):
            self.add(sheet, row, field.name, text, "required", said("required_dash"))
        return []

    def _look_up(self, field: Field) -> None:
        """Make the table ``look_FIELD(sheet, text, v1)``; each unit of headings is read apart."""
        of_unit: dict[str | None, list[int]] = {}
        for number in range(len(self.sheets)):
            of_unit.setdefault(self._units.get((number, field.name)), []).append(number)
        parts = []
        for n, (unit, numbers) in enumerate(of_unit.items()):
            part = f"look_{field.name}_{n}"
            within = f"(select * from cells where sheet in ({', '.join(map(str, numbers))}))"
            texts = distinct(self.connection, within, field.name)
            read = [text for text in texts if field.required or not is_dash(text)]
            type_ = _SQL_TYPES.get(field.reader, "varchar")
            failed = lookup(
                self.connection, part, read, in_a_row(self._reader(field, unit)), (type_,)
            )
            for sheet, row, text in self._cells(field, list(failed), numbers):
                error = failed[text]
                self.add(sheet, row, field.name, text, error.rule, error.words)
            parts.append(f"select unnest({numbers}) as sheet, text, v1 from {part}")
        self.connection.execute(
            f"create temp table look_{field.name} as {' union all '.join(parts)}"
        )

    def _cells(
        self, field: Field, texts: list[str], numbers: Iterable[int]
    ) -> list[tuple[int, int, str]]:
        """Sheet, row and text of the cells that hold one of the texts."""
        if not texts:
            return []
        return self.connection.execute(
            f"select sheet, row_no, {field.name} from cells where {field.name} in"
            " (select unnest($texts::varchar[])) and sheet in (select unnest($numbers::integer[]))"
            " order by all limit $limit",
            {"texts": texts, "numbers": list(numbers), "limit": MAX_REPORTED},
        ).fetchall()

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
        words: Words | None = None,
        **details: Any,
    ) -> None:
        """Report a problem in the column of a field."""
        column = self.columns[sheet].get(field, 1)
        self.report.add(self.sheets[sheet], row, column, value, rule, words, **details)
