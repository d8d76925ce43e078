"""The sheets of a file of any kind that is read, as rows of text.

What a file is, its first bytes tell, not its ending: offices rename files. XLSB and ODS are
refused: no library tells their formats, so that 0.156 might be 15.6%.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from zonedb.errors import LoadError
from zonedb.reading.grids import Book, Fault, Grid, Merged
from zonedb.reading.messages import said
from zonedb.reading.old_workbooks import is_old_workbook, read_old_workbook
from zonedb.reading.text_files import csv_rows
from zonedb.reading.workbooks import read_workbook

__all__ = ["Book", "Fault", "Grid", "Merged", "open_book", "start_of"]

_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xltx", ".xlsb", ".ods", ".et")
_TEXTS = (".csv", ".tsv", ".txt")
_PAGE = re.compile(rb"<!doctype html|<html", re.IGNORECASE)
_TABLE = re.compile(rb"<!doctype html|<html|<table|mime-version:", re.IGNORECASE)


def start_of(path: Path) -> bytes:
    """The first bytes of a file.

    Raises:
        LoadError: there is no such file, it cannot be opened, or it is empty.
    """
    if not path.is_file():
        raise LoadError(said("file_missing", path=path))
    try:
        with path.open("rb") as file:
            start = file.read(1 << 12)
    except OSError as error:
        raise LoadError(said("file_unreadable", path=path, why=error.strerror)) from error
    if not start:
        raise LoadError(said("file_empty", path=path))
    return start


def open_book(path: Path, is_heading: Callable[[str], bool], within: int) -> Book:
    """The sheets of a workbook or a text file.

    Args:
        path: of the file.
        is_heading: whether a text is a known heading; tells the separator of a text file.
        within: how many rows may stand before the data.

    Raises:
        LoadError: the file cannot be read, at once or while its rows are.
    """
    start = start_of(path)
    ending = path.suffix.lower()
    if ending not in _WORKBOOKS + _TEXTS:
        raise LoadError(said("file_kind", path=path))
    if is_old_workbook(start):
        return read_old_workbook(path)
    is_archive = start.startswith(b"PK\3\4")
    form = None if is_archive else _markup(start, ending)
    if form:
        raise LoadError(said("workbook_markup", path=path, form=form, ending=ending))
    if ending in _TEXTS and not is_archive:
        rows = csv_rows(path, is_heading, within)
        return Book(iter([Grid("", rows, is_spreadsheet=False)]))
    if not is_archive:
        raise LoadError(said("workbook_unreadable", path=path, why=said("no_workbook")))
    return read_workbook(path)


def _markup(start: bytes, ending: str) -> str | None:
    """HTML or XML, if a file is a table of that; in a text file such words may be in a cell."""
    text = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if ending in _TEXTS:
        return "HTML" if _PAGE.match(text) else None
    if b"office:spreadsheet" in text:
        return "XML"
    return "HTML" if _TABLE.search(text) else None
