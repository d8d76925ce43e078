"""Sheets as tables of text, and what a load reports: problems, notices, counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from zonedb.loading.blocks import Block
from zonedb.reading.messages import Words, said
from zonedb.reading.problems import Notice, Problem
from zonedb.reading.spreadsheets import column_letter
from zonedb.reading.unreadable import Unreadable

MAX_REPORTED = 10_000  # problems of one rule in one column


@dataclass(frozen=True)
class Sheet:
    """A table of a sheet in ``relation``, with columns ``row_no, is_total, c1, c2 ...``."""

    name: str
    block: Block
    relation: str
    types: tuple[str, ...]
    is_spreadsheet: bool
    has_totals: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """The heading of each column, blank where it has none."""
        return self.block.headings

    @property
    def header_row(self) -> int:
        """The last row of headings."""
        return self.block.header_row

    def cell(self, column: int, row: int | None) -> str:
        """Where a cell stands: ``B7`` in a spreadsheet, else ``row 7, NAME`` of its column."""
        if not self.is_spreadsheet:
            heading = self.headings[column - 1] if 0 < column <= len(self.headings) else ""
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
    """Problems and notices so far of one file.

    ``faulty`` are cells (sheet, row, column) that are empty only because of a problem by now.
    """

    file: str
    problems: list[Problem] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
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
        self,
        sheet: Sheet,
        row: int,
        column: int,
        value: str | None,
        rule: str,
        words: Words | None = None,
    ) -> None:
        """Add what is wrong with a cell as such, one problem a cell."""
        if (sheet.name, row, column) not in self.faulty:
            self.faulty.add((sheet.name, row, column))
            self.add(sheet, row, column, value, rule, words)

    def tell(self, sheet: str, cells: Sequence[str], rule: str, **details: Any) -> None:
        """Add what people should know of cells though nothing is wrong with them."""
        words = said(rule, **details)
        self.notices.append(Notice(self.file, sheet, tuple(cells), rule, words.zh, words.en))


def lookup(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    texts: Iterable[tuple[Any, ...]],
    read: Callable[..., tuple[Any, ...]],
    types: Sequence[str],
    width: int = 1,
) -> dict[tuple[Any, ...], Unreadable]:
    """Make the temporary table ``name(x0, x1 ..., v1, v2 ..., n)`` of what texts stand for.

    Args:
        connection: in whose temporary schema to make it.
        name: of the table.
        texts: tuples of a text and of what else decides what it means: x0, x1 ...
        read: gives the values v1, v2 ... of such a tuple.
        types: of the values.
        width: of the tuples.

    Returns:
        What could not be read, and why; ``n`` numbers the distinct ``v1`` from 0.
    """
    keys: list[tuple[Any, ...]] = []
    values: list[tuple[Any, ...]] = []
    failed = {}
    for key in texts:
        try:
            values.append(read(*key))
            keys.append(key)
        except Unreadable as error:
            failed[key] = error
    columns = [f"unnest($x{i}::varchar[]) as x{i}" for i in range(width)]
    columns += [f"unnest($v{i}::varchar[])::{type_} as v{i}" for i, type_ in enumerate(types, 1)]
    parameters: dict[str, Any] = {f"x{i}": [key[i] for key in keys] for i in range(width)}
    for i in range(len(types)):
        parameters[f"v{i + 1}"] = [None if row[i] is None else str(row[i]) for row in values]
    connection.execute(
        f"create or replace temp table {name} as"
        f" select *, cast(dense_rank() over (order by v1) - 1 as bigint) as n"
        f" from (select {', '.join(columns)})",
        parameters,
    )
    return failed
