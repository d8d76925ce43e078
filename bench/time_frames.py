"""Asks the questions of ``frames`` one engine: ``python bench/time_frames.py ENGINE FOLDER``.

Holds each answer against zonedb's, then prints CPU seconds as JSON: of the import, and the least
of some answers, from the closed file to the rows.
"""

from __future__ import annotations

import json
import math
import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from frames import QUESTIONS
from measuring import cpu_of

ROUNDS = 5


def _equal(ours: Any, theirs: Any) -> bool:
    """Whether two cells agree, numbers to the twelfth digit."""
    if isinstance(ours, str | date):
        return ours == theirs
    return math.isclose(float(ours), float(theirs), rel_tol=1e-12)


def _same(ours: list[tuple[Any, ...]], theirs: list[tuple[Any, ...]]) -> bool:
    """Whether two answers have the same rows in the same order."""
    return len(ours) == len(theirs) and all(
        _equal(a, b)
        for row, other in zip(ours, theirs, strict=True)
        for a, b in zip(row, other, strict=True)
    )


def main(engine: str, folder: Path) -> None:
    """Compare, then time."""
    start = cpu_of(lambda: import_module(f"frames.in_{engine}"))
    asked = import_module(f"frames.in_{engine}")
    zonedb = import_module("frames.in_zonedb")
    found: dict[str, Any] = {"import": start, "rows": {}}
    for question in QUESTIONS:
        answer = getattr(asked, question)
        expected = getattr(zonedb, question)(folder)
        assert expected, f"{question}: zonedb has no rows"
        assert _same(expected, answer(folder)), f"{question}: {engine} has other rows than zonedb"
        found["rows"][question] = len(expected)
        found[question] = min(cpu_of(lambda ask=answer: ask(folder)) for _ in range(ROUNDS))
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
