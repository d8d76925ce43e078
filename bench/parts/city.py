"""A city's ten years: 11 zones, 40 indicators, months and year-to-date periods."""

from __future__ import annotations

import shutil
import statistics
from pathlib import Path

import duckdb
import page
from measuring import in_turns, median_cpu, run, script, zonedb
from page import Result
from views import in_units

SUBJECT, PERIOD = "demo_zone_0003", "2021-06"
LAST_MONTH = "2021-12"  # with its year to date and half-year
ROUNDS = 3
GOALS = {"check": 2, "one more month": 1, "rebuild, everything carried over": 6, "CSV export": 12}


def _load_all_but_a_month(folder: Path) -> None:
    """Write ``base.duckdb``, which lacks the last month, and the sheet ``month.parquet``."""
    run(*script("country.py", folder, "--shape", "city"), cwd=folder)
    with duckdb.connect() as connection:
        for name, condition in {"earlier": "not ends_with", "month": "ends_with"}.items():
            connection.execute(
                f"copy (from '{folder}/observations.parquet'"
                f" where {condition}(period, '{LAST_MONTH}')) to '{folder}/{name}.parquet'"
            )
    base = folder / "base.duckdb"
    shutil.copyfile(folder / "country.duckdb", base)
    run(*zonedb("load", "indicators", "earlier.parquet", "--db", base), cwd=folder)


def measure(folder: Path) -> str:
    """Load a city, then use its file as an office does."""
    _load_all_but_a_month(folder)
    base, file = folder / "base.duckdb", folder / "city.duckdb"
    month = zonedb("load", "indicators", "month.parquet", "--db", file)
    loads = in_turns(
        ROUNDS, {"load": month}, folder, lambda name: shutil.copyfile(base, file), warm=False
    )
    units = in_units(file, SUBJECT, PERIOD, rounds=ROUNDS)
    rebuilt = folder / "rebuilt.duckdb"
    shutil.copyfile(file, rebuilt)
    others = in_turns(
        ROUNDS,
        {
            "check": zonedb("check", "--db", file),
            "rebuild": zonedb("build", "--db", rebuilt),
            "export": zonedb("export", "--format", "csv", "-o", "csv", "--db", file, "--force"),
        },
        folder,
        warm=False,
    )
    seconds = [
        median_cpu(runs)
        for runs in (others["check"], loads["load"], others["rebuild"], others["export"])
    ]
    worst = max(units, key=units.__getitem__)
    results = [
        Result("filtered views: mean", statistics.mean(units.values()), 4, "units"),
        Result("filtered views: worst", units[worst], 40, "units", f"`{worst}`"),
        *(
            Result(work, taken, goal, "s")
            for (work, goal), taken in zip(GOALS.items(), seconds, strict=True)
        ),
    ]
    return page.join(
        [
            page.table(results),
            "The dearest views: " + page.dearest(units),
            f"Medians of {ROUNDS} processes. {page.machine()}",
        ]
    )
