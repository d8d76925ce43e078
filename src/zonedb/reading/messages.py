"""What is said to users, in two languages; the texts stand in ``messages.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Words:
    """The same words in Chinese and in English."""

    zh: str
    en: str

    def in_(self, lang: str) -> str:
        """The words in ``zh`` or ``en``."""
        return self.zh if lang == "zh" else self.en


@cache
def texts() -> dict[str, Words]:
    """The texts of every rule, with the names in braces that are filled in."""
    import tomllib  # errors are rare, and every command imports this module

    path = Path(__file__).with_name("messages.toml")
    return {rule: Words(**found) for rule, found in tomllib.loads(path.read_text("utf-8")).items()}


def said(rule: str, **details: Any) -> Words:
    """The texts of a rule, filled in; a detail that is ``Words`` is given in each language."""

    def filled(lang: str) -> str:
        given = {k: v.in_(lang) if isinstance(v, Words) else v for k, v in details.items()}
        return texts()[rule].in_(lang).format(**given)

    return Words(filled("zh"), filled("en"))
