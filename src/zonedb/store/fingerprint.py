"""Fingerprint of what a database says, whichever DuckDB wrote it and whenever."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import duckdb

_COLUMNS = """
    select table_name, column_name, data_type, comment
    from duckdb_columns()
    where database_name = current_database() and not internal
    order by table_name, column_index
"""
_COMMENTS = """
    select table_name, comment
    from duckdb_tables()
    where database_name = current_database() and not internal
    union all
    select view_name, comment
    from duckdb_views()
    where database_name = current_database() and not internal
    order by all
"""


def content_fingerprint(connection: duckdb.DuckDBPyConnection, ddl: Iterable[str]) -> str:
    """SHA-256, as 64 hexadecimal digits, of columns, comments, DDL and sorted rows.

    Args:
        connection: on the database, before ``build_info`` is filled.
        ddl: texts of the files that created tables and views; white space does not count.
    """
    digest = hashlib.sha256()
    for text in ddl:
        digest.update(" ".join(text.split()).encode())
    columns = connection.execute(_COLUMNS).fetchall()
    digest.update(repr(columns).encode())
    comments = connection.execute(_COMMENTS).fetchall()
    digest.update(repr(comments).encode())
    tables = connection.execute(
        "select table_name from duckdb_tables() where database_name = current_database()"
        " order by table_name"
    ).fetchall()
    for (table,) in tables:
        rows = connection.execute(f'select * from "{table}"').fetchall()
        digest.update(table.encode())
        digest.update("\n".join(sorted(map(repr, rows))).encode())
    return digest.hexdigest()
