"""Writes the seeds and views of zonedb as a dbt-duckdb project, one test a model."""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

import zonedb
from zonedb import assets

SOURCE = re.compile(
    r"^(\s*(?:from|(?:inner |left |cross )?join)) (\w+)(?: as (\w+))?", re.MULTILINE
)
NULLABLE = {"subject_id"}  # empty in findings that concern no subject


def write(folder: Path, database: Path) -> None:
    """Write ``dbt_project.yml``, ``profiles.yml``, ``seeds/``, ``models/`` and its tests."""
    for name in ("seeds", "models"):
        (folder / name).mkdir(parents=True)
    (folder / "profiles.yml").write_text(
        "zonedb:\n  target: dev\n  outputs:\n    dev:\n      type: duckdb\n"
        "      path: dbt.duckdb\n      threads: 2\n"
    )
    with zonedb.connect(database) as connection:
        views = assets.views(assets.root())
        columns: dict[str, list[tuple[str, str]]] = {}
        for table, column, type_ in connection.execute(
            "select table_name, column_name, data_type from duckdb_columns()"
            " where not internal order by table_name, column_index"
        ).fetchall():
            columns.setdefault(table, []).append((column, type_))
        tables = [name for name in columns if name not in {path.stem for path in views}]
        types = ""
        for table in tables:
            rows = connection.execute(f"select * from {table}").fetchall()
            with (folder / "seeds" / f"{table}.csv").open(
                "w", encoding="utf-8", newline=""
            ) as file:
                writer = csv.writer(file)
                writer.writerow([column for column, _ in columns[table]])
                writer.writerows(rows)
            types += f"    {table}:\n      +column_types:\n"
            types += "".join(f"        {column}: {type_}\n" for column, type_ in columns[table])
    (folder / "dbt_project.yml").write_text(
        "name: zonedb\nversion: '1.0'\nprofile: zonedb\nseeds:\n  zonedb:\n"
        f"{types}models:\n  zonedb:\n    +materialized: view\n"
    )
    names = set(columns)
    tests = "version: 2\nmodels:\n"
    for path in views:
        text = path.read_text("utf-8").split("comment on view")[0].rstrip().rstrip(";")
        select = text.split(f"create view {path.stem} as\n", 1)[1]

        def refer(found: re.Match[str]) -> str:
            word, name, alias = found.groups()
            if name not in names:
                return found.group()
            return f"{word} {{{{ ref('{name}') }}}} as {alias or name}"

        select = re.sub(SOURCE, refer, select)
        (folder / "models" / f"{path.stem}.sql").write_text(select, "utf-8")
        column = next(name for name, _ in columns[path.stem] if name not in NULLABLE)
        tests += f"  - name: {path.stem}\n    columns:\n      - name: {column}\n"
        tests += "        data_tests: [not_null]\n"
    (folder / "models" / "tests.yml").write_text(tests)


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
