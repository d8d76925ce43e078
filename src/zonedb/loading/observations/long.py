"""The sheets of a file, long or wide, as one view ``long``: a row a figure, fields as text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import duckdb

from zonedb.errors import LoadError
from zonedb.loading.columns import UNIT_IN_HEADING
from zonedb.loading.kinds import Field, fields_by_heading
from zonedb.loading.staging import Report, Sheet
from zonedb.reading.unreadable import name_key
from zonedb.store.sql import sql_text

_FIELD_OF = {
    heading: field.name
    for kind in ("indicators", "figures")
    for heading, field in fields_by_heading(kind).items()
}
_IN_HEADINGS = {"indicator", "value", "unit"}  # of a wide sheet
_EXACT_TYPES = re.compile(r"(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|DECIMAL\(\d+,[0-4]\)")
_MAX_FIGURE_NO = (1 << 31) - 1


def heading_test(connection: duckdb.DuckDBPyConnection) -> Callable[[str], bool]:
    """Whether a text heads a column: that of a field, or an indicator with or without unit."""
    rows = connection.execute(
        "select indicator_id from base.indicators union select name_zh from base.indicators"
        " union select name_en from base.indicators"
    ).fetchall()
    known = _FIELD_OF.keys() | {name_key(name) for (name,) in rows}

    def test(text: str) -> bool:
        found = UNIT_IN_HEADING.fullmatch(text.strip())
        return name_key(text) in known or (found is not None and name_key(found[1]) in known)

    return test


@dataclass(frozen=True)
class Defaults:
    """What holds for every row that does not say otherwise."""

    source: str | None = None
    period: str | None = None


class LongView:
    """The view ``long``, and where the fields of its rows stand.

    Attributes:
        sheets: those of the file.
        columns: for each of them the numbers of its columns, by field.
        missing: fields that a sheet needs and has no column for; reported by now.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        sheets: list[Sheet],
        report: Report,
        defaults: Defaults,
        fields: tuple[Field, ...],
    ) -> None:
        """Make the view; ``fields`` are those that the sheets may have."""
        self.sheets = sheets
        self.columns: list[dict[str, int]] = []
        self.missing: set[str] = set()
        self._report = report
        self._defaults = {"source": defaults.source, "period": defaults.period}
        parts = []
        first = 0  # figure numbers: of the row in a long sheet, of the cell in a wide one
        for number, sheet in enumerate(sheets):
            columns: dict[str, int] = {}
            for column, heading in enumerate(sheet.headings, 1):
                name = _FIELD_OF.get(name_key(heading))
                if name and name not in columns:
                    columns[name] = column
            self.columns.append(columns)
            self._report_headings(sheet, columns, fields)
            stride = 1 if "value" in columns else 10 ** len(str(len(sheet.headings)))
            parts += self._parts(number, sheet, columns, first, stride)
            [(rows,)] = connection.execute(
                f"select coalesce(max(row_no), 0) from {sheet.relation}"
            ).fetchall()
            first += (rows + 1) * stride
            if first > _MAX_FIGURE_NO:
                raise LoadError(f"{report.file}: has too many cells for one load; split it")
        if not parts:  # every sheet lacks figures, which is reported; the view needs columns
            [part] = self._parts(0, sheets[0], {**self.columns[0], "value": 1}, 0, 1)
            parts = [part + " where false"]
        connection.execute("create temp view long as " + " union all ".join(parts))

    def _report_headings(
        self, sheet: Sheet, columns: dict[str, int], fields: tuple[Field, ...]
    ) -> None:
        """Report columns that are missing, and in a long sheet those that are not known."""
        is_long = "value" in columns
        for field in fields:
            given = field.name in columns or self._defaults.get(field.name)
            if field.required and not given and (is_long or field.name not in _IN_HEADINGS):
                row = sheet.header_row
                self._report.add(sheet, row, 1, None, "missing_heading", heading=field.label)
                self.missing.add(field.name)
        others = [
            (column, heading)
            for column, heading in enumerate(sheet.headings, 1)
            if heading and column not in columns.values()
        ]
        if is_long:
            for column, heading in others:
                self._report.add(sheet, sheet.header_row, column, heading, "unknown_heading")
        elif not others:
            value = next(field for field in fields if field.name == "value")
            self._report.add(
                sheet, sheet.header_row, 1, None, "missing_heading",
                heading=value.label,
            )  # fmt: skip
        elif "unit" in columns and any(UNIT_IN_HEADING.fullmatch(text) for _, text in others):
            place = columns["unit"]
            self._report.add(
                sheet, sheet.header_row, place, sheet.headings[place - 1], "unit_twice"
            )

    def _parts(
        self, number: int, sheet: Sheet, columns: dict[str, int], first: int, stride: int
    ) -> list[str]:
        """A select for a long sheet, or one for each column of figures of a wide one."""
        is_long = "value" in columns

        def text(field: str) -> str:
            default = self._defaults.get(field)
            if field not in columns:
                return sql_text(default)
            cell = f"cast(c{columns[field]} as varchar)"
            return f"coalesce({cell}, {sql_text(default)})" if default else cell

        common = ", ".join(
            f"{text(field)} as {field}" for field in ("zone", "period", "basis", "source", "note")
        )
        passage = (
            f"{text('passage')} as passage_text,"
            f" try_cast(regexp_extract({text('passage')}, '^第?([0-9]+)段?$', 1) as integer)"
            " as passage"
        )

        def part(
            column: int, indicator: str, unit: str, exact: str = "null", scale: int = 0
        ) -> str:
            value = f"cast(c{column} as varchar)"
            in_row = "" if is_long else f" * {stride} + {column}"
            return (
                f"select {number} as sheet, row_no, {column} as col_no, {common}, {passage},"
                f" {indicator} as indicator, {value} as value,"
                f" cast({exact} as decimal(18, 4)) as exact, {scale} as scale,"
                f" {value if exact == 'null' else 'cast(null as varchar)'} as literal,"
                f" {first} + row_no{in_row} as figure_bigint,"
                f" {unit} as unit, {not is_long} as blank_is_none from {sheet.relation}"
            )

        if is_long:
            column = columns["value"]
            type_ = sheet.types[column - 1]
            exact = f"c{column}" if _EXACT_TYPES.fullmatch(type_) else "null"
            scale = int(type_[:-1].split(",")[1]) if type_.startswith("DECIMAL") else 0
            return [part(column, text("indicator"), text("unit"), exact, scale)]
        parts = []
        for column, heading in enumerate(sheet.headings, 1):
            if heading and column not in columns.values():
                found = UNIT_IN_HEADING.fullmatch(heading.strip())
                name, unit = (found[1], sql_text(found[2])) if found else (heading.strip(), None)
                parts.append(part(column, sql_text(name), unit or text("unit")))
        return parts
