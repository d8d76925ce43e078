"""Reads the visible sheets of an .xls workbook (BIFF) as rows of text.

xlrd reads it, because it tells formats, hidden rows, merged cells and what is struck out: 0.156 in
``0.0%`` is 15.6%, and 12 in ``0000`` is 0012. calamine reads .xls, .xlsb and .ods faster, but tells
none of that, and would give 0.156 for a share in percent. Whether an .xls formula has a result
cannot be told: Excel always writes one.
"""

from __future__ import annotations

import io
import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zonedb.errors import LoadError
from zonedb.reading.cells import Cells, numbered_format
from zonedb.reading.grids import Book, Grid, Merged
from zonedb.reading.messages import said
from zonedb.reading.spreadsheets import import_library, import_openpyxl

# How it begins: as a container, which a locked .xlsx is, too, or, before Excel 5, without one.
_STARTS = (bytes.fromhex("d0cf11e0a1b11ae1"), b"\t\0\4\0", b"\t\2\6\0", b"\t\4\6\0")
_BOOLEAN, _ERROR = 4, 5  # kinds of cells


def is_old_workbook(start: bytes) -> bool:
    """Whether a file that begins so is a workbook of Excel 2003 or older, or a locked one."""
    return start.startswith(_STARTS)


def read_old_workbook(path: Path) -> Book:
    """The sheets of a workbook of Excel 2003 or older.

    Raises:
        LoadError: it cannot be read, or is locked by a password.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data.find("EncryptedPackage".encode("utf-16-le")) >= 0:
            raise LoadError(said("workbook_locked", path=path))
    xlrd = import_library("xlrd", ".xls", LoadError)
    import_openpyxl(LoadError)
    try:
        book = xlrd.open_workbook(str(path), logfile=io.StringIO(), formatting_info=True)
    except Exception as error:  # of a broken file xlrd raises whatever its bytes lead to
        rule = "workbook_locked" if "encrypted" in str(error) else "workbook_old"
        raise LoadError(said(rule, path=path)) from error
    sheets = [sheet for sheet in book.sheets() if sheet.visibility == 0]
    hidden = [str(sheet.name) for sheet in book.sheets() if sheet.visibility != 0]
    if not sheets:
        raise LoadError(said("workbook_all_hidden" if hidden else "workbook_no_sheets", path=path))
    if not any(sheet.nrows for sheet in sheets):
        raise LoadError(said("file_blank", path=path))
    return Book((_grid(path, xlrd, book, sheet) for sheet in sheets), hidden)


def _grid(path: Path, xlrd: Any, book: Any, sheet: Any) -> Grid:
    merged = tuple(
        Merged(left + 1, top + 1, right, bottom) for top, bottom, left, right in sheet.merged_cells
    )
    grid = Grid(str(sheet.name), iter(()), True, merged)
    grid.hidden_rows = {row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden}
    grid.hidden_columns = {column + 1 for column, i in sheet.colinfo_map.items() if i.hidden}
    grid.rows = _rows(path, xlrd, book, sheet, grid)
    return grid


def _rows(path: Path, xlrd: Any, book: Any, sheet: Any, grid: Grid) -> Iterator[list[str | None]]:
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

    cells = Cells(grid, MAC_EPOCH if book.datemode else WINDOWS_EPOCH)
    try:
        for row in range(1, sheet.nrows + 1):
            texts: list[str | None] = []
            for column, cell in enumerate(sheet.row(row - 1), 1):
                style = book.xf_list[cell.xf_index]
                text = _text(xlrd, book, cells, row, column, cell, style)
                runs = sheet.rich_text_runlist_map.get((row - 1, column - 1), ())
                fonts = [style.font_index, *(font for _, font in runs)]
                if text and any(book.font_list[font].struck_out for font in fonts):
                    grid.struck.add((row, column))
                texts.append(text)
            yield texts
    except (LookupError, ValueError, ArithmeticError, TypeError) as error:
        raise LoadError(said("workbook_old", path=path)) from error


def _text(
    xlrd: Any, book: Any, cells: Cells, row: int, column: int, cell: Any, style: Any
) -> str | None:
    if cell.ctype == _BOOLEAN:
        return "true" if cell.value else "false"
    if cell.ctype == _ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#VALUE!"))
    if isinstance(cell.value, str):
        return cell.value.strip() or None
    written = book.format_map.get(style.format_key)
    format_ = numbered_format(style.format_key, written and written.format_str)
    return cells.number(row, column, cell.value, format_)
