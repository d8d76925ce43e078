"""Shows a file as it was known at an earlier time: the same views over the loads of then."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import duckdb

from zonedb.errors import DatabaseError

_TABLES = """
    select table_name, bool_or(column_name = 'load_id') from duckdb_columns()
    where database_name = 'base' and schema_name = 'main'
        and table_name in (select table_name from duckdb_tables() where database_name = 'base')
    group by table_name order by table_name
"""
_VIEWS = """
    select duckdb_views.sql from duckdb_views()
    inner join base.view_dictionary on duckdb_views.view_name = view_dictionary.view_name
    where duckdb_views.database_name = 'base' and duckdb_views.schema_name = 'main'
    order by view_dictionary.build_order
"""


def moment(as_of: str | date | datetime) -> datetime:
    """A time in UTC; a day means its end, where this machine is.

    Raises:
        DatabaseError: the text is no day or time in ISO 8601.
    """
    if isinstance(as_of, str):
        try:
            as_of = date.fromisoformat(as_of) if len(as_of) == 10 else datetime.fromisoformat(as_of)
        except ValueError as error:
            raise DatabaseError(
                f"as of {as_of}: is no day; write it like 2021-08-06 or 2021-08-06T12:00"
            ) from error
    if not isinstance(as_of, datetime):
        as_of = datetime.combine(as_of, time.max)
    return as_of.astimezone(UTC).replace(tzinfo=None)


def _withdrawn_later(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """A branch that adds the rows of a table that were taken back only later."""
    [(withdrawn,)] = connection.execute(
        "select count(*) from base.withdrawn_rows where table_name = ?", [table]
    ).fetchall()
    if not withdrawn:
        return ""
    structure = connection.execute(
        "select json_group_object(column_name, data_type) from (select * from duckdb_columns()"
        " where database_name = 'base' and schema_name = 'main' and table_name = ?"
        " order by column_index)",
        [table],
    ).fetchall()[0][0]
    return (
        f" union all select unnest(from_json(row_json, '{structure}')) from base.withdrawn_rows"
        f" where table_name = '{table}' and load_id in (select load_id from loads_then)"
        " and load_id not in (select undone_load_id from loads_then"
        " where undone_load_id is not null)"
    )


def open_as_of(path: Path, as_of: str | date | datetime) -> duckdb.DuckDBPyConnection:
    """Connection in memory whose tables and views show the file as it was known at a time.

    The file is attached read-only as ``base``. Its views name no catalog, so their own text is
    run again over tables that leave out what was loaded later: no formula is copied.
    """
    until = moment(as_of)
    connection = duckdb.connect()
    quoted = str(path).replace("'", "''")
    connection.execute(f"attach '{quoted}' as base (read_only)")
    connection.execute(
        "create table loads_then as select * from base.loads where loaded_at <= ?", [until]
    )
    for table, has_load in connection.execute(_TABLES).fetchall():
        if table == "loads":
            condition = " where load_id in (select load_id from loads_then)"
        elif has_load and table not in ("observations", "withdrawn_rows"):
            condition = " where load_id is null or load_id in (select load_id from loads_then)"
        else:
            condition = ""  # observations count by active_loads
        connection.execute(
            f"create view {table} as select * from base.{table}{condition}"
            + _withdrawn_later(connection, table)
        )
    for (sql,) in connection.execute(_VIEWS).fetchall():
        connection.execute(sql)
    return connection
