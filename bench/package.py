"""The package as a built file tells it: tables and views in an order in which they can be made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

_TABLES = """
    select table_name, sql
    from duckdb_tables()
    where database_name = $database and schema_name = 'main'
    order by table_oid
"""
_VIEWS = """
    select view_name, sql
    from duckdb_views()
    where database_name = $database and schema_name = 'main' and not internal
    order by view_name
"""
_COMMENTS = """
    select 'table', table_name, comment
    from duckdb_tables()
    where database_name = $database and schema_name = 'main' and comment is not null
    union all
    select 'view', view_name, comment
    from duckdb_views()
    where
        database_name = $database and schema_name = 'main' and not internal
        and comment is not null
"""
_COLUMNS = """
    select table_name, column_name, data_type, comment
    from duckdb_columns()
    where database_name = $database and schema_name = 'main' and not internal
    order by table_name, column_index
"""
# A relation in the text of a view, which DuckDB writes in one style whatever the file looked like.
_RELATION = re.compile(r'\b(FROM|JOIN) (\(*)(?:main\.)?"?([a-z][a-z0-9_]*)"?(?= |\)|;|$)')


class Package:
    """What is in a file that zonedb built."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, database: str) -> None:
        """Read it from an open connection that has the file as ``database``."""

        def rows(sql: str) -> list[tuple[str, ...]]:
            return connection.execute(sql, {"database": database}).fetchall()

        self.tables = dict(rows(_TABLES))
        texts = dict(rows(_VIEWS))
        reads = {
            view: {name for _, _, name in _RELATION.findall(text)} & texts.keys() - {view}
            for view, text in texts.items()
        }
        self.views = {view: texts[view] for view in TopologicalSorter(reads).static_order()}
        self.comments = rows(_COMMENTS)
        columns = rows(_COLUMNS)
        self.column_comments = [
            (relation, column, comment) for relation, column, _, comment in columns if comment
        ]
        self.columns: dict[str, dict[str, str]] = {}
        for relation, column, type_, _ in columns:
            self.columns.setdefault(relation, {})[column] = type_

    def select(self, view: str, reference: str) -> str:
        """The select of a view, with ``reference`` (``{}`` is the name) for what it reads."""
        names = self.tables.keys() | self.views.keys()

        def refer(found: re.Match[str]) -> str:
            word, brackets, name = found.groups()
            if name not in names:
                return found.group()
            following = found.string[found.end() :]
            alias = "" if re.match(r" AS ", following) else f" AS {name}"
            return f"{word} {brackets}{reference.format(name)}{alias}"

        text = self.views[view].split(" AS ", 1)[1].rstrip().removesuffix(";")
        return _RELATION.sub(refer, text)

    def write_rows(self, connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        """Write each table as CSV, a missing value as an empty field."""
        for table in self.tables:
            connection.execute(f"copy {table} to '{folder}/{table}.csv' (header)")

    def filled_column(self, connection: duckdb.DuckDBPyConnection, view: str) -> str:
        """The first column of a view that is never null: what a test can ask for."""
        names = list(self.columns[view])
        counts = ", ".join(f'count("{name}")' for name in names)
        [(rows, *filled)] = connection.execute(f"select count(*), {counts} from {view}").fetchall()
        return next(name for name, count in zip(names, filled, strict=True) if count == rows)


@contextmanager
def opened(file: Path) -> Iterator[tuple[Package, duckdb.DuckDBPyConnection]]:
    """A built file: what is in it, and an open connection to it."""
    with duckdb.connect(str(file), read_only=True) as connection:
        yield Package(connection, file.stem), connection
