"""A million figures: what one subject and period cost beside all the others."""

from __future__ import annotations

import sys
from pathlib import Path

import page
from measuring import in_turns, median_cpu, peak, run, script, zonedb
from page import Result

SUBJECT, PERIOD = "demo_zone_0003", "2021-06"
ROUNDS = 3
# The view as anybody asks it; the command may prepare the file first.
_CHECKS = """
import sys, duckdb
file, period = sys.argv[1:]
with duckdb.connect(file, read_only=True) as connection:
    connection.execute(f"select * from checks where period_id = '{period}'").fetchall()
"""


def measure(folder: Path) -> str:
    """Load a million figures and ask for little of them."""
    file = folder / "country.duckdb"
    run(*script("country.py", folder, "--shape", "million"), cwd=folder)
    run(*zonedb("load", "indicators", "observations.parquet", "--db", file), cwd=folder)
    runs = in_turns(
        ROUNDS,
        {
            "views": script("views.py", file, SUBJECT, PERIOD),
            "check": zonedb("check", "--period", PERIOD, "--db", file),
            "select": [sys.executable, "-c", _CHECKS, file, PERIOD],
        },
        folder,
        warm=False,
    )
    records = [one.record()["views"] for one in runs["views"]]
    taken = {view: sorted(one[view] for one in records)[len(records) // 2] for view in records[0]}
    memory = {name: peak(found) for name, found in runs.items()}
    results = [
        Result("one subject and period of every view", sum(taken.values()), 1, "s"),
        Result("`zonedb check --period`", median_cpu(runs["check"]), 2, "s"),
        Result("`checks` where `period_id` is that period", median_cpu(runs["select"]), 2, "s"),
        Result(
            "peak memory",
            max(memory.values()),
            1,
            "GB",
            ", ".join(f"{name} {gigabytes:.2f}" for name, gigabytes in memory.items()),
        ),
    ]
    return page.join(
        [
            page.table(results),
            "The dearest views: " + page.dearest(taken, "s"),
            f"Medians of {ROUNDS} processes. {page.machine()}",
        ]
    )
