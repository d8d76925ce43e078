"""The floor of a build: every table, row, view and comment of a file once more, by raw SQL.

``python bench/floor.py FILE NEW``. No wrapper around DuckDB can write the same file with less: the
rows are copied, not parsed, and nothing is read back or checked.
"""

from __future__ import annotations

import sys

import duckdb
from package import Package


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def write(source: str, target: str) -> None:
    """Write ``target`` with all that ``source`` holds, in the format of a build."""
    with duckdb.connect() as connection:
        connection.execute(f"attach {_quoted(source)} as source (read_only)")
        package = Package(connection, "source")
        connection.execute(
            f"attach {_quoted(target)} as target (storage_version 'v1.1.0', block_size 16384)"
        )
        connection.execute("use target")
        connection.execute("begin")
        for table, sql in package.tables.items():
            connection.execute(sql)
            connection.execute(f'insert into "{table}" select * from source."{table}"')
        for sql in package.views.values():
            connection.execute(sql)
        comments = [
            f'comment on {kind} "{name}" is {_quoted(text)}'
            for kind, name, text in package.comments
        ]
        comments += [
            f'comment on column "{relation}"."{column}" is {_quoted(text)}'
            for relation, column, text in package.column_comments
        ]
        connection.execute("; ".join(comments))
        connection.execute("commit")
        connection.execute("checkpoint target")
        connection.execute("use memory")
        connection.execute("detach target")


if __name__ == "__main__":
    write(*sys.argv[1:])
