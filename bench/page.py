"""The page ``README.md``: a section for each part, which the part writes between its markers."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version

from measuring import BENCH

PAGE = BENCH / "README.md"


@dataclass(frozen=True)
class Result:
    """What a piece of work took, beside what it may take at most, in the same unit."""

    work: str
    value: float
    goal: float
    unit: str = ""
    basis: str = ""  # the absolute numbers behind it

    @property
    def is_met(self) -> bool:
        """Whether the goal is reached, to the precision that the page shows."""
        return float(_shown(self.value)) <= self.goal


def _shown(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _with_unit(number: str, unit: str) -> str:
    return f"{number} {unit}".strip()


def table(results: list[Result]) -> str:
    """The results beside their goals, and a sentence that names those that are missed."""
    lines = ["| work | result | goal, at most | reached | measured |", "|---|---|---|---|---|"]
    for one in results:
        value, goal = _with_unit(_shown(one.value), one.unit), _with_unit(f"{one.goal:g}", one.unit)
        reached = "yes" if one.is_met else f"no: {one.value / one.goal:.1f} times the goal"
        lines.append(f"| {one.work} | {value} | {goal} | {reached} | {one.basis} |")
    missed = [one.work for one in results if not one.is_met]
    verdict = f"Missed: {'; '.join(missed)}." if missed else "Every goal is reached."
    return "\n".join(lines) + f"\n\n{verdict}"


def dearest(taken: dict[str, float], unit: str = "") -> str:
    """The five names that take most, with what they take."""
    listed = sorted(taken, key=taken.__getitem__, reverse=True)[:5]
    return ", ".join(f"`{name}` {_with_unit(_shown(taken[name]), unit)}" for name in listed) + "."


def machine(*packages: str) -> str:
    """Where and with what it was measured."""
    listed = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "zonedb", *packages))
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, {listed}."
    )


def join(paragraphs: Iterable[str]) -> str:
    """Paragraphs and tables as Markdown."""
    return "\n\n".join(paragraphs)


def write(part: str, text: str) -> None:
    """Put a text between the markers of a part; the other parts stay as they are."""
    start, end = f"<!-- {part} -->", f"<!-- end of {part} -->"
    page = PAGE.read_text("utf-8")
    if start not in page or end not in page:
        raise SystemExit(f"{PAGE}: has no markers {start} and {end}")
    head, tail = page.split(start)[0], page.split(end)[1]
    PAGE.write_text(f"{head}{start}\n{text}\n{end}{tail}", "utf-8")
