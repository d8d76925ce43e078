"""Writes the tables and views of a built file as a SQLMesh project, one audit a view.

``python bench/sqlmesh_project.py FOLDER FILE``. The tables are models over CSV files and no seeds:
SQLMesh reads seeds with pandas, which makes 140000.0 of the text 140000 where others are missing.
"""

from __future__ import annotations

import sys
from pathlib import Path

from package import opened

_CONFIG = """gateways:
  local:
    connection:
      type: duckdb
      database: mesh.duckdb
default_gateway: local
model_defaults:
  dialect: duckdb
  start: 2021-01-01
disable_anonymized_analytics: true
"""


def write(folder: Path, file: Path) -> None:
    """Write ``config.yaml``, ``seeds/`` and ``models/``."""
    for name in ("seeds", "models"):
        (folder / name).mkdir(parents=True)
    (folder / "config.yaml").write_text(_CONFIG)
    with opened(file) as (package, connection):
        package.write_rows(connection, folder / "seeds")
        models = {}
        for table in package.tables:
            columns = ", ".join(
                f"cast({name} as {type_}) as {name}"
                for name, type_ in package.columns[table].items()
            )
            models[table] = (
                f"MODEL (name main.{table}, kind FULL);\n\nselect {columns}\n"
                f"from read_csv('seeds/{table}.csv', header = true, all_varchar = true)\n"
            )
        for view in package.views:
            column = package.filled_column(connection, view)
            models[view] = (
                f"MODEL (name main.{view}, kind VIEW,"
                f" audits (not_null(columns := ({column}))));\n\n"
                f"{package.select(view, 'main.{}')}\n"
            )
    for name, text in models.items():
        (folder / "models" / f"{name}.sql").write_text(text, "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
