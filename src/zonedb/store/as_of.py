"""Shows a file as it was known at an earlier time, by its own views."""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from datetime import UTC, date, datetime, time
from pathlib import Path

import duckdb

from zonedb.errors import DatabaseError
from zonedb.reading.messages import said
from zonedb.store import assets
from zonedb.store import deciding as resolve
from zonedb.store.attaching import attach, confine
from zonedb.store.sql import sql_name, sql_text
from zonedb.store.statements import run_file

_TABLES = """
    select table_name, bool_or(column_name = 'load_id'),
        list(column_name order by column_index) filter (where column_name <> 'load_id'),
        list(data_type order by column_index) filter (where column_name <> 'load_id')
    from duckdb_columns()
    where database_name = 'base' and schema_name = 'main'
        and table_name in (select table_name from duckdb_tables() where database_name = 'base')
    group by table_name order by table_name
"""
_DERIVED = """
    select view_dictionary.view_name, duckdb_views.sql
    from base.view_dictionary
    left join (select * from duckdb_views() where database_name = 'base' and schema_name = 'main')
        as duckdb_views on view_dictionary.view_name = duckdb_views.view_name
    order by view_dictionary.build_order
"""
_OTHERS = """
    select sql from duckdb_views()
    where database_name = 'base' and schema_name = 'main' and not internal
        and view_name not in (select view_name from base.view_dictionary)
"""
# The clock of a machine may be set back: a load is known once it, or any load after it, is.
_KNOWN = "select coalesce(max(load_id), 0) from base.loads where loaded_at <= ?"


def moment(as_of: str | date | datetime) -> datetime:
    """A time in UTC; a day means its end, where this machine is.

    Raises:
        DatabaseError: the text is no day or time in ISO 8601.
    """
    if isinstance(as_of, str):
        try:
            as_of = date.fromisoformat(as_of) if len(as_of) == 10 else datetime.fromisoformat(as_of)
        except ValueError as error:
            raise DatabaseError(said("no_day", as_of=as_of)) from error
    if not isinstance(as_of, datetime):
        as_of = datetime.combine(as_of, time.max)
    return as_of.astimezone(UTC).replace(tzinfo=None)


def _dimension_then(connection: duckdb.DuckDBPyConnection, table: str, structure: str) -> str:
    """What to select of a table that reference loads fill: seeds, and what was stated by then."""
    rows = (
        f"select * from base.{sql_name(table)} where load_id is null or load_id in"
        " (select load_id from loads where load_kind <> 'reference')"
    )
    [(stated,)] = connection.execute(
        "select count(*) from base.reference_rows where table_name = ?", [table]
    ).fetchall()
    if not stated:
        return rows
    return (
        f"{rows} union all by name"
        f" select unnest(from_json(row_json, {sql_text(structure)})), load_id from"
        " (select row_json, min(load_id) as load_id from base.reference_rows"
        " semi join (select * from loads where is_in_force) using (load_id)"
        f" where table_name = {sql_text(table)} group by row_json)"
    )


def _create_tables(connection: duckdb.DuckDBPyConnection, known: int, day: str) -> None:
    """Create ``loads`` and every other table with what was stated by load ``known``."""
    connection.execute(f"create table loads as from base.loads where load_id <= {known}")
    resolve.decide_loads(connection)
    kept = {path.stem for path in assets.kept(assets.root())}
    for table, has_load, columns, types in connection.execute(_TABLES).fetchall():
        if table == "loads" or table in kept:
            continue
        rows = f"select * from base.{sql_name(table)}"
        if table == "build_info":
            rows += f" union all select 'as_of', {sql_text(day)}"
        if table in resolve.WRITTEN["reference"] and table not in ("targets", "periods"):
            rows = _dimension_then(
                connection, table, json.dumps(dict(zip(columns, types, strict=True)))
            )
        elif has_load:
            rows += f" where load_id is null or load_id <= {known}"
        kind = "table" if table in ("observations", "targets") else "view"
        connection.execute(f"create {kind} {sql_name(table)} as {rows}")


def open_as_of(
    path: Path,
    as_of: str | date | datetime,
    *,
    external_access: bool = False,
    writes: Path | None = None,
) -> duckdb.DuckDBPyConnection:
    """Connection in memory whose tables and views show a file as it was known at a time.

    The file is attached read-only as ``base``. What is stored of decisions is taken for the keys
    that no later load speaks of, and decided anew for the others by the statements that a load
    runs; the views' own texts are run again over that. No formula is copied. What it may reach
    of other files is as in ``connect``.
    """
    connection = duckdb.connect()
    connection.execute(f"set temp_directory = {sql_text(tempfile.gettempdir())}")
    attach(connection, path, "base")
    if not external_access:
        confine(connection, folders=() if writes is None else (writes,))
    [(known,)] = connection.execute(_KNOWN, [moment(as_of)]).fetchall()
    _create_tables(connection, known, str(as_of))
    later = connection.execute(
        f"select load_id, undone_load_id from base.loads where load_id > {known}"
    ).fetchall()
    connection.execute(
        "create temp table speaking as select distinct subject_id, indicator_id, period_id"
        f" from base.observations where load_id in ({_listed(later)})"
    )
    resolve.decide_keys(connection, "speaking")
    base = assets.root()
    for name, sql in connection.execute(_DERIVED).fetchall():
        if sql is None:
            run_file(connection, assets.resolve(base, name))
        else:
            connection.execute(sql)
    _create_others(connection)
    return connection


def _create_others(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the views that are the user's own, each after those that it reads."""
    waiting = [sql for (sql,) in connection.execute(_OTHERS).fetchall()]
    for _ in range(len(waiting)):
        for sql in list(waiting):
            with suppress(duckdb.Error):  # what it reads is not there, or not yet
                connection.execute(sql)
                waiting.remove(sql)


def _listed(later: list[tuple[int, int | None]]) -> str:
    ids = {load_id for pair in later for load_id in pair if load_id is not None}
    return ", ".join(map(str, sorted(ids))) or "null"
