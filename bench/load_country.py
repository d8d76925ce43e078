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
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000, 53_760_000)
SAMPLE = 100_000
MEMORY = "3GB"  # of DuckDB; the process needs some more
MONTH = "2002-03"  # in every file from a million rows
VIEWS = (  # of the file as it is
    "current_figures",
    "start_rate",
    "production_rate",
    "attainment_rate",
    "ledger_rates",
)
MONTH_VIEWS = ("checks", "reconciliation")  # of zonedb.connect(period=...)
REFERENCES = (  # what may stand in a column: its name, the key and the table
    ("zone", "subject_id", "subjects"),
    ("indicator", "indicator_id", "indicators"),
    ("unit", "unit_id", "units"),
    ("source", "source_id", "sources"),
)
_INSERT_LEDGER = """
    insert into plain.projects
    select
        project_id, 1, name, null, zone, industry, leader,
        cast(replace(planned_investment, '亿元', '') as decimal(18, 8)),
        cast(replace(expected_output, '亿元', '') as decimal(18, 8)),
        if(status = '退出', 'withdrawn', 'active'), null, source, null, null, null, 1
    from read_parquet('{path}');
    insert into plain.project_events
    from (
        select project_id, 'signed', signed_on, signed_round, false, source, null, null, 1
        from read_parquet('{path}')
        union all
        select project_id, 'started', started_on, started_round, false, source, null, null, 1
        from read_parquet('{path}') where started_on is not null
        union all
        select
            project_id, 'in_production', in_production_on, in_production_round, false, source, null,
            null, 1
        from read_parquet('{path}') where in_production_on is not null
        union all
        select
            project_id, 'at_capacity', at_capacity_on, at_capacity_round, false, source, null,
            null, 1
        from read_parquet('{path}') where at_capacity_on is not null
        union all
        select project_id, 'withdrawn', withdrawn_on, null, false, source, null, null, 1
        from read_parquet('{path}') where withdrawn_on is not null
    );
"""
_INSERT = """
    insert into plain.observations
    select
        source, file_row_number, null, cast(value as varchar), zone, indicator, period, value,
        unit, '=', 2, null, null, 1
    from read_parquet('{path}', file_row_number = true)
"""


# -- contenders: each runs in a process of its own -------------------------------------------


def _plain(folder: Path, tables: tuple[str, ...], insert: str) -> dict[str, Any]:
    """Insert into tables of the schema's shape; committed, checkpointed."""
    import duckdb

    from zonedb import assets, builder

    database = folder / "plain.duckdb"
    database.unlink(missing_ok=True)
    schema = assets.read(assets.schema(assets.root()))
    start = time.perf_counter()
    with duckdb.connect() as connection:
        connection.execute(f"set memory_limit = '{MEMORY}'")
        connection.execute("set preserve_insertion_order = false")
        connection.execute(
            f"attach '{database}' as plain (storage_version '{builder.STORAGE_VERSION}')"
        )
        for table in tables:
            columns = re.search(rf"create table {table} \((.*?)\n\);", schema, re.DOTALL)
            assert columns
            connection.execute(f"create table plain.{table} ({columns[1]})")
        connection.execute(insert)
        connection.execute("checkpoint plain")
        connection.execute("detach plain")
    return {"seconds": time.perf_counter() - start, "size": database.stat().st_size}


def plain(folder: Path) -> dict[str, Any]:
    """``insert into ... select`` of the observations."""
    return _plain(folder, ("observations",), _INSERT.format(path=folder / "observations.parquet"))


def plain_ledger(folder: Path) -> dict[str, Any]:
    """``insert into ... select`` of the projects and their events."""
    return _plain(
        folder,
        ("projects", "project_events"),
        _INSERT_LEDGER.format(path=folder / "ledger.parquet"),
    )


def _load(folder: Path, kind: str, file: str) -> dict[str, Any]:
    from zonedb.loading import loader

    database = folder / f"loaded_{kind}.duckdb"
    shutil.copyfile(folder / "country.duckdb", database)
    start = time.perf_counter()
    report = loader.load(kind, folder / file, database)
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "size": database.stat().st_size, "added": report.added}


def load(folder: Path) -> dict[str, Any]:
    """``zonedb.load``: validates every row, writes a copy of the file, puts it in its place."""
    return _load(folder, "indicators", "observations.parquet")


def load_ledger(folder: Path) -> dict[str, Any]:
    """``zonedb.load`` of the projects and their events."""
    return _load(folder, "ledger", "ledger.parquet")


