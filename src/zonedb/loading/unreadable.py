"""What the readers of cells share: the error, and one form for characters that look alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import ClassVar

Messages = Mapping[str, tuple[str, str]]  # rule: Chinese, English; {0} is the wrong word

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
        rule: short stable code, a key of ``MESSAGES``.
        message_zh: one short line in Chinese.
        message_en: the same in English; also the text of the exception.
    """

    MESSAGES: ClassVar[Messages]

    def __init__(self, rule: str, word: str = "") -> None:
        """``word`` is the part of the cell that is wrong; messages show it in place of {0}."""
        super().__init__(rule, word)
        shown = word if len(word) <= _LONGEST_WORD else word[:_LONGEST_WORD] + "…"
        self.rule = rule
        self.message_zh, self.message_en = (text.format(shown) for text in self.MESSAGES[rule])

    @property
    def words(self) -> tuple[str, str]:
        """Both messages, as a report takes them."""
        return self.message_zh, self.message_en

    def __str__(self) -> str:
        """The English message."""
        return self.message_en


def half_width(text: str) -> str:
    """A text in half-width characters, white space single, invisible characters dropped."""
    visible = (char for char in text if unicodedata.category(char) != "Cf")
    return " ".join("".join(visible).translate(_ALIKE).split())
