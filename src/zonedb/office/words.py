"""What papers say to people, in two languages; the texts stand in ``words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


@cache
def words(part: str, lang: str) -> dict[str, str]:
    """The words of a part of ``words.toml`` in ``zh`` or ``en``, by name."""
    return {name: texts[lang] for name, texts in _texts()[part].items()}