def dry_run(folder: Path) -> dict[str, Any]:
    """``zonedb.load`` without the writing: every row read, resolved, validated and compared."""
    from zonedb.loading import loader

    start = time.perf_counter()
    path = folder / "observations.parquet"
    report = loader.load("indicators", path, folder / "country.duckdb", dry_run=True)
    return {"seconds": time.perf_counter() - start, "rows": report.added}


def _timed(connection: Any, view: str, where: str) -> tuple[float, int]:
    """Median seconds of 3 selects of every column, and rows."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        connection.execute(f"create or replace temp table month as select * from {view}{where}")
        times.append(time.perf_counter() - start)
    [(rows,)] = connection.execute("select count(*) from month").fetchall()
    return statistics.median(times), rows


def views(folder: Path) -> dict[str, Any]:
    """Seconds that views take for one month, in a file with the observations and the ledger."""
    import duckdb

    import zonedb

    found = {}
    database = folder / "loaded_indicators.duckdb"
    zonedb.load("ledger", folder / "ledger.parquet", database)
    where = f" where period_id = '{MONTH}'"
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute(f"set memory_limit = '{MEMORY}'")
        for view in VIEWS:
            found[f"`{view}`"] = _timed(connection, view, where)
    start = time.perf_counter()
    with zonedb.connect(database, period=MONTH) as connection:
        found[f"`zonedb.connect(period='{MONTH}')`"] = (time.perf_counter() - start, 0)
        for view in MONTH_VIEWS:
            found[f"`{view}`, of that connection"] = _timed(connection, view, where)
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
    one.__name__: one
    for one in (
        plain,
        load,
        plain_ledger,
        load_ledger,
        dry_run,
        views,
        sample,
        frictionless,
        pandera,
    )
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


def _line(folder: Path, rows: int, rounds: int, name: str, contenders: tuple[str, str]) -> str:
    """A line of the first table: plain insert and load, in turns."""
    found: dict[str, list[dict[str, Any]]] = {contender: [] for contender in contenders}
    for _ in range(rounds):
        for contender in contenders:
            found[contender].append(run(contender, folder))
    seconds, cpu, memory = (
        [statistics.median(one[key] for one in found[contender]) for contender in contenders]
        for key in ("seconds", "cpu", "memory")
    )
    (folder / "plain.duckdb").unlink()
    return (
        f"| {rows:,} {name} | {seconds[0]:.2f} s | {seconds[1]:.2f} s"
        f" | {seconds[1] / seconds[0]:.2f} | {cpu[1] / cpu[0]:.2f}"
        f" | {1e6 * seconds[1] / rows:.2f} µs"
        f" | {memory[0] / 2**30:.2f} GB | {memory[1] / 2**30:.2f} GB"
        f" | {found[contenders[1]][-1]['size'] / 2**20:,.0f} MB |"
    )


def _size(folder: Path, rows: int, rounds: int) -> str:
    """Make a country of so many rows, and a line of the first table."""
    maker = Path(__file__).with_name("country.py")
    subprocess.run([sys.executable, maker, folder, "--rows", str(rows)], check=True)
    return _line(folder, rows, rounds, "figures", ("plain", "load"))


def _validation(title: str, rows: int, done: dict[str, Any]) -> str:
    """A line of the last table."""
    seconds, memory = done["seconds"], done["memory"] / 2**30
    return f"| {title} | {rows:,} | {seconds:.2f} | {rows / seconds:,.0f} | {memory:.2f} GB |"


def compare(folder: Path, sizes: list[int], pythons: dict[str, str]) -> None:
    """Run everything and print the tables."""
    import country

    print("| what | plain insert | load | ratio | of CPU | a row | memory | of load | file |")
    print("|---|---|---|---|---|---|---|---|---|")
    for rows in sizes:
        part = folder / str(rows)
        print(_size(part, rows, 3 if rows <= 1_000_000 else 1), flush=True)
        if rows != sizes[-1]:
            shutil.rmtree(part)
    contenders = ("plain_ledger", "load_ledger")
    print(_line(part, country.PROJECTS, 3, "projects", contenders), flush=True)

    print(f"\n| {MONTH} | rows | seconds |\n|---|---|---|")
    for view, (seconds, rows) in run("views", part)["views"].items():
        print(f"| {view} | {f'{rows:,}' if rows else ''} | {seconds:.2f} |")

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
