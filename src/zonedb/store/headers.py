"""Reads the comment that a view's or kept table's file begins with, and orders them by it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from zonedb.errors import AssetError
from zonedb.store import assets

LABELS = ("Grain", "Reads", "Kept", "Formula", "Nulls", "Sample")
_OPTIONAL = {"Kept", "Sample"}
_LABELLED = re.compile(r"-- (\w+): +(.+)")


@dataclass(frozen=True)
class ViewHeader:
    """What a header says: one row a what, from which objects, how, and what NULL means.

    ``is_kept`` tells a table, filled when a build or a load publishes, from a view.
    """

    title: str
    grain: str
    reads: tuple[str, ...]
    formula: str
    nulls: str
    is_kept: bool


def title(path: Path) -> str:
    """Text after the name on the first line of a SQL file.

    Raises:
        AssetError: the first line does not name the file.
    """
    first = assets.read(path).partition("\n")[0]
    if not first.startswith(f"-- {path.stem}: "):
        raise AssetError(f"{path}:1: the first line must be: -- {path.stem}: what it tells")
    return first.removeprefix(f"-- {path.stem}: ")


def header(path: Path) -> ViewHeader:
    """The header of a view's file, or of a kept table's.

    Raises:
        AssetError: a label is missing, unknown or out of order.
    """
    parts: dict[str, str] = {}
    text = assets.read(path).partition("\ncreate ")[0]
    for number, line in enumerate(text.splitlines()[1:], 2):
        found = _LABELLED.fullmatch(line)
        if found and found[1] in LABELS:
            parts[found[1]] = found[2]
        elif parts and line.startswith("--          "):
            parts[list(parts)[-1]] += " " + line.removeprefix("--").strip()
        else:
            raise AssetError(f"{path}:{number}: a header line begins with one of: {LABELS}")
    needed = tuple(label for label in LABELS if label in parts or label not in _OPTIONAL)
    if tuple(parts) != needed or parts.get("Kept", "table.") != "table.":
        raise AssetError(f"{path}:1: the header has {tuple(parts)}; it needs {needed}")
    reads = tuple(re.findall(r"\w+", parts["Reads"]))
    grain, formula, nulls = (
        parts[label].removesuffix(".") for label in ("Grain", "Formula", "Nulls")
    )
    return ViewHeader(title(path), grain, reads, formula, nulls, "Kept" in parts)


def derived(base: Path) -> dict[Path, ViewHeader]:
    """Files of the views and kept tables with their headers, each after those that it reads.

    Raises:
        AssetError: some read each other in a circle.
    """
    paths = {path.stem: path for path in (*assets.kept(base), *assets.views(base))}
    found = {name: header(path) for name, path in paths.items()}
    graph = {name: sorted(paths.keys() & found[name].reads) for name in found}
    try:
        return {paths[name]: found[name] for name in TopologicalSorter(graph).static_order()}
    except CycleError as error:
        circle = " reads ".join(reversed(error.args[1]))
        raise AssetError(f"{base / 'sql'}: {circle}") from error
