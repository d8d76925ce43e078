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
from zonedb.store.sql import first_line, is_full, sql_text
from zonedb.version import __version__


class Kind(Enum):
    """What stands at a path."""

    MISSING = "missing"
    FOLDER = "folder or device"
    ZONEDB = "zonedb"
    FOREIGN = "foreign"
    UNREADABLE = "unreadable"
    LOCKED = "locked"


def spare_memory(connection: duckdb.DuckDBPyConnection, target: Path) -> None:
    """Let DuckDB spill beside a file rather than take more than 3 GB (the process some more)."""
    spill = target.with_name(f".{target.name}.{os.getpid()}.building.spill")
    connection.execute("set memory_limit = '3GB'")
    connection.execute("set preserve_insertion_order = false")
    connection.execute(f"set temp_directory = {sql_text(spill)}")


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


def _open(path: Path) -> tuple[Kind, duckdb.DuckDBPyConnection | None, str]:
    """What stands at ``path``, the open connection if it is zonedb's, else the reason."""
    if os.path.isdir(path):  # noqa: PTH112 - a name too long is no folder, not an error
        return Kind.FOLDER, None, "is_folder"
    if os.path.exists(path) and not path.is_file():  # noqa: PTH110
        return Kind.FOLDER, None, "no_regular_file"
    if not os.path.exists(path):  # noqa: PTH110
        return Kind.MISSING, None, "no_database"
    if not os.access(path, os.R_OK):
        return Kind.UNREADABLE, None, "not_readable"
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        if is_lock(error):
            return Kind.LOCKED, None, "open_elsewhere"
        return Kind.UNREADABLE, None, "no_duckdb"
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
    db: str | Path = DEFAULT_PATH, *, as_of: str | date | datetime | None = None
) -> duckdb.DuckDBPyConnection:
    """Read-only connection to a file that ``zonedb build`` wrote.

    Args:
        db: path of the file, by default ``zonedb.duckdb`` in the current folder.
        as_of: a day or time; every table and view then answers as it was known at the end of
            that day: without what was loaded or taken back later.

    Raises:
        DatabaseError: the file is missing, locked, or not one of zonedb's.
    """
    _, connection, reason = _open(Path(db))
    if connection is None:
        raise DatabaseError(said(reason, path=db, version=duckdb.__version__))
    if as_of is None:
        return connection
    from zonedb.store.as_of import open_as_of

    refuse_other_version(connection, Path(db))
    connection.close()
    return open_as_of(Path(db), as_of)


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
