"""Opens database files, and says what is wrong with those that do not open."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import Enum
from pathlib import Path

import duckdb

from zonedb.errors import DatabaseError, TargetError
from zonedb.reading.messages import said
from zonedb.store.assets import DEFAULT_PATH
from zonedb.store.attaching import attach, confine
from zonedb.store.sql import first_line, is_full, sql_name, sql_text
from zonedb.version import __version__

_RESERVED = ("main", "memory", "system", "temp")  # of every connection, or its schema


class Kind(Enum):
    """What stands at a path."""

    MISSING = "missing"
    FOLDER = "folder or device"
    ZONEDB = "zonedb"
    FOREIGN = "foreign"
    UNREADABLE = "unreadable"
    LOCKED = "locked"


def is_lock(error: BaseException) -> bool:
    """Whether DuckDB says that another process has the file open for writing."""
    text = str(error).lower()
    return "could not set lock" in text or "being used by another process" in text


def _is_zonedb(connection: duckdb.DuckDBPyConnection) -> bool:
    try:
        found = connection.execute(
            "select property_value from build_info where property = 'application'"
        ).fetchall()
    except duckdb.Error:
        return False
    return found == [("zonedb",)]


def _reason(path: Path) -> tuple[Kind, str] | None:
    """What stands at ``path`` and why it cannot be opened, as far as the system knows."""
    if os.path.isdir(path):  # noqa: PTH112 - a name too long is no folder, not an error
        return Kind.FOLDER, "is_folder"
    if os.path.exists(path) and not path.is_file():  # noqa: PTH110
        return Kind.FOLDER, "no_regular_file"
    if not os.path.exists(path):  # noqa: PTH110
        return Kind.MISSING, "no_database"
    if not os.access(path, os.R_OK):
        return Kind.UNREADABLE, "not_readable"
    return None


def _open(
    path: Path, *, external_access: bool = False, writes: Path | None = None
) -> tuple[Kind, duckdb.DuckDBPyConnection | None, str]:
    """What stands at ``path``, the open connection if it is zonedb's, else the reason.

    The file is attached to a connection in memory: DuckDB gives out one instance of a file a
    process, which would be the older file as long as anything has that open.
    """
    if found := _reason(path):
        return found[0], None, found[1]
    connection = duckdb.connect()
    connection.execute(f"set temp_directory = {sql_text(f'{path.absolute()}.tmp')}")
    name = path.stem if path.stem.lower() not in _RESERVED else f"{path.stem}_db"
    try:
        attach(connection, path, name)
    except duckdb.Error as error:
        connection.close()
        if is_lock(error):
            return Kind.LOCKED, None, "open_elsewhere"
        return Kind.UNREADABLE, None, "no_duckdb"
    connection.execute(f"use {sql_name(name)}")
    if int(duckdb.__version__.partition(".")[0]) >= 2:
        connection.execute("detach memory")  # cursors begin in the file
    if not external_access:
        confine(connection, folders=() if writes is None else (writes,))
    if _is_zonedb(connection):
        return Kind.ZONEDB, connection, ""
    connection.close()
    return Kind.FOREIGN, None, "not_zonedb"


@contextmanager
def clear_errors(database: Path, target: Path) -> Iterator[None]:
    """Say in one line which of the two files DuckDB failed at.

    Raises:
        TargetError: the target cannot be written in full.
        DatabaseError: the database is damaged.
    """
    try:
        yield
    except duckdb.Error as error:
        if is_full(error):
            raise TargetError(said("not_in_full", path=target)) from error
        raise DatabaseError(said("damaged", path=database, reason=first_line(error))) from error


def kind_of(path: Path) -> Kind:
    """What stands at ``path``; opens the file read-only if there is one."""
    kind, connection, _ = _open(path)
    if connection is not None:
        connection.close()
    return kind


def connect(
    db: str | Path = DEFAULT_PATH,
    *,
    as_of: str | date | datetime | None = None,
    external_access: bool = False,
    writes: Path | None = None,
) -> duckdb.DuckDBPyConnection:
    """Read-only connection to a file that ``zonedb build`` wrote, as the file is now.

    It reaches no other file, for the views of a file may come from a stranger. With DuckDB before
    2.0, a cursor of it begins with ``use``.

    Args:
        db: path of the file, by default ``zonedb.duckdb`` in the current folder.
        as_of: a day or time; every table and view then answers as it was known at the end of
            that day: without what was loaded or taken back later.
        external_access: let the connection read and write other files, and change its settings:
            for a file that you trust.
        writes: a folder that it may write to and read, whatever else.

    Raises:
        DatabaseError: the file is missing, locked, or not one of zonedb's.
    """
    path = Path(db)
    _, connection, reason = _open(path, external_access=external_access, writes=writes)
    if connection is None:
        raise DatabaseError(said(reason, path=db, version=duckdb.__version__))
    if as_of is None:
        return connection
    from zonedb.store.as_of import open_as_of

    refuse_other_version(connection, path)
    connection.close()
    with clear_errors(path, path):
        return open_as_of(path, as_of, external_access=external_access, writes=writes)


def refuse_other_version(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Raise if another release of zonedb built the file that is open, or attached and in use.

    Raises:
        DatabaseError: names the release, and says to build the file again.
    """
    [(version,)] = connection.execute(
        "select property_value from build_info where property = 'zonedb_version'"
    ).fetchall()
    if version != __version__:
        raise DatabaseError(said("other_version", path=path, version=version))
