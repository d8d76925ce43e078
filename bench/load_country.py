"""Times loading a country against a plain insert, and against frictionless and pandera.

``python bench/load_country.py FOLDER`` makes the data in FOLDER (needs some 3 GB), prints the
tables of ``bench/README.md`` and deletes the data. Every contender runs in a process of its own,
in turns; the peak of memory is that of the process (so this one stays small: on Linux a new
process inherits the peak of its parent). ``--rows`` takes other sizes, and
``--frictionless`` and ``--pandera`` the Python of an environment that has them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys
import threading
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000, 53_760_000)
SAMPLE = 100_000
MEMORY = "3GB"  # of DuckDB; the process needs some more
MONTH = "2002-03"  # in every file from a million rows
VIEWS = (
    "current_figures",
    "start_rate",
    "production_rate",
    "attainment_rate",
    "transformation_share",
    "plant_utilisation",
    "source_figures",
    "figure_mentions",
    "reconciliation",
)
MONTH_VIEWS = ("reconciliation", "metric_values", "checks")
LIMIT = 30.0  # seconds after which a view is given up
REFERENCES = (  # what may stand in a column: its name, the key and the table
    ("zone", "subject_id", "subjects"),
    ("indicator", "indicator_id", "indicators"),
    ("unit", "unit_id", "units"),
    ("source", "source_id", "sources"),
)
_INSERT = """
    insert into plain.observations
    select
        source, file_row_number, null, cast(value as varchar), zone, indicator, period, value,
        unit, '=', 2, null, null, 1
    from read_parquet('{path}', file_row_number = true)
