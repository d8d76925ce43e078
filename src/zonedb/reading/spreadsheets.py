"""What readers and writers of workbooks share: libraries, limits of a sheet, letters of columns."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from zonedb.errors import ZonedbError
from zonedb.reading.messages import said

MOST_ROWS = 1_048_576  # of a sheet
MOST_COLUMNS = 16_384


def import_library(name: str, form: str, error: type[ZonedbError]) -> Any:
    """A library that need not be installed; ``error`` is raised if it is not."""
    try:
        return import_module(name)
    except ImportError as missing:
        raise error(said("library_missing", form=form, library=name)) from missing


def import_openpyxl(error: type[ZonedbError]) -> Any:
    """The library that reads and writes workbooks; ``error`` is raised if it is not installed."""
    return import_library("openpyxl", "XLSX", error)


def column_letter(number: int) -> str:
    """The letters of a column, which is counted from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
