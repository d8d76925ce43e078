"""Reads CSV, XLSX and Parquet files into staging tables of text, cell for cell."""

from __future__ import annotations

import codecs
import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import duckdb

from zonedb.database import sql_text
from zonedb.errors import LoadError
from zonedb.xlsx import column_letter, import_openpyxl

EXAMPLE_MARKS = ("#", "示例", "例:", "example")  # rows that begin so are not data
HEADER_WITHIN = 10  # rows in which the headings stand


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
        """Where a cell stands: ``B7`` in a spreadsheet, else ``row 7, column NAME``."""
        if not self.is_spreadsheet:
            return f"row {row}, {self.headings[column - 1]}" if row else self.headings[column - 1]
        return f"{column_letter(column)}{row or ''}"


def _text(value: Any) -> str | None:
    """A cell of a workbook as text; a number as Excel shows it, a day as ISO 8601."""
    if value is None or isinstance(value, str):
        stripped = value.strip() if value else ""
        return stripped or None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.15g}" if abs(value) < 1e15 else repr(value)
    return str(value)


def _decoded(path: Path) -> str:
    """Encoding of a text file: UTF-8, UTF-16 with a mark, or GB18030.

    Raises:
        LoadError: it is none of them.
    """
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for encoding in ("utf-8-sig", "gb18030"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with path.open("rb") as file:
                while chunk := file.read(1 << 20):
                    decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    raise LoadError(f"{path}: is neither UTF-8 nor GB18030 text; save it as CSV UTF-8")


def csv_rows(path: Path) -> Iterator[list[str | None]]:
    """The rows of a text file, cells without white space around them, blank ones None."""
    encoding = _decoded(path)
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline()
        delimiter = max(",\t;", key=first.count)
        file.seek(0)
        for row in csv.reader(file, delimiter=delimiter):
            yield [cell.strip() or None for cell in row]


def _workbook_sheets(path: Path) -> Iterator[tuple[str, Iterable[list[str | None]]]]:
    openpyxl = import_openpyxl(LoadError)
    try:
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises what zipfile and its XML parser raise
        raise LoadError(f"{path}: is no XLSX workbook that can be read ({error})") from error
    for sheet in workbook.worksheets:
        sheet.reset_dimensions()  # the size that a file states may be wrong
        if sheet.sheet_state == "visible":
            yield sheet.title, ([_text(cell) for cell in row] for row in sheet.values)
    workbook.close()


def _stage_rows(
    connection: duckdb.DuckDBPyConnection,
    number: int,
    name: str,
    rows: Iterable[list[str | None]],
    is_heading: Callable[[str], bool],
    *,
    is_spreadsheet: bool,
) -> Sheet | None:
    """Stage the rows below the headings; nothing if no row looks like headings."""
    iterator = iter(rows)
    headings: list[str | None] | None = None
    row_no = 0
    for row in iterator:
        row_no += 1
        if sum(1 for cell in row if cell and is_heading(cell)) >= 2:
            headings = row
            break
        if row_no == HEADER_WITHIN:
            break
    if headings is None:
        return None
    while headings and headings[-1] is None:
        headings.pop()
    width = len(headings)
    header_row = row_no
    table = f"staged_{number}"
    columns = ", ".join(f"'c{i}': 'varchar'" for i in range(1, width + 1))
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for row in iterator:
            row_no += 1
            if any(row) and not (row[0] or "").lower().startswith(EXAMPLE_MARKS):
                writer.writerow([row_no, *(row + [None] * width)[:width]])
        file.flush()
        connection.execute(
            f"create temp table {table} as select * from read_csv('{file.name}', header = false,"
            f" auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '',"
            f" columns = {{'row_no': 'bigint', {columns}}})"
        )
    texts = tuple(text or "" for text in headings)
    return Sheet(name, texts, table, ("VARCHAR",) * width, is_spreadsheet, header_row)


def _stage_parquet(connection: duckdb.DuckDBPyConnection, path: Path) -> Sheet:
    try:
        described = connection.execute(f"describe from read_parquet({sql_text(path)})").fetchall()
    except duckdb.Error as error:
        raise LoadError(f"{path}: is no Parquet file that can be read") from error
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


def read_sheets(
    connection: duckdb.DuckDBPyConnection, path: Path, is_heading: Callable[[str], bool]
) -> list[Sheet]:
    """Stage every sheet of a file whose headings are known.

    Args:
        connection: in whose temporary schema to stage.
        path: a ``.csv``, ``.xlsx`` or ``.parquet`` file.
        is_heading: whether a text is a known heading; a row with two of them is the header.

    Raises:
        LoadError: the file is missing, of another kind, broken, or has no known headings.
    """
    if not path.is_file():
        raise LoadError(f"{path}: no such file")
    match path.suffix.lower():
        case ".parquet":
            return [_stage_parquet(connection, path)]
        case ".xlsx" | ".xlsm":
            named = _workbook_sheets(path)
            is_spreadsheet = True
        case ".csv" | ".tsv" | ".txt":
            named = iter([("", csv_rows(path))])
            is_spreadsheet = False
        case _:
            raise LoadError(f"{path}: is neither .csv, .xlsx nor .parquet")
    staged = [
        _stage_rows(connection, number, name, rows, is_heading, is_spreadsheet=is_spreadsheet)
        for number, (name, rows) in enumerate(named, 1)
    ]
    found = [sheet for sheet in staged if sheet is not None]
    if not found:
        raise LoadError(
            f"{path}: no row has known headings; zonedb template writes a file to fill in"
        )
    return found
