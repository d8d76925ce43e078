"""What readers and writers of workbooks share: the library, its limits, letters of columns."""

from __future__ import annotations

from typing import Any

from zonedb.errors import ZonedbError

MOST_ROWS = 1_048_576  # of a sheet


def import_openpyxl(error: type[ZonedbError]) -> Any:
    """The library, which need not be installed; ``error`` is raised if it is not."""
    try:
        import openpyxl
    except ImportError as missing:
        raise error('XLSX needs openpyxl; install it with: pip install "zonedb[xlsx]"') from missing
    return openpyxl


def column_letter(number: int) -> str:
    """The letters of a column, which is counted from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
