"""Carries what users have loaded from an older file into one that is being built."""

from __future__ import annotations

from pathlib import Path

import duckdb

from zonedb.database import first_line, sql_text
from zonedb.errors import LoadError

_COLUMNS = """
    select here.table_name, string_agg(here.column_name, ', ' order by here.column_index)
    from duckdb_columns() as here
    inner join duckdb_columns() as older
        on here.table_name = older.table_name and here.column_name = older.column_name
    where here.database_name = current_database() and here.schema_name = 'main'
        and older.database_name = 'older' and older.schema_name = 'main'
        and here.table_name in (
            select table_name from duckdb_tables() where database_name = current_database()
        )
    group by here.table_name
    having bool_or(here.column_name in ('load_id', 'by_load_id'))
"""


def carry_over(connection: duckdb.DuckDBPyConnection, older: Path) -> None:
    """Copy loads, and every row that belongs to one, into the current database.

    Args:
        connection: in a transaction on the new file, which has its seeds.
        older: the file that the new one will replace.

    Raises:
        LoadError: a row clashes with the new seeds, or replaces a figure that is gone.
    """
    connection.execute(f"attach {sql_text(older)} as older (read_only)")
    listed = dict(connection.execute(_COLUMNS).fetchall())
    tables = [
        name
        for (name,) in connection.execute(
            "select table_name from duckdb_tables() where database_name = current_database()"
            " and schema_name = 'main' order by table_oid"
        ).fetchall()
        if name in listed
    ]
    for table in tables:
        condition = "by_load_id" if table == "supersessions" else "load_id"
        try:
            connection.execute(
                f"insert into {table} ({listed[table]}) select {listed[table]} from older.{table}"
                f" where {condition} is not null"
            )
        except duckdb.ConstraintException as error:
            raise LoadError(
                f"{older}: what was loaded into {table} does not fit the new seeds"
                f" ({first_line(error)}); take that load back, or drop all loads with --force"
            ) from error
    _refuse_lost_figures(connection, older)


def _refuse_lost_figures(connection: duckdb.DuckDBPyConnection, older: Path) -> None:
    lost = connection.execute(
        "select supersessions.by_load_id, supersessions.source_id, supersessions.figure_no"
        " from supersessions left join observations"
        " on supersessions.source_id = observations.source_id"
        " and supersessions.figure_no = observations.figure_no"
        " and supersessions.load_id = coalesce(observations.load_id, 0)"
        " where observations.source_id is null order by all limit 1"
    ).fetchall()
    for load_id, source_id, figure_no in lost:
        raise LoadError(
            f"{older}: load {load_id} replaces figure {figure_no} of {source_id}, which is gone;"
            " take that load back, or drop all loads with --force"
        )
