"""Stages the sheets of a file as tables of text, cell for cell, below their headings."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

import duckdb

from zonedb.errors import LoadError
from zonedb.loading.blocks import (
    HEADER_WITHIN,
    Block,
    Row,
    Title,
    find_block,
    holds_data,
    is_total,
)
from zonedb.loading.headings import Vocabulary, heading_key
from zonedb.loading.kinds import ZONES_ONLY
from zonedb.loading.staging import Report, Sheet
from zonedb.reading.files import open_book, start_of
from zonedb.reading.grids import Fault, Grid
from zonedb.reading.merged_cells import Merges
from zonedb.reading.messages import said
from zonedb.reading.spreadsheets import column_letter
from zonedb.reading.unreadable import half_width, name_key
from zonedb.store.sql import sql_name, sql_text

_MOST_FAULTS = 10_000  # of one sheet that are reported
_LABELS = ("zone", "project", "name")  # fields in which a row says that it is a total
_NOTE = re.compile(
    r"(?:附?注|备注|说明|(?:资料|数据)来源|填[报表制]\S{0,4}|制表\S{0,2}|[审复]核\S{0,2}"
    r"|(?:单位|统计|填报)?负责人|(?:分管|主管|单位)领导|联系\S{0,3}|报出\S{0,2}|打印\S{0,2}|日期)"
    r"(?:\(\S*\))?\s*(?::|[0-9]+[.、]|$)"
)


def read_sheets(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    words: Vocabulary,
    report: Report,
    folder: Path,
    hidden: str | None = None,
    prefix: str = "staged",
) -> list[Sheet]:
    """Stage every sheet of a file whose headings are known.

    Args:
        connection: in whose temporary schema to stage.
        path: of the file.
        words: the headings that are known.
        report: takes what is wrong with cells as such, and sheets of data without headings.
        folder: for the cells on their way into DuckDB; the connection may read it.
        hidden: what becomes of hidden rows and columns and of cells struck through: ``skip``,
            ``load``, or None, which makes them problems.
        prefix: of the names of the tables in which the sheets are staged.

    Raises:
        LoadError: the file is missing, of another kind, broken, or has no known headings.
    """
    if path.suffix.lower() == ".parquet":
        start_of(path)  # says what is wrong with it
        return [_stage_parquet(connection, path, words, prefix)]
    book = open_book(path, words.is_heading, HEADER_WITHIN)
    found: list[Sheet] = []
    for number, grid in enumerate(book.grids, 1):
        first = list(islice(grid.rows, HEADER_WITHIN))
        block = find_block(grid.name, first, grid.merged, words, is_spreadsheet=grid.is_spreadsheet)
        if block is not None:
            staging = _Staging(grid, block, words, report, hidden)
            found.append(staging.stage(connection, f"{prefix}_{number}", first, folder))
        elif holds_data(grid.name, chain(first, grid.rows)):
            empty = Block(1, 1, (), Title())
            sheet = Sheet(grid.name, empty, "", (), grid.is_spreadsheet)
            report.add(sheet, 1, 1, None, "sheet_not_recognised", rows=HEADER_WITHIN)
    if not found:
        raise LoadError(said("no_headings", path=path))
    for name in book.hidden_sheets:
        report.tell(name, (), "hidden_sheet")
    return found


def _stage_parquet(
    connection: duckdb.DuckDBPyConnection, path: Path, words: Vocabulary, prefix: str
) -> Sheet:
    try:
        described = connection.execute(f"describe from read_parquet({sql_text(path)})").fetchall()
    except duckdb.Error as error:
        raise LoadError(said("not_parquet", path=path)) from error
    columns = ", ".join(
        f"nullif(trim({name}), '') as c{i}" if type_ == "VARCHAR" else f"{name} as c{i}"
        for i, (name, type_) in enumerate(((sql_name(row[0]), row[1]) for row in described), 1)
    )
    connection.execute(
        f"create temp view {prefix} as select file_row_number + 1 as row_no, false as is_total,"
        f" {columns} from read_parquet({sql_text(path)}, file_row_number = true)"
    )
    headings: list[Row] = [[row[0] for row in described]]
    block = find_block("", headings, (), words, is_spreadsheet=False)
    if block is None:
        raise LoadError(said("no_headings", path=path))
    return Sheet("", block, prefix, tuple(row[1] for row in described), False)


@dataclass
class _Staging:
    """Puts the rows below the headings of a sheet into a table."""

    grid: Grid
    block: Block
    words: Vocabulary
    report: Report
    hidden: str | None
    notes: list[int] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    _roles: dict[str, str] = field(default_factory=dict)

    def stage(
        self, connection: duckdb.DuckDBPyConnection, table: str, first: list[Row], folder: Path
    ) -> Sheet:
        """Make the table; ``first`` are the rows that have been read by now."""
        block, grid = self.block, self.grid
        width = len(block.headings)
        blank = [column for column, heading in enumerate(block.headings, 1) if not heading]
        merges = Merges(grid.merged, block.header_row, width) if grid.merged else None
        stray: list[Fault] = []
        has_totals = False
        columns = ", ".join(f"'c{i}': 'varchar'" for i in range(1, width + 1))
        with tempfile.NamedTemporaryFile(
            "w", suffix=".csv", dir=folder, encoding="utf-8", newline=""
        ) as file:
            writer = csv.writer(file, lineterminator="\n")
            for row_no, row, is_total in self._rows(first, merges):
                if blank or len(row) > width:
                    stray += _stray(row_no, row, blank, width) if len(stray) < _MOST_FAULTS else ()
                has_totals = has_totals or is_total
                writer.writerow([row_no, int(is_total), *(row + [None] * width)[:width]])
            file.flush()
            connection.execute(
                f"create temp table {table} as select * from read_csv({sql_text(file.name)},"
                " header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"',"
                " nullstr = '',"
                f" columns = {{'row_no': 'bigint', 'is_total': 'boolean', {columns}}})"
            )
        sheet = Sheet(
            grid.name, block, table, ("VARCHAR",) * width, grid.is_spreadsheet, has_totals
        )
        self._report(sheet, [*stray, *(merges.faults if merges else ())])
        for row_no, column in merges.left_empty if merges else ():
            self.report.faulty.add((sheet.name, row_no, column))
        return sheet

    # -- rows ----------------------------------------------------------------------------

    def _rows(self, first: list[Row], merges: Merges | None) -> Iterator[tuple[int, Row, bool]]:
        """The rows of data and of totals below the headings, with their numbers."""
        block = self.block
        ignored = {
            number
            for number, heading in enumerate(block.headings, 1)
            if heading and self.words.is_ignored(heading)
        }
        labels = [block.fields[name] - 1 for name in _LABELS if name in block.fields]
        labels += [number - 1 for number in ignored]
        dropped = sorted(self.grid.hidden_columns) if self.hidden == "skip" else ()
        in_notes = False
        for row_no, row in enumerate(
            chain(first[block.header_row :], self.grid.rows), block.header_row + 1
        ):
            if merges:
                merges.fill(row_no, row)
            if row_no == block.example_row:
                continue
            filled = [column for column, cell in enumerate(row, 1) if cell is not None]
            if not filled or ignored.issuperset(filled):
                continue
            begin = row[filled[0] - 1] or ""
            if self._role(begin) == "note" or (
                in_notes and len({row[column - 1] for column in filled}) == 1
            ):
                self.notes.append(row_no)
                in_notes = True
                continue
            in_notes = False
            if row_no in self.grid.hidden_rows:
                self.hidden_rows.append(row_no)
                if self.hidden == "skip":
                    continue
            for column in dropped:
                if column <= len(row):
                    row[column - 1] = None
            if self.hidden == "skip" and self.grid.struck:
                row = [
                    None if (row_no, column) in self.grid.struck else cell
                    for column, cell in enumerate(row, 1)
                ]
            sums = self._role(begin) == "total" or any(
                self._role(text) == "total"
                for label in labels
                if label < len(row) and (text := row[label])
            )
            yield row_no, row, sums

    def _role(self, text: str) -> str:
        """Whether a text begins a ``note`` or names a ``total``; else blank."""
        role = self._roles.get(text)
        if role is None:
            key = name_key(text)
            role = ""
            if _NOTE.match(half_width(text)):
                role = "note"
            elif is_total(key) or self._is_area(text, key):
                role = "total"
            if len(self._roles) < _MOST_FAULTS:
                self._roles[text] = role
        return role

    def _is_area(self, text: str, key: str) -> bool:
        """Whether a text is the name, not the id, of an area in a column of zones."""
        is_name = key in self.words.areas and text not in self.words.subject_ids
        return is_name and self._has_zones_only

    @property
    def _has_zones_only(self) -> bool:
        """Whether the column of zones is headed as one, so that a city stands there as a total."""
        column = self.block.fields.get("zone")
        if "passage" in self.block.fields:
            return False  # figures of a text are of whom they say
        return column is not None and heading_key(self.block.headings[column - 1]) in ZONES_ONLY

    # -- what is told --------------------------------------------------------------------

    def _report(self, sheet: Sheet, faults: list[Fault]) -> None:
        """Report faults of cells, and tell what was passed over."""
        block, grid, report = self.block, self.grid, self.report
        for fault in chain(faults, grid.faults[:_MOST_FAULTS]):
            below = fault.row > block.header_row and fault.row != block.example_row
            if (below and fault.row not in self.notes) or fault.row == block.header_row:
                words = None
                if fault.rule == "no_heading" and not grid.is_spreadsheet:
                    words = said("no_heading_in_text")
                report.add_of_cell(sheet, fault.row, fault.column, fault.value, fault.rule, words)
        if block.totals:
            letters = [sheet.cell(column, None) for column in block.totals]
            report.tell(sheet.name, letters, "total_columns")
        if self.notes:
            report.tell(sheet.name, _rows_named(self.notes), "rows_passed_over")
        self._report_hidden(sheet)
        shown = [one for one in grid.shown_otherwise if one.row > block.header_row]
        if shown:
            cells = [sheet.cell(one.column, one.row) for one in shown]
            example = f"{shown[0].value}"
            report.tell(sheet.name, cells, "shown_otherwise", count=len(shown), value=example)

    def _report_hidden(self, sheet: Sheet) -> None:
        """What is hidden, filtered out or struck through: a problem, or told."""
        block, grid = self.block, self.grid
        used = {*block.fields.values(), *(one.number for one in block.figures)}
        columns = sorted(used & grid.hidden_columns)
        struck = sorted(
            (row, column)
            for row, column in grid.struck
            if row > block.header_row and column in used
        )
        hidden = _rows_named(self.hidden_rows)
        heads = [(block.header_row, column) for column in columns]
        for rule, places, cells in (
            ("hidden_rows", [(row, 1) for row in self.hidden_rows], hidden),
            (
                "hidden_columns",
                heads,
                map(column_letter, columns),
            ),
            ("struck_cells", struck, [sheet.cell(column, row) for row, column in struck]),
        ):
            named = list(cells)
            if named and self.hidden is None:
                listed = ", ".join(named[:_MOST_LISTED])
                listed += " …" if len(named) > _MOST_LISTED else ""
                self.report.add(sheet, *places[0], None, rule, cells=listed, count=len(named))
            elif named and self.hidden:
                self.report.tell(sheet.name, named, _TOLD[rule, self.hidden], count=len(named))


_MOST_LISTED = 20
_TOLD = {
    ("hidden_rows", "skip"): "hidden_rows_skip",
    ("hidden_rows", "load"): "hidden_rows_load",
    ("hidden_columns", "skip"): "hidden_columns_skip",
    ("hidden_columns", "load"): "hidden_columns_load",
    ("struck_cells", "skip"): "struck_cells_skip",
    ("struck_cells", "load"): "struck_cells_load",
}


def _rows_named(rows: list[int]) -> list[str]:
    return [str(row) for row in rows]


def _stray(row_no: int, row: Row, blank: list[int], width: int) -> list[Fault]:
    """The cells of a row that stand under no heading."""
    return [
        Fault(row_no, column, row[column - 1], "no_heading")
        for column in chain(blank, range(width + 1, len(row) + 1))
        if column <= len(row) and row[column - 1] is not None
    ]
