"""Writes the tables and views of a built file as a dbt-duckdb project, one test a model.

``python bench/dbt_project.py FOLDER FILE``
"""

from __future__ import annotations

import sys
from pathlib import Path

from package import opened

_PROFILES = """zonedb:
  target: dev
  outputs:
    dev:
      type: duckdb
      path: dbt.duckdb
      threads: 2
"""


def write(folder: Path, file: Path) -> None:
    """Write ``dbt_project.yml``, ``profiles.yml``, ``seeds/``, ``models/`` and its tests."""
    for name in ("seeds", "models"):
        (folder / name).mkdir(parents=True)
    (folder / "profiles.yml").write_text(_PROFILES)
    types, tests = "", "version: 2\nmodels:\n"
    with opened(file) as (package, connection):
        package.write_rows(connection, folder / "seeds")
        for table in package.tables:
            types += f"    {table}:\n      +column_types:\n"
            for column, type_ in package.columns[table].items():
                types += f"        {column}: {type_}\n"
        for view in package.views:
            select = package.select(view, "{{{{ ref('{}') }}}}")
            (folder / "models" / f"{view}.sql").write_text(select, "utf-8")
            tests += f"  - name: {view}\n    columns:\n"
            tests += f"      - name: {package.filled_column(connection, view)}\n"
            tests += "        data_tests: [not_null]\n"
    (folder / "models" / "tests.yml").write_text(tests)
    (folder / "dbt_project.yml").write_text(
        "name: zonedb\nversion: '1.0'\nprofile: zonedb\nseeds:\n  zonedb:\n"
        f"{types}models:\n  zonedb:\n    +materialized: view\n"
    )


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
