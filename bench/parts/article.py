"""The article: every view of the file as it is built."""

from __future__ import annotations

import statistics
from pathlib import Path

import page
from measuring import run, zonedb
from page import Result
from views import in_units

# The goals of the views that take most, in units.
GOALS = {"metric_values": 25, "lineage": 25, "checks": 30, "reconciliation": 15}
ROUNDS = 3


def measure(folder: Path) -> str:
    """Select every view of a file with the article alone."""
    file = folder / "article.duckdb"
    run(*zonedb("build", "--db", file), cwd=folder)
    units = in_units(file, rounds=ROUNDS)
    results = [Result("mean over all views", statistics.mean(units.values()), 3, "units")]
    results += [Result(f"`{view}`", units[view], goal, "units") for view, goal in GOALS.items()]
    others = {view: units[view] for view in units.keys() - GOALS.keys()}
    return page.join(
        [
            page.table(results),
            f"{len(units)} views. The dearest of the others: {page.dearest(others)}",
            f"Median of {ROUNDS} processes. {page.machine()}",
        ]
    )
