"""Stages CSV, XLSX and Parquet files as tables of text, cell for cell, below their headings."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

import duckdb

from zonedb.errors import LoadError
from zonedb.loading.staging import Report, Sheet
from zonedb.reading.files import Fault, Grid, open_book, start_of
from zonedb.reading.merged_cells import NUMBER, Merges
from zonedb.reading.messages import said
from zonedb.reading.unreadable import name_key
from zonedb.store.sql import sql_text

EXAMPLE_MARKS = ("示例:", "example:")  # how the row below the headings begins if it is no data
HEADER_WITHIN = 10  # rows in which the headings stand
NOT_DATA = ("说明", "Rules", "选项", "Choices")  # sheets of a template that people read
_OWN_LIST = "zonedb:"  # how the list of problems begins in a marked copy
_MOST_FAULTS = 10_000  # of one sheet that are reported

_Row = list[str | None]


# -- headings ----------------------------------------------------------------------------------


def _header_row(
    rows: list[_Row], is_heading: Callable[[str], bool], *, is_spreadsheet: bool
) -> int | None:
    """Number of the row with most known headings, at least two, and fewest other texts."""

    def score(row: _Row) -> tuple[int, int]:
        texts = [cell for cell in row if cell]
        if not is_spreadsheet and texts and texts[0].startswith("#"):
            return 0, 0  # a comment
        known = sum(map(is_heading, texts))
        return known, known - len(texts)

    scores = [score(row) for row in rows]
    best = max(scores, default=(0, 0))
    return scores.index(best) + 1 if best[0] >= 2 else None


def _is_example(row: _Row) -> bool:
    """Whether the row below the headings is the example of a template."""
    return any(cell and name_key(cell).startswith(EXAMPLE_MARKS) for cell in row)


def _holds_data(name: str, rows: Iterable[_Row]) -> bool:
    """Whether a sheet without known headings has a row with a number among other cells."""
    if name in NOT_DATA:
        return False
    for number, row in enumerate(rows):
        texts = [text for text in row if text]
        if number == 0 and texts and texts[0].startswith(_OWN_LIST):
            return False
        if len(texts) >= 2 and any(NUMBER.fullmatch(text) for text in texts):
            return True
    return False


# -- staging -----------------------------------------------------------------------------------


def _stage_rows(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    raw: Grid,
    first: list[_Row],
    header_row: int,
    report: Report,
) -> Sheet:
    """Stage the rows below the headings; ``first`` are those that have been read by now."""
    headings = list(first[header_row - 1])
    while headings and headings[-1] is None:
        headings.pop()
    width = len(headings)
    rows: Iterator[_Row] = chain(first[header_row:], raw.rows)
    top = header_row + 1
    example_row = None
    if len(first) > header_row and _is_example(first[header_row]):
        next(rows)
        example_row, top = top, top + 1
    blank = [column for column, heading in enumerate(headings, 1) if heading is None]
    merges = Merges(raw.merged, header_row, width) if raw.merged else None
    stray: list[Fault] = []
    columns = ", ".join(f"'c{i}': 'varchar'" for i in range(1, width + 1))
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for row_no, row in enumerate(rows, top):
            if blank or len(row) > width:
                stray += _stray(row_no, row, blank, width) if len(stray) < _MOST_FAULTS else ()
            if merges:
                merges.fill(row_no, row)
            if any(row):
                writer.writerow([row_no, *(row + [None] * width)[:width]])
        file.flush()
        connection.execute(
            f"create temp table {table} as select * from read_csv('{file.name}', header = false,"
            f" auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '',"
            f" columns = {{'row_no': 'bigint', {columns}}})"
        )
    texts = tuple(text or "" for text in headings)
    sheet = Sheet(raw.name, texts, table, ("VARCHAR",) * width, raw.is_spreadsheet, header_row)
    for fault in chain(stray, merges.faults if merges else (), raw.faults[:_MOST_FAULTS]):
        if fault.row >= header_row and fault.row != example_row:
            report.add_of_cell(sheet, fault.row, fault.column, fault.value, fault.rule)
    for row_no, column in merges.left_empty if merges else ():
        report.faulty.add((sheet.name, row_no, column))
    return sheet


def _stray(row_no: int, row: _Row, blank: list[int], width: int) -> list[Fault]:
    """The cells of a row that stand under no heading."""
    return [
        Fault(row_no, column, row[column - 1], "no_heading")
        for column in chain(blank, range(width + 1, len(row) + 1))
        if column <= len(row) and row[column - 1] is not None
    ]


def _stage_parquet(connection: duckdb.DuckDBPyConnection, path: Path) -> Sheet:
    try:
        described = connection.execute(f"describe from read_parquet({sql_text(path)})").fetchall()
    except duckdb.Error as error:
        raise LoadError(said("not_parquet", path=path)) from error
    columns = ", ".join(
        f'"{row[0].replace(chr(34), chr(34) * 2)}" as c{i}' for i, row in enumerate(described, 1)
    )
    connection.execute(
        f"create temp view staged_1 as select file_row_number + 1 as row_no, {columns}"
        f" from read_parquet({sql_text(path)}, file_row_number = true)"
    )
    return Sheet(
        "",
        tuple(row[0] for row in described),
        "staged_1",
        tuple(row[1] for row in described),
        False,
    )


# -- files -------------------------------------------------------------------------------------


def read_sheets(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    is_heading: Callable[[str], bool],
    report: Report,
) -> list[Sheet]:
    """Stage every sheet of a file whose headings are known.

    Args:
        connection: in whose temporary schema to stage.
        path: a ``.csv``, ``.xlsx``, ``.xls`` or ``.parquet`` file.
        is_heading: whether a text is a known heading; the row with most of them is the header.
        report: takes what is wrong with cells as such, and sheets of data without headings.

    Raises:
        LoadError: the file is missing, of another kind, broken, or has no known headings.
    """
    if path.suffix.lower() == ".parquet":
        start_of(path)
        return [_stage_parquet(connection, path)]
    found: list[Sheet] = []
    for number, raw in enumerate(open_book(path, is_heading, HEADER_WITHIN).grids, 1):
        first = list(islice(raw.rows, HEADER_WITHIN))
        header_row = _header_row(first, is_heading, is_spreadsheet=raw.is_spreadsheet)
        if header_row is not None:
            found.append(
                _stage_rows(connection, f"staged_{number}", raw, first, header_row, report)
            )
        elif _holds_data(raw.name, chain(first, raw.rows)):
            sheet = Sheet(raw.name, (), "", (), raw.is_spreadsheet)
            report.add(sheet, 1, 1, None, "sheet_not_recognised")
    if not found:
        raise LoadError(said("no_headings", path=path))
    return found
