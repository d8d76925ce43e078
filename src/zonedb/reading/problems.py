"""What is wrong with a file: rule, place, value and what to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


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

    def line(self, lang: str) -> str:
        """The problem as one line for people."""
        place = f"{self.file}{f' [{self.sheet}]' if self.sheet else ''} {self.cell}"
        shown = (
            f" “{self.value}”"
            if self.value is not None and lang == "zh"
            else (f" '{self.value}'" if self.value is not None else "")
        )
        separator = ":" if lang == "zh" else " "
        return f"{place}{shown}{separator}{self.message(lang)} ({self.rule})"

    def record(self) -> dict[str, Any]:
        """The problem as a JSON object."""
        return asdict(self)
