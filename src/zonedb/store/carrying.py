"""Carries what users have loaded from an older file into one that is being built."""

from __future__ import annotations

from pathlib import Path

import duckdb

from zonedb.errors import LoadError
from zonedb.store.reference_tables import DIMENSIONS, ROW_JSON
from zonedb.store.sql import first_line

_COLUMNS = """
    select here.table_name, string_agg(here.column_name, ', ' order by here.column_index)
    from duckdb_columns() as here
    inner join duckdb_columns() as older
        on here.table_name = older.table_name and here.column_name = older.column_name
    inner join duckdb_tables() as tables
        on here.table_oid = tables.table_oid and here.database_oid = tables.database_oid
    where here.database_name = current_database() and here.schema_name = 'main'
        and older.database_name = 'older' and older.schema_name = 'main'
    group by here.table_name, tables.table_oid
    having bool_or(here.column_name = 'load_id')
    order by tables.table_oid
"""
# The columns of a primary key, of the tables that have one.
_KEYS = """
    select table_name, constraint_column_names from duckdb_constraints()
    where database_name = current_database() and constraint_type = 'PRIMARY KEY'
"""
# Release 0.3 wrote down what a load replaced, and kept only what was new in it. A figure that was
# replaced by none, for a dash stood in its place, becomes a row without a value.
_REPLACED_BY_NONE = """
    insert into observations (
        source_id, figure_no, passage_no, printed, subject_id, indicator_id, period_id, unit_id,
        qualifier, decimals, load_id
    )
    select distinct
        replaced.source_id, replaced.figure_no, replaced.passage_no, '-', replaced.subject_id,
        replaced.indicator_id, replaced.period_id, replaced.unit_id, '=', 0,
        supersessions.by_load_id
    from older.supersessions
    inner join older.loads on supersessions.by_load_id = loads.load_id
    inner join older.observations as replaced
        on
            supersessions.source_id = replaced.source_id
            and supersessions.figure_no = replaced.figure_no
            and supersessions.load_id = coalesce(replaced.load_id, 0)
    anti join older.observations as stated
        on
            supersessions.by_load_id = stated.load_id
            and replaced.source_id = stated.source_id
            and replaced.subject_id = stated.subject_id
            and replaced.indicator_id = stated.indicator_id
            and replaced.period_id = stated.period_id
            and (loads.load_kind = 'indicators' or replaced.figure_no = stated.figure_no)
"""


def _carried(table: str, columns: str, key: list[str] | None) -> str:
    """A statement that copies the rows of a table that were loaded.

    A row that the new seeds have as well is left out; a period is the same by its id alone.
    """
    sql = (
        f"insert into {table} ({columns}) select {columns} from older.{table} as carried"
        " where load_id is not null"
    )
    if key is None or table == "loads":
        return sql
    same = key if table == "periods" else [c for c in columns.split(", ") if c != "load_id"]
    matched = " and ".join(f"seeded.{c} is not distinct from carried.{c}" for c in same)
    return f"{sql} and not exists (select 1 from {table} as seeded where {matched})"


def _renew(connection: duckdb.DuckDBPyConnection, targets: str) -> None:
    """Say of the loads of release 0.3 what ``reference_rows`` and rows without a value say.

    ``targets`` are the columns that targets have in both files.
    """
    connection.execute(_REPLACED_BY_NONE)
    for table in DIMENSIONS:
        connection.execute(
            f"insert into reference_rows select load_id, '{table}', {ROW_JSON} from {table}"
            " as rows where load_id in (select load_id from loads where load_kind = 'reference')"
        )
    connection.execute(
        "insert into reference_rows select load_id, table_name, json_merge_patch(row_json,"
        """ '{"load_id": null}') from older.withdrawn_rows where table_name <> 'targets'"""
    )
    [(structure,)] = connection.execute(
        "select json_group_object(column_name, data_type) from duckdb_columns()"
        " where database_name = 'older' and table_name = 'targets'"
    ).fetchall()
    connection.execute(
        f"insert into targets ({targets}) select {targets} from (select"
        f" unnest(from_json(row_json, '{structure}')) from older.withdrawn_rows"
        " where table_name = 'targets')"
    )


def carry_over(connection: duckdb.DuckDBPyConnection, older: Path) -> None:
    """Copy loads, and every row that belongs to one, into the current database.

    Args:
        connection: in a transaction on the new file, which has its seeds; the file that it will
            replace is attached as ``older``.
        older: path of that file.

    Raises:
        LoadError: a row clashes with the new seeds.
    """
    listed = dict(connection.execute(_COLUMNS).fetchall())
    keys = dict(connection.execute(_KEYS).fetchall())
    for table, columns in listed.items():
        try:
            connection.execute(_carried(table, columns, keys.get(table)))
        except duckdb.ConstraintException as error:
            raise LoadError(
                f"{older}: what was loaded into {table} does not fit the new seeds"
                f" ({first_line(error)}); take that load back, or drop all loads with --drop-loads"
            ) from error
    if connection.execute(
        "select 1 from duckdb_tables() where database_name = 'older'"
        " and table_name = 'supersessions'"
    ).fetchall():
        _renew(connection, listed["targets"])
