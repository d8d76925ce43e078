"""Shows part of a file by its own views: as it was known at an earlier time, or one period."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time
from pathlib import Path

import duckdb

from zonedb.database import sql_text
from zonedb.errors import DatabaseError

_TABLES = """
    select table_name, bool_or(column_name = 'load_id') from duckdb_columns()
    where database_name = 'base' and schema_name = 'main'
        and table_name in (select table_name from duckdb_tables() where database_name = 'base')
    group by table_name order by table_name
"""
_VIEWS = """
    select view_dictionary.view_name, view_dictionary.read_objects, duckdb_views.sql
    from base.view_dictionary
    inner join duckdb_views() on view_dictionary.view_name = duckdb_views.view_name
    where duckdb_views.database_name = 'base' and duckdb_views.schema_name = 'main'
    order by view_dictionary.build_order
"""
# Identities are checked where a period is whole, head or tail; series up to three months back.
_SITES = """
    select period_id, head_period_id, tail_period_id from base.periods
    where $period in (period_id, head_period_id, tail_period_id)
"""
_PARTS = f"""
    select period_id from base.periods where period_kind = 'undated'
    union select unnest([period_id, head_period_id, tail_period_id]) from ({_SITES})
"""
_READ_WITH_PERIOD = f"""
    {_PARTS}
    union
    select earlier.period_id
    from base.series_periods as asked
    inner join base.series_periods as earlier
        on asked.series_kind = earlier.series_kind and asked.series_no = earlier.series_no
        and asked.month_no - earlier.month_no between 0 and 3
    where asked.period_id = $period
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


def _period_id(connection: duckdb.DuckDBPyConnection, text: str) -> str:
    """The period on record that a text means, by id or as people write it."""
    from zonedb.loading.periods import read_period
    from zonedb.loading.unreadable import Unreadable

    found = connection.execute(
        "select min(period_id) from base.periods where $1 in (period_id, name_zh, name_en)", [text]
    ).fetchall()[0][0]
    if found is None:
        with suppress(Unreadable):
            found = read_period(text).period_id
    known = connection.execute(
        "select period_id from base.periods where period_id = ?", [found]
    ).fetchall()
    if not known:
        raise DatabaseError(f"period {text}: none is on record; write it like 2021-06")
    return str(known[0][0])


def _rows_then(connection: duckdb.DuckDBPyConnection, table: str, has_load: bool) -> str:
    """What to select of a table for the loads in ``loads_then``."""
    condition = ""
    if table == "loads":
        condition = " where load_id in (select load_id from loads_then)"
    elif has_load and table != "withdrawn_rows":
        condition = " where load_id is null or load_id in (select load_id from loads_then)"
    return f"select * from base.{table}{condition}" + _withdrawn_later(connection, table)


def _texts(connection: duckdb.DuckDBPyConnection, sql: str, period: str) -> str:
    """Ids that a query finds, as SQL texts: by them DuckDB skips parts of a table."""
    found = connection.execute(sql, {"period": period}).fetchall()
    return ", ".join(sql_text(row[0]) for row in found if row[0])


def _create_views(connection: duckdb.DuckDBPyConnection, wanted: str | None) -> None:
    """Create the views by their texts: all, or ``wanted`` and those it reads."""
    views = connection.execute(_VIEWS).fetchall()
    needed = {name for name, _, _ in views} if wanted is None else {wanted}
    for name, reads, _ in reversed(views):
        if name in needed:
            needed |= set(reads.split(","))
    for name, _, sql in views:
        if name in needed:
            connection.execute(sql)


def _compute_once(connection: duckdb.DuckDBPyConnection, period: str) -> None:
    """Put tables in the place of two views that most checks of a period read."""
    periods = {
        "source_figures": _texts(connection, _PARTS, period),
        "identity_inputs": _texts(connection, _SITES, period),
    }
    for name, listed in periods.items():
        connection.execute(
            f"create table computed as select * from {name} where period_id in ({listed})"
        )
        connection.execute(f"drop view {name}")
        connection.execute(f"alter table computed rename to {name}")


def open_excerpt(
    path: Path,
    as_of: str | date | datetime | None = None,
    period: str | None = None,
) -> duckdb.DuckDBPyConnection:
    """Connection in memory whose tables and views show part of a file.

    The file is attached read-only as ``base``. Its views name no catalog, so their own text is
    run again over tables that leave out what was loaded or taken back later, and over the
    observations that the checks of the period read: no formula is copied. For a period there are
    only the views that the checks read; the variable ``period`` holds its id.
    """
    until = None if as_of is None else moment(as_of)
    connection = duckdb.connect()
    connection.execute(f"attach {sql_text(path)} as base (read_only)")
    period_id = None if period is None else _period_id(connection, period)
    connection.execute("set variable period = ?", [period_id])
    connection.execute(
        "create table loads_then as select * from base.loads where loaded_at <= ?", [until]
    )
    for table, has_load in connection.execute(_TABLES).fetchall():
        rows = f"select * from base.{table}"
        if until is not None:
            rows = _rows_then(connection, table, has_load)
        kind = "view"
        if table == "observations" and period_id is not None:
            kind = "table"
            rows = (
                f"select * from ({rows})"
                f" where period_id in ({_texts(connection, _READ_WITH_PERIOD, period_id)})"
            )
        connection.execute(f"create {kind} {table} as {rows}")
    _create_views(connection, None if period_id is None else "checks")
    if period_id is not None:
        _compute_once(connection, period_id)
    return connection
