"""What the readers of cells share: the error, and one form for characters that look alike."""

from __future__ import annotations

import unicodedata
from typing import Any

from zonedb.reading.messages import said

_LONGEST_WORD = 20  # characters of a cell that a message repeats
_ALIKE = str.maketrans(
    {chr(full): chr(full - 0xFEE0) for full in range(0xFF01, 0xFF5F)}  # full-width ASCII
    | dict.fromkeys("−﹣‐‑", "-")
    | dict.fromkeys("〜∼", "~")
    | dict.fromkeys("≥≧⩾", ">=")
    | dict.fromkeys("≤≦⩽", "<=")
)


class Unreadable(ValueError):
    """A cell that cannot be read: which rule it breaks and what to do about it.

    Attributes:
        rule: short stable code, a table of ``messages.toml``.
        words: one short line in Chinese and in English; the latter is the text of the exception.
        field: whose text is at fault, where that is another one than was read.
    """

    field = ""

    def __init__(self, rule: str, word: str = "", **details: Any) -> None:
        """``word`` is the part of the cell that is wrong; messages show it, or other details."""
        super().__init__(rule, word)
        shown = word if len(word) <= _LONGEST_WORD else word[:_LONGEST_WORD] + "…"
        self.rule = rule
        self.words = said(rule, word=shown, **details)

    def __str__(self) -> str:
        """The English message."""
        return self.words.en


def half_width(text: str) -> str:
    """A text in half-width characters, white space single, invisible characters dropped."""
    visible = (char for char in text if unicodedata.category(char) != "Cf")
    return " ".join("".join(visible).translate(_ALIKE).split())


def name_key(text: str) -> str:
    """A name as it is compared: half-width, without spaces or invisible characters, lower case."""
    key = "".join(unicodedata.normalize("NFKC", text).split()).lower()
    if key.isascii():
        return key
    return "".join(char for char in key if unicodedata.category(char) != "Cf")
