"""Attaching files to a connection: as they are now, within limits of memory, and no others."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import duckdb

from zonedb.errors import TargetError
from zonedb.reading.messages import said
from zonedb.store.sql import sql_name, sql_text

_MOST_OPEN = 50  # connections to one file in a process, before DuckDB 1.4.4


def spare_memory(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Let DuckDB spill into a folder rather than take more than 3 GB (the process some more)."""
    connection.execute("set memory_limit = '3GB'")
    connection.execute("set preserve_insertion_order = false")
    connection.execute(f"set temp_directory = {sql_text(folder / 'spill')}")


def confine(
    connection: duckdb.DuckDBPyConnection,
    folders: Iterable[Path] = (),
    files: Iterable[Path] = (),
) -> None:
    """Let a connection reach no files but those attached by now, ``folders`` and ``files``.

    The views of a file run with the rights of whoever opens it, and may come from a stranger.
    """
    for option, paths in (("allowed_directories", folders), ("allowed_paths", files)):
        listed = ", ".join(sql_text(os.path.abspath(path)) for path in paths)  # noqa: PTH100
        connection.execute(f"set {option} = [{listed}]")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def attach(connection: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    """Attach a file read-only, as it is now, whatever else of this process has it open.

    DuckDB before 1.4.4 attaches no path twice in a process: it may be spelled otherwise.
    """
    folder, here = path.absolute().parent, f".{os.sep}"
    for again in range(_MOST_OPEN):
        spelled = f"{folder}{os.sep}{here * again}{path.name}"
        try:
            connection.execute(
                f"attach {sql_text(spelled)} as {sql_name(name)} (type duckdb, read_only)"
            )
            return
        except duckdb.Error as error:
            if "unique file handle" not in str(error).lower() or again == _MOST_OPEN - 1:
                raise


def take_in_log(target: Path) -> None:
    """Write what a killed program left beside a database in ``.wal`` into it.

    The next reader would replay the log onto the file that takes the place of this one. A program
    that opened the file by a symbolic link leaves the log beside the link.

    Raises:
        TargetError: it does not fit the file, or another program has the file open.
    """
    for path in dict.fromkeys((target, Path(os.path.realpath(target)))):
        log = path.with_name(f"{path.name}.wal")
        if not log.exists():
            continue
        try:
            if not path.exists():
                raise TargetError(said("stray_log", path=log))
            duckdb.connect(str(path)).close()
        except duckdb.Error as error:
            raise TargetError(said("stray_log", path=log)) from error
