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


# The columns of a primary key, of the tables that have one.
_KEYS = """
    select table_name, constraint_column_names from duckdb_constraints()
    where database_name = current_database() and constraint_type = 'PRIMARY KEY'
"""
_LOST = """
    select
        supersessions.by_load_id,
        supersessions.source_id,
        supersessions.figure_no,
        observations.source_id is null as is_gone
    from supersessions
    inner join older.observations as replaced
        on
            supersessions.source_id = replaced.source_id
            and supersessions.figure_no = replaced.figure_no
            and supersessions.load_id = coalesce(replaced.load_id, 0)
    left join observations
        on
            supersessions.source_id = observations.source_id
            and supersessions.figure_no = observations.figure_no
            and supersessions.load_id = coalesce(observations.load_id, 0)
    where
        observations.source_id is null
        or (observations.subject_id, observations.indicator_id, observations.period_id)
        <> (replaced.subject_id, replaced.indicator_id, replaced.period_id)
    order by all
    limit 1
"""


def _carried(table: str, columns: str, key: list[str] | None) -> str:
    """A statement that copies the rows of a table that were loaded.

    A row that the new seeds have as well is left out; a period is the same by its id alone.
    """
    condition = "by_load_id" if table == "supersessions" else "load_id"
    sql = (
        f"insert into {table} ({columns}) select {columns} from older.{table} as carried"
        f" where {condition} is not null"
    )
    if key is None or table == "loads":
        return sql
    same = key if table == "periods" else [c for c in columns.split(", ") if c != "load_id"]
    matched = " and ".join(f"seeded.{c} is not distinct from carried.{c}" for c in same)
    return f"{sql} and not exists (select 1 from {table} as seeded where {matched})"


def carry_over(connection: duckdb.DuckDBPyConnection, older: Path) -> None:
    """Copy loads, and every row that belongs to one, into the current database.

    Args:
        connection: in a transaction on the new file, which has its seeds.
        older: the file that the new one will replace.

    Raises:
        LoadError: a row clashes with the new seeds, or replaces a figure that is gone or is
            another one by now.
    """
    connection.execute(f"attach {sql_text(older)} as older (read_only)")
    listed = dict(connection.execute(_COLUMNS).fetchall())
    keys = dict(connection.execute(_KEYS).fetchall())
    tables = connection.execute(
        "select table_name from duckdb_tables() where database_name = current_database()"
        " and schema_name = 'main' order by table_oid"
    ).fetchall()
    for (table,) in tables:
        if table not in listed:
            continue
        try:
            connection.execute(_carried(table, listed[table], keys.get(table)))
        except duckdb.ConstraintException as error:
            raise LoadError(
                f"{older}: what was loaded into {table} does not fit the new seeds"
                f" ({first_line(error)}); take that load back, or drop all loads with --drop-loads"
            ) from error
    for load_id, source_id, figure_no, is_gone in connection.execute(_LOST).fetchall():
        raise LoadError(
            f"{older}: load {load_id} replaces figure {figure_no} of {source_id}, which is"
            f" {'gone' if is_gone else 'another figure now'}; take that load back, or drop all"
            " loads with --drop-loads"
        )
