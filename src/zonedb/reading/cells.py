"""Cells of a workbook as text, and what is to be told of them: whatever library reads them."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from zonedb.reading.cell_formats import (
    CHINESE_FORMATS,
    UnitInFormat,
    full_number,
    is_long,
    plain_number,
    shown,
    shows_all,
)
from zonedb.reading.grids import Fault, Grid


class Cells:
    """Turns the numbers of a sheet into what their formats show; faults go to its grid."""

    def __init__(self, grid: Grid, epoch: datetime) -> None:
        """Take the grid, and the day from which the workbook counts days."""
        self._grid = grid
        self._epoch = epoch

    def number(self, row: int, column: int, value: int | float, format_: str) -> str | None:
        """A number, a day or a time as its cell shows it."""
        day = self._day(value, format_)
        if day is not None:
            return shown(day, format_)
        try:
            text = shown(value, format_)
        except UnitInFormat:
            text = plain_number(value)
            self._grid.faults.append(Fault(row, column, text, "cell_format"))
            return text
        if text is None or text in ("inf", "-inf", "nan"):
            return text
        if is_long(value):
            text = full_number(value, "")
            self._grid.faults.append(Fault(row, column, text, "long_number"))
        elif not shows_all(value, text):
            full = full_number(value, text)
            self._grid.shown_otherwise.append(Fault(row, column, full, "shown_otherwise"))
        return text

    def iso_day(self, text: str, format_: str) -> str | None:
        """A day that is written as such, as its cell shows it."""
        try:
            return shown(datetime.fromisoformat(text).replace(tzinfo=None), format_)
        except ValueError:
            return text

    def _day(self, value: int | float, format_: str) -> Any:
        """The day, time or span that a number stands for; None where its format shows a number."""
        is_day, is_span = _is_day_or_span(format_)
        if not is_day:
            return None
        from openpyxl.utils.datetime import from_excel

        try:
            return from_excel(value, self._epoch, timedelta=is_span)
        except (OverflowError, ValueError):
            return None if format_ in CHINESE_FORMATS.values() else "#VALUE!"


@cache
def _is_day_or_span(format_: str) -> tuple[bool, bool]:
    from openpyxl.styles.numbers import is_date_format, is_timedelta_format

    return bool(is_date_format(format_)), bool(is_timedelta_format(format_))


def numbered_format(number: int, written: str | None) -> str:
    """The format of a number: one that Chinese Excel knows, one that is written, else built in."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    return CHINESE_FORMATS.get(number) or written or BUILTIN_FORMATS.get(number, "General")
