"""Times loading a country against a plain insert, and against frictionless and pandera.

``python bench/load_country.py FOLDER`` makes the data in FOLDER (needs some 3 GB), prints the
tables of ``bench/README.md`` and deletes the data. Every contender runs in a process of its own,
in turns; the peak of memory is that of the process. ``--rows`` takes other sizes, and
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
    "implied_figures",
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


def views(folder: Path) -> dict[str, Any]:
    """Seconds that each view takes for one month, every column fetched; medians of 3."""
    import duckdb

    found = {}
    with duckdb.connect(str(folder / "loaded.duckdb"), read_only=True) as connection:
        connection.execute(f"set memory_limit = '{MEMORY}'")
        for view in VIEWS:
            times = []
            for _ in range(3):
                start = time.perf_counter()
                connection.execute(
                    f"create or replace temp table month as select * from {view}"
                    f" where period_id = '{MONTH}'"
                )
                times.append(time.perf_counter() - start)
            [(rows,)] = connection.execute("select count(*) from month").fetchall()
            found[view] = (statistics.median(times), rows)
    return {"seconds": 0.0, "views": found}


def _reference(folder: Path) -> dict[str, list[str]]:
    return json.loads((folder / "reference.json").read_text("utf-8"))


def frictionless(folder: Path) -> dict[str, Any]:
    """The sample as a Table Schema: types, required, four foreign keys, a primary key."""
    from frictionless import Package, Resource, Schema, validate

    columns = ["zone", "indicator", "period", "value", "unit", "source"]
    fields: list[dict[str, Any]] = [
        {"name": name, "type": "string", "constraints": {"required": True}} for name in columns
    ]
    fields[2]["constraints"]["pattern"] = r"\d{4}-\d{2}(/\d{4}-\d{2})?"
    fields[3]["type"] = "number"
    sets = _reference(folder)
    keys = [
        {"fields": [name], "reference": {"resource": name, "fields": ["id"]}} for name in sets
    ]
    schema = Schema.from_descriptor(
        {
            "fields": fields,
            "primaryKey": ["zone", "indicator", "period", "source"],
            "foreignKeys": keys,
        }
    )
    resources = [Resource(name=name, data=[["id"], *([i] for i in ids)])
                 for name, ids in sets.items()]  # fmt: skip
    sample = Resource(name="sample", path="sample.csv", basepath=str(folder), schema=schema)
    start = time.perf_counter()
    report = validate(Package(resources=[sample, *resources]))
    seconds = time.perf_counter() - start
    assert report.valid, report.to_summary()
    return {"seconds": seconds, "version": version("frictionless")}


def pandera(folder: Path) -> dict[str, Any]:
    """The sample as a DataFrameSchema: types, reference sets, whole counts, unique keys."""
    import pandas
    import pandera.pandas as schemas

    counts = ["item", "entity", "person", "parcel"]
    columns = {
        name: schemas.Column(str, schemas.Check.isin(ids))
        for name, ids in _reference(folder).items()
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


CONTENDERS = {one.__name__: one for one in (plain, load, views, frictionless, pandera)}


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


def _write_sample(folder: Path) -> None:
    """``sample.csv`` and, with what may stand in its columns, ``reference.json``."""
    import duckdb

    with duckdb.connect(str(folder / "country.duckdb"), read_only=True) as connection:
        connection.execute(
            f"copy (select * from '{folder / 'observations.parquet'}' limit {SAMPLE})"
            f" to '{folder / 'sample.csv'}' (header)"
        )
        sets = {
            name: [id_ for (id_,) in connection.execute(f"select {key} from {table}").fetchall()]
            for name, key, table in [
                ("zone", "subject_id", "subjects"),
                ("indicator", "indicator_id", "indicators"),
                ("unit", "unit_id", "units"),
                ("source", "source_id", "sources"),
            ]
        }
    (folder / "reference.json").write_text(json.dumps(sets), "utf-8")


def _size(folder: Path, rows: int, rounds: int) -> str:
    """A line of the first table."""
    import country

    folder.mkdir(parents=True, exist_ok=True)
    country.make(folder, rows, 0)
    runs: dict[str, list[dict[str, Any]]] = {"plain": [], "load": []}
    for _ in range(rounds):
        for name, found in runs.items():
            found.append(run(name, folder))
    seconds = {name: statistics.median(r["seconds"] for r in runs[name]) for name in runs}
    memory = {name: max(r["memory"] for r in runs[name]) / 2**30 for name in runs}
    (folder / "plain.duckdb").unlink()
    return (
        f"| {rows:,} | {seconds['plain']:.2f} s | {seconds['load']:.2f} s"
        f" | {seconds['load'] / seconds['plain']:.2f} | {1e6 * seconds['load'] / rows:.2f} µs"
        f" | {memory['plain']:.2f} GB | {memory['load']:.2f} GB"
        f" | {runs['load'][-1]['size'] / 2**20:,.0f} MB |"
    )


def compare(folder: Path, sizes: list[int], pythons: dict[str, str]) -> None:
    """Run everything and print the tables."""
    print("| rows | plain insert | load | ratio | load, a row | memory, plain | memory, load | file |")
    print("|---|---|---|---|---|---|---|---|")
    for rows in sizes:
        part = folder / str(rows)
        print(_size(part, rows, 3 if rows <= 1_000_000 else 1), flush=True)
        if rows != sizes[-1]:
            shutil.rmtree(part)

    print("\n| view, one month | rows | seconds |\n|---|---|---|")
    for view, (seconds, rows) in run("views", part)["views"].items():
        print(f"| `{view}` | {rows:,} | {seconds:.2f} |")

    _write_sample(part)
    (part / "sample").mkdir()
    for name in ("country.duckdb", "sample.csv", "reference.json"):
        shutil.copy(part / name, part / "sample" / name)
    import duckdb

    duckdb.execute(
        f"copy (from '{part / 'observations.parquet'}' limit {SAMPLE})"
        f" to '{part / 'sample' / 'observations.parquet'}'"
    )
    print("\n| validation of the sample | seconds | rows a second | memory |\n|---|---|---|---|")
    contenders = {"load": sys.executable, **pythons}
    for name in contenders:
        if not contenders[name]:
            contenders[name] = environment(folder, name)
        done = run(name, part / "sample", contenders[name])
        title = {"load": "zonedb, with the writing"}.get(name) or f"{name} {done['version']}"
        print(
            f"| {title} | {done['seconds']:.2f} | {SAMPLE / done['seconds']:,.0f}"
            f" | {done['memory'] / 2**30:.2f} GB |",
            flush=True,
        )
    print(
        f"\n{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python "
        f"{platform.python_version()}, DuckDB {duckdb.__version__}."
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
        done["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        print(json.dumps(done))
    else:
        pythons = {"frictionless": given.frictionless, "pandera": given.pandera}
        compare(given.folder, sorted(given.rows), pythons)


if __name__ == "__main__":
    main()