"""


# -- contenders: each runs in a process of its own -------------------------------------------


def plain(folder: Path) -> dict[str, Any]:
    """``insert into ... select`` into a table of the same shape, committed and checkpointed."""
    import duckdb

    from zonedb import assets, builder

    database = folder / "plain.duckdb"
    database.unlink(missing_ok=True)
    schema = assets.read(assets.schema(assets.root()))
    table = re.search(r"create table observations (\(.*?\n\));", schema, re.DOTALL)
    assert table
    start = time.perf_counter()
    with duckdb.connect() as connection:
        connection.execute(f"set memory_limit = '{MEMORY}'")
        connection.execute("set preserve_insertion_order = false")
        connection.execute(
            f"attach '{database}' as plain (storage_version '{builder.STORAGE_VERSION}')"
        )
        connection.execute(f"create table plain.observations {table[1]}")
        connection.execute(_INSERT.format(path=folder / "observations.parquet"))
        connection.execute("checkpoint plain")
        connection.execute("detach plain")
    return {"seconds": time.perf_counter() - start, "size": database.stat().st_size}


def load(folder: Path) -> dict[str, Any]:
    """``zonedb.load``: validates every row, writes a copy of the file, puts it in its place."""
    from zonedb.loading import loader

    database = folder / "loaded.duckdb"
    shutil.copyfile(folder / "country.duckdb", database)
    start = time.perf_counter()
    report = loader.load("indicators", folder / "observations.parquet", database)
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "size": database.stat().st_size, "added": report.added}


def dry_run(folder: Path) -> dict[str, Any]:
    """``zonedb.load`` without the writing: every row read, resolved, validated and compared."""
    from zonedb.loading import loader

    start = time.perf_counter()
    path = folder / "observations.parquet"
    report = loader.load("indicators", path, folder / "country.duckdb", dry_run=True)
    return {"seconds": time.perf_counter() - start, "rows": report.added}


def _timed(connection: Any, view: str, where: str) -> tuple[float | None, int]:
    """Median seconds of 3 selects of every column, and rows; None after LIMIT seconds."""
    import duckdb

    times: list[float] = []
    while len(times) < 3 and sum(times) < LIMIT:
        timer = threading.Timer(LIMIT, connection.interrupt)
        timer.start()
        start = time.perf_counter()
        try:
            connection.execute(f"create or replace temp table month as select * from {view}{where}")
        except duckdb.InterruptException:
            return None, 0
        finally:
            timer.cancel()
        times.append(time.perf_counter() - start)
    [(rows,)] = connection.execute("select count(*) from month").fetchall()
    return statistics.median(times), rows


def views(folder: Path) -> dict[str, Any]:
    """Seconds that views take for one month: in the file, and over that month alone."""
    import duckdb

    found = {}
    database = str(folder / "loaded.duckdb")
    where = f" where period_id = '{MONTH}'"
    with duckdb.connect(database, read_only=True) as connection:
        connection.execute(f"set memory_limit = '{MEMORY}'")
        for view in VIEWS:
            found[f"`{view}` where period_id"] = _timed(connection, view, where)
    with duckdb.connect() as connection:  # the same views, re-created over fewer rows
        connection.execute(f"set memory_limit = '{MEMORY}'")
        start = time.perf_counter()
        connection.execute(f"attach '{database}' as base (read_only)")
        tables = "select table_name from duckdb_tables() where database_name = 'base'"
        for (table,) in connection.execute(tables).fetchall():
            kind, rest = ("table", where) if table == "observations" else ("view", "")
            connection.execute(f"create {kind} {table} as select * from base.{table}{rest}")
        texts = """
            select duckdb_views.sql from duckdb_views()
            inner join base.view_dictionary on duckdb_views.view_name = view_dictionary.view_name
            where duckdb_views.database_name = 'base' and duckdb_views.schema_name = 'main'
            order by view_dictionary.build_order
        """
        for (text,) in connection.execute(texts).fetchall():
            connection.execute(text)
        found["views created over the month alone"] = (time.perf_counter() - start, 0)
        for view in MONTH_VIEWS:
            found[f"`{view}` over the month alone"] = _timed(connection, view, "")
    return {"seconds": 0.0, "views": found}


def sample(folder: Path) -> dict[str, Any]:
    """Write the first rows as CSV and Parquet, and what may stand in their columns."""
    import duckdb

    target = folder / "sample"
    target.mkdir()
    shutil.copyfile(folder / "country.duckdb", target / "country.duckdb")
    with duckdb.connect(str(folder / "country.duckdb"), read_only=True) as connection:
        for name in ("sample.csv", "observations.parquet"):
            connection.execute(
                f"copy (select * from '{folder / 'observations.parquet'}' limit {SAMPLE})"
                f" to '{target / name}'"
            )
        for name, key, table in REFERENCES:
            connection.execute(
                f"copy (select {key} as id from {table}) to '{target / name}.csv' (header)"
            )
    return {"seconds": 0.0}


def frictionless(folder: Path) -> dict[str, Any]:
    """The sample as a Table Schema: types, required, four foreign keys, a primary key."""
    from frictionless import Package, Resource, Schema

    columns = ["zone", "indicator", "period", "value", "unit", "source"]
    fields: list[dict[str, Any]] = [
        {"name": name, "type": "string", "constraints": {"required": True}} for name in columns
    ]
    fields[2]["constraints"]["pattern"] = r"\d{4}-\d{2}(/\d{4}-\d{2})?"
    fields[3]["type"] = "number"
    keys = [
        {"fields": [name], "reference": {"resource": name, "fields": ["id"]}}
        for name, _, _ in REFERENCES
    ]
    schema = Schema.from_descriptor(
        {
            "fields": fields,
            "primaryKey": ["zone", "indicator", "period", "source"],
            "foreignKeys": keys,
        }
    )
    resources = [
        Resource(name=name, path=f"{name}.csv", basepath=str(folder)) for name, _, _ in REFERENCES
    ]
    rows = Resource(name="sample", path="sample.csv", basepath=str(folder), schema=schema)
    start = time.perf_counter()
    report = Package(resources=[rows, *resources]).validate()
    seconds = time.perf_counter() - start
    assert report.valid, report.to_summary()
    return {"seconds": seconds, "version": version("frictionless")}


def pandera(folder: Path) -> dict[str, Any]:
    """The sample as a DataFrameSchema: types, reference sets, whole counts, unique keys."""
    import pandas
    import pandera.pandas as schemas

    counts = ["item", "entity", "person", "parcel"]
    columns = {
        name: schemas.Column(str, schemas.Check.isin(pandas.read_csv(folder / f"{name}.csv")["id"]))
        for name, _, _ in REFERENCES
    }
    columns["period"] = schemas.Column(str, schemas.Check.str_matches(r"\d{4}-\d{2}"))
    columns["value"] = schemas.Column(float)
    schema = schemas.DataFrameSchema(
        columns,
        checks=schemas.Check(lambda rows: ~rows["unit"].isin(counts) | (rows["value"] % 1 == 0)),
        unique=["zone", "indicator", "period", "source"],
    )
    start = time.perf_counter()
    schema.validate(pandas.read_csv(folder / "sample.csv"), lazy=True)
    return {"seconds": time.perf_counter() - start, "version": version("pandera")}


CONTENDERS = {
    one.__name__: one for one in (plain, load, dry_run, views, sample, frictionless, pandera)
}


# -- the comparison --------------------------------------------------------------------------


def run(contender: str, folder: Path, python: str = sys.executable) -> dict[str, Any]:
    """What a contender reports, with ``memory``, the peak of its process in bytes."""
    done = subprocess.run(
        [python, __file__, str(folder), "--contender", contender],
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def environment(folder: Path, package: str) -> str:
    """The Python of a new virtual environment with a package."""
    path = folder / f"environment_{package}"
    subprocess.run([sys.executable, "-m", "venv", path], check=True)
    python = path / "bin" / "python"
    requirement = "pandera[pandas]" if package == "pandera" else package
    subprocess.run([python, "-m", "pip", "install", "--quiet", requirement], check=True)
    return str(python)


def _size(folder: Path, rows: int, rounds: int) -> str:
    """A line of the first table."""
    maker = Path(__file__).with_name("country.py")
    subprocess.run([sys.executable, maker, folder, "--rows", str(rows)], check=True)
    runs: dict[str, list[dict[str, Any]]] = {"plain": [], "load": []}
    for _ in range(rounds):
        for name, found in runs.items():
            found.append(run(name, folder))
    median = {
        (name, key): statistics.median(one[key] for one in found)
        for name, found in runs.items()
        for key in ("seconds", "cpu", "memory")
    }
    seconds, cpu, memory = (
        [median[name, key] for name in runs] for key in ("seconds", "cpu", "memory")
    )
    (folder / "plain.duckdb").unlink()
    return (
        f"| {rows:,} | {seconds[0]:.2f} s | {seconds[1]:.2f} s | {seconds[1] / seconds[0]:.2f}"
        f" | {cpu[1] / cpu[0]:.2f} | {1e6 * seconds[1] / rows:.2f} µs"
        f" | {memory[0] / 2**30:.2f} GB | {memory[1] / 2**30:.2f} GB"
        f" | {runs['load'][-1]['size'] / 2**20:,.0f} MB |"
    )


def _validation(title: str, rows: int, done: dict[str, Any]) -> str:
    """A line of the last table."""
    seconds, memory = done["seconds"], done["memory"] / 2**30
    return f"| {title} | {rows:,} | {seconds:.2f} | {rows / seconds:,.0f} | {memory:.2f} GB |"


def compare(folder: Path, sizes: list[int], pythons: dict[str, str]) -> None:
    """Run everything and print the tables."""
    print("| rows | plain insert | load | ratio | of CPU | a row | memory | of load | file |")
    print("|---|---|---|---|---|---|---|---|---|")
    for rows in sizes:
        part = folder / str(rows)
        print(_size(part, rows, 3 if rows <= 1_000_000 else 1), flush=True)
        if rows != sizes[-1]:
            shutil.rmtree(part)

    print("\n| view, one month | rows | seconds |\n|---|---|---|")
    for view, (seconds, rows) in run("views", part)["views"].items():
        shown = f"more than {LIMIT:.0f}" if seconds is None else f"{seconds:.2f}"
        print(f"| {view} | {rows:,} | {shown} |")

    run("sample", part)
    print("\n| validation only | rows | seconds | rows a second | memory |\n|---|---|---|---|---|")
    whole = run("dry_run", part)
    print(_validation("zonedb, `--dry-run`", whole["rows"], whole))
    for name, python in {"dry_run": sys.executable, **pythons}.items():
        done = run(name, part / "sample", python or environment(folder, name))
        title = "zonedb, `--dry-run`" if name == "dry_run" else f"{name} {done['version']}"
        print(_validation(title, SAMPLE, done), flush=True)
    print(
        f"\n{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python "
        f"{platform.python_version()}, DuckDB {version('duckdb')}."
    )
    shutil.rmtree(part)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--frictionless", default="")
    parser.add_argument("--pandera", default="")
    parser.add_argument("--contender", choices=CONTENDERS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.contender:
        done = CONTENDERS[given.contender](given.folder)
        used = resource.getrusage(resource.RUSAGE_SELF)
        done |= {"memory": used.ru_maxrss * 1024, "cpu": used.ru_utime + used.ru_stime}
        print(json.dumps(done))
    else:
        pythons = {"frictionless": given.frictionless, "pandera": given.pandera}
        compare(given.folder, sorted(given.rows), pythons)


if __name__ == "__main__":
    main()
