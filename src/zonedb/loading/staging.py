"""What loads share: problems, counts, and lookups that read each distinct text once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import duckdb

from zonedb.reading.messages import Words, said
from zonedb.reading.problems import Problem
from zonedb.reading.spreadsheets import column_letter
from zonedb.reading.unreadable import Unreadable

MAX_REPORTED = 10_000  # problems of one rule in one column


@dataclass(frozen=True)
class Sheet:
    """A sheet in the staging table or view ``relation`` with columns ``row_no, c1, c2 ...``."""

    name: str
    headings: tuple[str, ...]
    relation: str
    types: tuple[str, ...]
    is_spreadsheet: bool
    header_row: int = 1

    def cell(self, column: int, row: int | None) -> str:
        """Where a cell stands: ``B7`` in a spreadsheet, else ``row 7, NAME`` of its column."""
        if not self.is_spreadsheet:
            heading = self.headings[column - 1] if column <= len(self.headings) else ""
            heading = heading or f"column {column}"
            return f"row {row}, {heading}" if row else heading
        return f"{column_letter(column)}{row or ''}"


@dataclass(frozen=True)
class Counts:
    """What a load adds, changes (the old version stays) and finds unchanged."""

    added: int
    changed: int
    unchanged: int


@dataclass
class Report:
    """Problems found so far in one file.

    ``faulty`` are cells (sheet, row, column) that are empty only because of a problem by now.
    """

    file: str
    problems: list[Problem] = field(default_factory=list)
    faulty: set[tuple[str, int | None, int]] = field(default_factory=set)

    def add(
        self,
        sheet: Sheet,
        row: int | None,
        column: int,
        value: Any,
        rule: str,
        words: Words | None = None,
        **details: Any,
    ) -> None:
        """Add a problem at a cell; ``words`` are its messages, else those of the rule."""
        if rule == "required" and (sheet.name, row, column) in self.faulty:
            return
        words = words or said(rule, **details)
        shown = None if value is None else str(value)
        cell = sheet.cell(column, row)
        self.problems.append(
            Problem(self.file, sheet.name, row, column, cell, shown, rule, words.zh, words.en)
        )

    def add_of_cell(
        self, sheet: Sheet, row: int, column: int, value: str | None, rule: str
    ) -> None:
        """Add what is wrong with a cell as such, one problem a cell."""
        if (sheet.name, row, column) not in self.faulty:
            self.faulty.add((sheet.name, row, column))
            self.add(sheet, row, column, value, rule)


def lookup(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    texts: Iterable[Any],
    read: Callable[[Any], tuple[Any, ...]],
    types: tuple[str, ...],
) -> dict[Any, Unreadable]:
    """Make the temporary table ``name(text, v1, v2 ..., n)``; what could not be read is returned.

    ``read`` gives the values of a text; ``n`` numbers the distinct texts from 0.
    """
    read_texts: list[Any] = []
    values: list[tuple[Any, ...]] = []
    failed = {}
    for text in texts:
        try:
            values.append(read(text))
            read_texts.append(text)
        except Unreadable as error:
            failed[text] = error
    columns = ", ".join(
        f"unnest($v{i}::varchar[])::{type_} as v{i}" for i, type_ in enumerate(types, 1)
    )
    parameters: dict[str, Any] = {"text": read_texts}
    for i in range(len(types)):
        parameters[f"v{i + 1}"] = [None if row[i] is None else str(row[i]) for row in values]
    connection.execute(
        f"create or replace temp table {name} as"
        f" select *, cast(dense_rank() over (order by v1) - 1 as bigint) as n"
        f" from (select unnest($text::varchar[]) as text, {columns})",
        parameters,
    )
    return failed


def distinct(connection: duckdb.DuckDBPyConnection, relation: str, column: str) -> list[Any]:
    """The distinct values of a column that are not NULL, in order."""
    sql = f"select distinct {column} from {relation} where {column} is not null order by all"
    return [value for (value,) in connection.execute(sql).fetchall()]
