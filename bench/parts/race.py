"""Races: dbt and SQLMesh build the same package, pandas and polars answer the same questions."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb
import page
from environments import environment
from frames import GROUP, QUESTIONS, SOURCE, TABLES
from measuring import BENCH, in_turns, median_cpu, run, script, zonedb

ROUNDS = 3
ENGINES = ("zonedb", "pandas", "polars")
# Versions of what takes part, as the race's own environment has them.
_VERSIONS = """
import json, sys
from importlib.metadata import version
print(json.dumps({name: version(name) for name in sys.argv[1:]}))
"""
# The city as a whole: what it has besides its zones is as much again.
_WHOLE = f"""
    copy (
        select
            '{GROUP.removesuffix("_zones")}' as zone, indicator, period,
            cast(2 * sum(value) as decimal(18, 2)) as value, unit, source
        from '{{folder}}/observations.parquet'
        where indicator in (
            'new_signed_projects', 'new_signed_investment', 'industrial_investment',
            'industrial_value_added', 'foreign_capital_used'
        ) and source = '{SOURCE}'
        group by all
        order by all
    ) to '{{folder}}/whole.parquet'
"""


def _versions(python: str | Path, folder: Path, *packages: str) -> str:
    found = run(python, "-c", _VERSIONS, *packages, cwd=folder).record()
    return ", ".join(f"{name} {number}" for name, number in found.items())


def _builds(
    folder: Path, python: str | Path, tool: str, command: Sequence[str | Path], made: str
) -> str:
    """A line: zonedb and another tool build the same package, with the same DuckDB."""
    folder.mkdir()
    ready, project = folder / "ready.duckdb", folder / "project"
    run(python, "-m", "zonedb", "build", "--db", ready, cwd=folder)
    run(python, BENCH / f"{tool}_project.py", project, ready, cwd=folder)

    def before(name: str) -> None:
        for path in (folder / "zonedb.duckdb", project / made):
            path.unlink(missing_ok=True)

    runs = in_turns(
        ROUNDS,
        {
            "ours": [python, "-m", "zonedb", "build", "--db", folder / "zonedb.duckdb"],
            "theirs": command,
        },
        project,
        before,
    )
    differing = run(python, BENCH / "same_rows.py", ready, project / made, cwd=folder).record()
    ours, theirs = median_cpu(runs["ours"]), median_cpu(runs["theirs"])
    rows = f"other rows in {', '.join(differing)}" if differing else "the same rows"
    return f"| {{}} | {theirs:.2f} s | {ours:.2f} s | {theirs / ours:.2f} | {rows} |"


def _package(folder: Path) -> str:
    """The table of the build tools."""
    dbt = [Path(sys.executable).with_name("dbt"), "--quiet", "build", "--profiles-dir", "."]
    by_dbt = _builds(folder / "dbt", sys.executable, "dbt", dbt, "dbt.duckdb")
    python = environment(folder / "environment", "-e", f"{BENCH.parent}[bench-sqlmesh]")
    plan = [python.with_name("sqlmesh"), "plan", "--auto-apply", "--no-prompts"]
    by_sqlmesh = _builds(folder / "sqlmesh", python, "sqlmesh", plan, "mesh.duckdb")
    versions = [
        _versions(sys.executable, folder, "dbt-core", "dbt-duckdb", "duckdb"),
        _versions(python, folder, "sqlmesh", "duckdb"),
    ]
    return "\n".join(
        [
            "| builds the package | CPU | `zonedb build` beside it | ratio | result |",
            "|---|---|---|---|---|",
            by_dbt.format(f"`dbt build` ({versions[0]})"),
            by_sqlmesh.format(f"`sqlmesh plan` ({versions[1]})"),
        ]
    )


def _city(folder: Path) -> Path:
    """A folder with a loaded city, ``city.duckdb``, and its tables as Parquet."""
    run(*script("country.py", folder, "--shape", "city"), cwd=folder)
    with duckdb.connect() as connection:
        connection.execute(_WHOLE.format(folder=folder))
    file = folder / "country.duckdb"
    for name in ("observations", "whole"):
        run(*zonedb("load", "indicators", f"{name}.parquet", "--db", file), cwd=folder)
    tables = [part for table in TABLES for part in ("--view", table)]
    export = zonedb("export", "--format", "parquet", "-o", "city", "--db", file, *tables)
    run(*export, cwd=folder)
    shutil.move(file, folder / "city" / "city.duckdb")
    return folder / "city"


def _questions(folder: Path) -> str:
    """The table of the data frames."""
    city = _city(folder)
    runs = in_turns(
        ROUNDS, {name: script("time_frames.py", name, city) for name in ENGINES}, folder, warm=False
    )
    records = {name: [one.record() for one in found] for name, found in runs.items()}

    def least(name: str, key: str) -> float:
        return min(one[key] for one in records[name])

    lines = ["| of the city | rows | " + " | ".join(ENGINES) + " |", "|---|---|---|---|---|"]
    for question in QUESTIONS:
        rows = records["zonedb"][0]["rows"][question]
        cells = [f"{1000 * least(name, question):.0f} ms" for name in ENGINES]
        lines.append(f"| `{question}` | {rows:,} | {' | '.join(cells)} |")
    imports = [f"{1000 * least(name, 'import'):.0f} ms" for name in ENGINES]
    lines.append(f"| the import, once | | {' | '.join(imports)} |")
    versions = _versions(sys.executable, folder, "pandas", "pyarrow", "polars")
    return "\n".join(lines) + f"\n\n{versions}. Every answer has the same rows as zonedb's."


def measure(folder: Path) -> str:
    """Run both races."""
    return page.join(
        [
            _package(folder),
            _questions(folder),
            f"Medians of {ROUNDS} builds, the least of {ROUNDS} times 5 answers, in turns. "
            + page.machine(),
        ]
    )
