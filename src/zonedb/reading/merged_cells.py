"""Fills merged cells of a sheet with the text of the first of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zonedb.reading.grids import Fault, Merged
from zonedb.reading.periods import UnreadablePeriod, read_period
from zonedb.reading.unreadable import half_width

NUMBER = re.compile(r"[-+]?[0-9][0-9.,]*%?")
_FIGURE = re.compile(r"[^0-9A-Za-z第]{0,3}[0-9][0-9.,]*[^0-9]{0,5}")


def is_figure(text: str) -> bool:
    """Whether a text is a number, with or without a unit, and no period."""
    text = half_width(text)
    if NUMBER.fullmatch(text):
        return True
    try:
        read_period(text)
    except UnreadablePeriod:
        return _FIGURE.fullmatch(text) is not None
    return False


class Merges:
    """Fills the merged cells of rows that have cells of their own; a figure is not multiplied.

    Attributes:
        faults: first cells whose figure would fill others, and cells that hold something else.
        left_empty: (row, column) of cells that such a figure would have filled.
    """

    def __init__(self, merged: Iterable[Merged], header_row: int, width: int) -> None:
        """Take the merged cells that begin below the headings."""
        self.faults: list[Fault] = []
        self.left_empty: set[tuple[int, int]] = set()
        self._width = width
        self._begin: dict[int, list[Merged]] = {}
        self._open: list[tuple[Merged, str]] = []
        self._refused: set[Merged] = set()
        for area in merged:
            if area.top > header_row:
                self._begin.setdefault(area.top, []).append(area)

    def fill(self, number: int, row: list[str | None]) -> None:
        """Fill a row; every row below the headings has to pass, in order."""
        begin = self._begin.pop(number, ())
        if not begin and not self._open:
            return
        self._open = [(area, text) for area, text in self._open if area.bottom >= number]
        for area in begin:
            text = row[area.left - 1] if area.left <= len(row) else None
            if text is not None:
                self._open.append((area, text))
        if any(row):
            row += [None] * (self._width - len(row))
            for area, text in self._open:
                for column in range(area.left, min(area.right, self._width) + 1):
                    if (number, column) != (area.top, area.left):
                        self._fill_cell(number, column, row, area, text)

    def _fill_cell(
        self, number: int, column: int, row: list[str | None], area: Merged, text: str
    ) -> None:
        own = row[column - 1]
        if own is not None and own != text:
            self.faults.append(Fault(number, column, own, "merged_cells"))
        elif not is_figure(text):
            row[column - 1] = text
        else:
            self.left_empty.add((number, column))
            if area not in self._refused:
                self._refused.add(area)
                self.faults.append(Fault(area.top, area.left, text, "merged_cells"))
