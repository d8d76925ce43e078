"""Reads the comment that each view's file begins with: title and labelled paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from zonedb import assets
from zonedb.errors import AssetError

LABELS = ("Grain", "Reads", "Formula", "Nulls")
_LABELLED = re.compile(r"-- (\w+): +(.+)")


@dataclass(frozen=True)
class ViewHeader:
    """What a view's header says: one row a what, from which objects, how, and what NULL means."""

    title: str
    grain: str
    reads: str
    formula: str
    nulls: str


def title(path: Path) -> str:
    """Text after the name on the first line of a SQL file.

    Raises:
        AssetError: the first line does not name the file.
    """
    first = assets.read(path).partition("\n")[0]
    if not first.startswith(f"-- {path.stem}: "):
        raise AssetError(f"{path}:1: the first line must be: -- {path.stem}: what it tells")
    return first.removeprefix(f"-- {path.stem}: ")


def view_header(path: Path) -> ViewHeader:
    """The header of a view's file.

    Raises:
        AssetError: a label is missing, unknown or out of order.
    """
    parts: dict[str, str] = {}
    text = assets.read(path).partition("create view")[0]
    for number, line in enumerate(text.splitlines()[1:], 2):
        found = _LABELLED.fullmatch(line)
        if found and found[1] in LABELS:
            parts[found[1]] = found[2]
        elif parts and line.startswith("--          "):
            parts[list(parts)[-1]] += " " + line.removeprefix("--").strip()
        else:
            raise AssetError(f"{path}:{number}: a header line begins with one of: {LABELS}")
    if tuple(parts) != LABELS:
        raise AssetError(f"{path}:1: the header has {tuple(parts)}; it needs {LABELS}")
    return ViewHeader(title(path), *parts.values())
