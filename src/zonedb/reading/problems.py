"""What is wrong with a file: rule, place, value and what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

_MOST_CELLS = 8  # that a line names


def _place(cell: str, lang: str) -> str:
    """Where a cell stands; the rows of text files are named in the language asked for."""
    return re.sub(r"^row ([0-9]+),? ?", r"第\1行 ", cell).strip() if lang == "zh" else cell


@dataclass(frozen=True)
class Problem:
    """One faulty cell, or one missing heading."""

    file: str
    sheet: str
    row: int | None
    column: int
    cell: str
    value: str | None
    rule: str
    message_zh: str
    message_en: str

    def message(self, lang: str) -> str:
        """What is wrong and what to do."""
        return self.message_zh if lang == "zh" else self.message_en

    def shown(self, lang: str) -> str:
        """What stands in the cell, in quotes; blank where it is empty."""
        if self.value is None:
            return ""
        return f" “{self.value}”" if lang == "zh" else f" '{self.value}'"

    def line(self, lang: str, cells: str = "") -> str:
        """The problem as one line for people; ``cells`` name it where it is that of several."""
        cells = cells or _place(self.cell, lang)
        place = f"{self.file}{f' [{self.sheet}]' if self.sheet else ''} {cells}"
        separator = ":" if lang == "zh" else " "
        return f"{place}{self.shown(lang)}{separator}{self.message(lang)} ({self.rule})"

    def record(self) -> dict[str, Any]:
        """The problem as a JSON object."""
        return asdict(self)


def lines(problems: Sequence[Problem], lang: str) -> list[str]:
    """Problems as lines for people; one that many cells have is one line, with their number."""
    alike: dict[tuple[Any, ...], list[Problem]] = {}
    for problem in problems:
        key = (problem.sheet, problem.rule, problem.column, problem.message(lang))
        alike.setdefault(key, []).append(problem)
    found = []
    for same in alike.values():
        first, cells = same[0], [_place(problem.cell, lang) for problem in same]
        if any(one.value != first.value for one in same):
            cells = [f"{_place(one.cell, lang)}{one.shown(lang)}" for one in same]
            first = replace(first, value=None)
        listed = _listed(cells)
        if len(same) > _MOST_CELLS:
            listed += f"({len(same)}格)" if lang == "zh" else f" ({len(same)} cells)"
        found.append(first.line(lang, listed))
    return found


def _listed(cells: Sequence[str]) -> str:
    return ", ".join(cells[:_MOST_CELLS]) + (" …" if len(cells) > _MOST_CELLS else "")


@dataclass(frozen=True)
class Notice:
    """What people should know of some cells, though nothing is wrong with them."""

    file: str
    sheet: str
    cells: tuple[str, ...]
    rule: str
    message_zh: str
    message_en: str

    def line(self, lang: str) -> str:
        """The notice as one line for people."""
        place = f"{self.file}{f' [{self.sheet}]' if self.sheet else ''}"
        shown = _listed([_place(cell, lang) for cell in self.cells])
        message = self.message_zh if lang == "zh" else self.message_en
        return f"{place}{f' {shown}' if shown else ''}{':' if lang == 'zh' else ': '}{message}"

    def record(self) -> dict[str, Any]:
        """The notice as a JSON object."""
        return asdict(self)
