"""A country: what its load takes against a plain insert, one month of it, other validators."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb
import page
from country import SHAPES
from environments import environment
from measuring import BENCH, GB, Run, in_turns, median_cpu, peak, run, script, zonedb
from page import Result
from validators import REFERENCES

COUNTRY = SHAPES["country"]
SAMPLE = 100_000
MONTH = "2002-03"  # in every file from a million rows
VIEWS = ("current_figures", "start_rate", "production_rate", "attainment_rate", "ledger_rates")
_SELECT = """
import sys, duckdb
file, view, period = sys.argv[1:]
with duckdb.connect(file, read_only=True) as connection:
    connection.execute("set memory_limit = '3GB'")
    connection.execute(
        f"create temp table month as select * from {view} where period_id = '{period}'"
    )
"""


@dataclass(frozen=True)
class Loaded:
    """A load and the plain insert of the same rows."""

    what: str
    rows: int
    plain: list[Run]
    load: list[Run]
    size: float  # of the file, in GB

    @property
    def ratio(self) -> float:
        """CPU seconds of the load for one of the insert."""
        return median_cpu(self.load) / median_cpu(self.plain)

    def line(self) -> str:
        """The numbers as a line of a table."""
        plain, load = median_cpu(self.plain), median_cpu(self.load)
        return (
            f"| {self.rows:,} {self.what} | {plain:.2f} s | {load:.2f} s | {self.ratio:.2f}"
            f" | {1e6 * load / self.rows:.2f} µs"
            f" | {peak(self.plain):.2f} GB | {peak(self.load):.2f} GB | {self.size:.3f} GB |"
        )


def _loaded(folder: Path, kind: str, sheet: str, rows: int) -> Loaded:
    """Load a sheet and insert it plainly, in turns; ``loaded_KIND.duckdb`` stays."""
    plain, loaded = folder / "plain.duckdb", folder / f"loaded_{kind}.duckdb"

    def before(name: str) -> None:
        plain.unlink(missing_ok=True)
        if name == "load":
            shutil.copyfile(folder / "country.duckdb", loaded)

    many = rows > 1_000_000
    runs = in_turns(
        1 if many else 3,
        {
            "plain": script("plain_insert.py", kind, folder, plain),
            "load": zonedb("load", kind, sheet, "--db", loaded),
        },
        folder,
        before,
        warm=not many,
    )
    plain.unlink(missing_ok=True)
    what = "projects" if kind == "ledger" else "figures"
    return Loaded(what, rows, runs["plain"], runs["load"], loaded.stat().st_size / GB)


def _loads(folder: Path, sizes: list[int], projects: int) -> list[Loaded]:
    """Loads of the first rows and of all; of all of them, ``folder`` keeps the files."""
    found = []
    for size in sizes:
        part = folder if size == sizes[-1] else folder / str(size)
        part.mkdir(exist_ok=True)
        run(*script("country.py", part, "--rows", str(size), "--projects", str(projects)), cwd=part)
        found.append(_loaded(part, "indicators", "observations.parquet", size))
        if part != folder:
            shutil.rmtree(part)
    return [*found, _loaded(folder, "ledger", "ledger.parquet", projects)]


def _month(folder: Path) -> str:
    """CPU seconds of one month of a file with all figures and projects."""
    file = folder / "loaded_indicators.duckdb"
    run(*zonedb("load", "ledger", "ledger.parquet", "--db", file), cwd=folder)
    contenders = {
        f"`{view}`": [sys.executable, "-c", _SELECT, file, view, MONTH] for view in VIEWS
    } | {f"`zonedb check --period {MONTH}`": zonedb("check", "--period", MONTH, "--db", file)}
    runs = in_turns(3, contenders, folder)
    lines = [f"| {MONTH}, as a process | CPU |", "|---|---|"]
    lines += [f"| {name} | {median_cpu(found):.2f} s |" for name, found in runs.items()]
    return "\n".join(lines)


def _write_sample(folder: Path, sample: Path) -> None:
    """The first figures as Parquet and CSV, and what may stand in their columns."""
    sample.mkdir()
    shutil.copyfile(folder / "country.duckdb", sample / "country.duckdb")
    with duckdb.connect() as connection:
        connection.execute(f"attach '{folder}/country.duckdb' as country (read_only)")
        for name in ("sample.csv", "sample.parquet"):
            connection.execute(
                f"copy (from '{folder}/observations.parquet' limit {SAMPLE}) to '{sample}/{name}'"
            )
        for name in REFERENCES:
            table = {"zone": "subject"}.get(name, name)
            connection.execute(
                f"copy (select {table}_id as id from country.{table}s)"
                f" to '{sample}/{name}.csv' (header)"
            )


def _validation(folder: Path) -> str:
    """Figures a second of validators that write nothing."""
    sample = folder / "sample"
    _write_sample(folder, sample)
    dry_run = zonedb("load", "indicators", "sample.parquet", "--db", "country.duckdb", "--dry-run")
    start = zonedb("loads", "--db", "country.duckdb")  # opens the file, does hardly more
    runs = in_turns(3, {"dry_run": dry_run, "start": start}, sample)
    taken = {
        "`zonedb load --dry-run`, the whole process": median_cpu(runs["dry_run"]),
        "the same less `zonedb loads`": median_cpu(runs["dry_run"]) - median_cpu(runs["start"]),
    }
    for name, requirement in {"frictionless": "frictionless", "pandera": "pandera[pandas]"}.items():
        python = environment(folder / f"environment_{name}", requirement)
        found = run(python, BENCH / "validators.py", name, sample, cwd=sample).record()
        taken[f"{name} {found['version']}, without its import"] = found["cpu"]
    lines = [f"| {SAMPLE:,} figures, validation only | CPU | rows a second |", "|---|---|---|"]
    lines += [
        f"| {name} | {seconds:.2f} s | {SAMPLE / seconds:,.0f} |" for name, seconds in taken.items()
    ]
    return "\n".join(lines)


def measure(folder: Path, rows: int = COUNTRY.rows, projects: int = COUNTRY.projects) -> str:
    """Load a country, or its first ``rows``."""
    sizes = [size for size in (1_000, 1_000_000) if size < rows] + [rows]
    loads = _loads(folder, sizes, projects)
    whole = loads[-2]
    goals = [
        Result("load against plain insert", whole.ratio, 2, "times", f"{whole.rows:,} figures"),
        Result("peak memory of the load", peak(whole.load), 4, "GB"),
        Result("size of the file", whole.size, 1.3, "GB"),
    ]
    lines = [
        "| what | plain insert | load | ratio | a row | memory | of load | file |",
        "|---|---|---|---|---|---|---|---|",
        *(one.line() for one in loads),
    ]
    return page.join(
        [
            page.table(goals),
            "\n".join(lines),
            _month(folder),
            _validation(folder),
            "CPU of processes, medians of 3 in turns; sizes of more than a million ran once. "
            + page.machine(),
        ]
    )
