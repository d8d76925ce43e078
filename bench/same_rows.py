"""Whether a file built by another tool answers as the one of zonedb: every table, every view.

``python bench/same_rows.py FILE OTHER`` prints the names of those whose rows differ, as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import duckdb
from package import Package, opened


def rows(connection: duckdb.DuckDBPyConnection, package: Package, relation: str) -> list[str]:
    """The rows of a relation as texts, in order."""
    columns = ", ".join(f'"{name}"' for name in package.columns[relation])
    return sorted(map(str, connection.execute(f"select {columns} from {relation}").fetchall()))


def differing(file: Path, other: Path) -> list[str]:
    """Names of the relations of which the other file has other rows, or none."""
    found = []
    with opened(file) as (package, connection), opened(other) as (_, others):
        for relation in package.columns:
            try:
                same = rows(connection, package, relation) == rows(others, package, relation)
            except duckdb.Error:
                same = False
            if not same:
                found.append(relation)
    return found


if __name__ == "__main__":
    print(json.dumps(differing(Path(sys.argv[1]), Path(sys.argv[2]))))
