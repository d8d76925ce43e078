"""What has been loaded, and taking a load back; both leave every row that was ever loaded."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

import zonedb
from zonedb.assets import DEFAULT_PATH
from zonedb.database import connect, first_line, is_full, spare_memory, sql_text
from zonedb.errors import DatabaseError, LoadError, TargetError
from zonedb.findings import refuse_failures
from zonedb.loading.kinds import REFERENCE_TABLES
from zonedb.locking import exclusive
from zonedb.named_queries import forget
from zonedb.progress import measured
from zonedb.publishing import replacing


@dataclass(frozen=True)
class Load:
    """One load or its taking back; ``taken_back_by`` is the load that took it back."""

    load_id: int
    load_kind: str
    file_name: str
    row_count: int
    loaded_at: datetime
    undone_load_id: int | None
    taken_back_by: int | None


def loads(db: str | Path = DEFAULT_PATH) -> list[Load]:
    """Every load in the order of time; times are UTC.

    Raises:
        DatabaseError: the database is missing, locked, or not one of zonedb's.
    """
    connect(db).close()  # says what is wrong with it
    with attached(Path(db)) as connection:
        rows = connection.execute(
            "select loads.load_id, loads.load_kind, loads.file_name, loads.row_count,"
            " loads.loaded_at, loads.undone_load_id, undoing.load_id from base.loads"
            " left join base.loads as undoing on loads.load_id = undoing.undone_load_id"
            " order by loads.load_id"
        ).fetchall()
    return [Load(*row) for row in rows]


@contextmanager
def attached(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in memory with the file attached read-only as ``base``.

    It reads the file as it is now, even while this process has an older one open.
    """
    with duckdb.connect() as connection:
        spare_memory(connection, path)
        # Left joins keep their small table as the build side: DuckDB estimates a long chain of
        # them wrongly and would build on the file, in five times the memory.
        connection.execute("set disabled_optimizers = 'build_side_probe_side'")
        measured(connection)
        connection.execute(f"attach {sql_text(path)} as base (read_only)")
        yield connection


@contextmanager
def rewriting(target: Path, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Attach a copy of the file as ``base``, to write to; it takes the file's place at the end.

    If the block fails, or the process is killed, the file is as it was.

    Raises:
        TargetError: the copy cannot be written, for example because the disk is full.
    """
    with replacing(target) as temporary:
        shutil.copyfile(target, temporary)
        try:
            connection.execute(f"attach {sql_text(temporary)} as base")
            yield
            connection.execute("checkpoint base")
            connection.execute("use memory")
            connection.execute("detach base")
        except duckdb.ConstraintException:
            raise
        except duckdb.Error as error:
            full = "cannot be written in full (is the disk full?)"
            reason = full if is_full(error) else first_line(error)
            raise TargetError(f"{target}: {reason}; the file is as it was") from error
    forget(target)


def refuse_other_version(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Raise if another release of zonedb built the file attached as ``base``.

    Raises:
        DatabaseError: names the release, and says to build the file again.
    """
    [(version,)] = connection.execute(
        "select property_value from base.build_info where property = 'zonedb_version'"
    ).fetchall()
    if version != zonedb.__version__:
        raise DatabaseError(
            f"{path}: was built by zonedb {version}; build it again, which carries loads over"
        )


def next_load_id(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the load to come."""
    [(number,)] = connection.execute(
        "select coalesce(max(load_id), 0) + 1 from base.loads"
    ).fetchall()
    return int(number)


def now() -> datetime:
    """The time in UTC, as ``loads`` keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


def unload(load_id: int, db: str | Path = DEFAULT_PATH) -> int:
    """Take a load back; this is recorded as a load of its own.

    Figures, projects and progress stay in the file and no longer count; what they had replaced
    counts again. Rows of a reference load move into ``withdrawn_rows``.

    Returns:
        The number under which the taking back is recorded.

    Raises:
        LoadError: there is no such load, it was taken back before, or its rows are in use.
        TargetError: the database cannot be replaced; it is as it was.
    """
    target = Path(db)
    with exclusive(target):
        known = {load.load_id: load for load in loads(target)}
        _refuse_load(load_id, known, target)
        load = known[load_id]
        with attached(target) as connection:
            refuse_other_version(connection, target)
            connection.execute("detach base")
            with rewriting(target, connection):
                number = _take_back(connection, load, target)
        return number


def _take_back(connection: duckdb.DuckDBPyConnection, load: Load, target: Path) -> int:
    """Record that a load is taken back, in the copy attached as ``base``; number of the record."""
    number = next_load_id(connection)
    connection.execute(
        "insert into base.loads select ?, 'unload', file_name, sha256, row_count, ?, ?,"
        " given_source, given_period, null, null from base.loads where load_id = ?",
        [number, now(), load.load_id, load.load_id],
    )
    if load.load_kind == "reference":
        _withdraw(connection, load.load_id)
        refuse_failures(connection, "base.main", target, "not changed")
    if load.load_kind == "ledger":  # progress may be on record for its projects
        views = ("reference_findings",)
        refuse_failures(connection, "base.main", target, "not changed", views)
    return number


def _refuse_load(load_id: int, known: dict[int, Load], target: Path) -> None:
    if load_id not in known or known[load_id].load_kind == "unload":
        listed = ", ".join(str(n) for n, one in known.items() if one.load_kind != "unload")
        raise LoadError(f"{target}: has no load {load_id}; it has {listed or 'none'}")
    if known[load_id].taken_back_by is not None:
        raise LoadError(
            f"{target}: load {load_id} was taken back by {known[load_id].taken_back_by}"
        )


def _withdraw(connection: duckdb.DuckDBPyConnection, load_id: int) -> None:
    """Move the rows of a reference load into ``withdrawn_rows``.

    Each statement commits by itself: DuckDB checks foreign keys against rows that the same
    transaction deletes. The file as a whole is a copy that nobody sees yet.
    """
    for table in reversed(REFERENCE_TABLES):
        connection.execute(
            f"insert into base.withdrawn_rows select {load_id}, '{table}',"
            f" cast(to_json(rows) as varchar) from (select * from base.{table}"
            f" where load_id = {load_id}) as rows"
        )
        try:
            connection.execute(f"delete from base.{table} where load_id = {load_id}")
        except duckdb.ConstraintException as error:
            raise LoadError(
                f"load {load_id}: its rows in {table} are in use; take back first what uses them"
            ) from error
