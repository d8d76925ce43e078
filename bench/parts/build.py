"""``zonedb build`` against its floor, ``zonedb query`` against ``import duckdb``."""

from __future__ import annotations

import sys
from pathlib import Path

import page
from measuring import in_turns, median_cpu, run, script, zonedb
from page import Result

ROUNDS = {"build": 5, "query": 15}
# What any program has to do: import, open the file, ask.
_SELECT = """
import sys, duckdb
with duckdb.connect(sys.argv[1], read_only=True) as connection:
    print(connection.execute("select * from start_rate order by all").fetchall())
"""


def _result(
    folder: Path, kind: str, goal: float, names: tuple[str, str], commands: list[list[str | Path]]
) -> Result:
    """The ratio of two processes."""
    made = folder / "made.duckdb"
    runs = in_turns(
        ROUNDS[kind],
        dict(zip(names, commands, strict=True)),
        folder,
        before=lambda name: made.unlink(missing_ok=True),
    )
    ours, theirs = (median_cpu(runs[name]) for name in names)
    return Result(
        " against ".join(names), ours / theirs, goal, "times", f"{ours:.2f} s, {theirs:.2f} s"
    )


def measure(folder: Path) -> str:
    """Build the file twice, query one view of it twice."""
    file = folder / "article.duckdb"
    run(*zonedb("build", "--db", file), cwd=folder)
    build = _result(
        folder,
        "build",
        2.0,
        ("`zonedb build`", "raw SQL of the same file (`floor.py`)"),
        [zonedb("build", "--db", "made.duckdb"), script("floor.py", file, "made.duckdb")],
    )
    query = zonedb("query", "start_rate", "--db", file)
    bare = [sys.executable, "-c", "import duckdb"]
    select = [sys.executable, "-c", _SELECT, file]
    queries = [
        _result(folder, "query", 1.3, ("`zonedb query start_rate`", name), [query, other])
        for name, other in {"`import duckdb`": bare, "the same by duckdb alone": select}.items()
    ]
    rounds = f"Medians of {ROUNDS['build']} and {ROUNDS['query']} processes, in turns."
    return page.join([page.table([build, *queries]), f"{rounds} {page.machine()}"])
