"""What has been loaded, and taking a load back; both leave every row that was ever loaded."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from zonedb.errors import LoadError, TargetError
from zonedb.loading.changes import Change, compared
from zonedb.reading.messages import said
from zonedb.store.assets import DEFAULT_PATH
from zonedb.store.attaching import attach, confine, spare_memory, take_in_log
from zonedb.store.deciding import decide_all, decide_load, decide_loads
from zonedb.store.findings import refuse_failures
from zonedb.store.locking import exclusive
from zonedb.store.named_queries import forget
from zonedb.store.opening import connect, refuse_other_version
from zonedb.store.progress import measured
from zonedb.store.publishing import explain, publish, workspace
from zonedb.store.reference_tables import DIMENSIONS
from zonedb.store.sql import first_line, is_full, sql_text


class _DryRun(Exception):
    """Ends the writing of a copy that is not to take the file's place."""


@dataclass(frozen=True)
class UnloadReport:
    """What taking a load back changes; ``load_id`` is its record, None for a dry run."""

    load_id: int | None
    changes: tuple[Change, ...]


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
    with connect(db) as connection:
        rows = connection.execute(
            "select loads.load_id, loads.load_kind, loads.file_name, loads.row_count,"
            " loads.loaded_at, loads.undone_load_id, undoing.load_id from loads"
            " left join loads as undoing on loads.load_id = undoing.undone_load_id"
            " order by loads.load_id"
        ).fetchall()
    return [Load(*row) for row in rows]


@contextmanager
def attached(
    path: Path, folder: Path, reads: Iterable[Path] = ()
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in memory with the file attached read-only as ``base``.

    It reaches no files but those in ``folder``, a workspace, and ``reads``.
    """
    with duckdb.connect() as connection:
        spare_memory(connection, folder)
        # Left joins keep their small table as the build side: DuckDB estimates a long chain of
        # them wrongly and would build on the file, in five times the memory.
        connection.execute("set disabled_optimizers = 'build_side_probe_side'")
        measured(connection)
        attach(connection, path, "base")
        confine(connection, [folder], reads)
        yield connection


@contextmanager
def rewriting(target: Path, folder: Path, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Attach a copy of the file as ``base``, to write to; it takes the file's place at the end.

    If the block fails, or the process is killed, the file is as it was. ``folder`` is the
    workspace that the connection may write to.

    Raises:
        TargetError: the copy cannot be written, for example because the disk is full.
    """
    temporary = folder / target.name
    take_in_log(target)
    try:
        shutil.copyfile(target, temporary)
        connection.execute(f"attach {sql_text(temporary)} as base")
        connection.execute("use base")
        yield
        connection.execute("checkpoint base")
        connection.execute("use memory")
        connection.execute("detach base")
    except duckdb.ConstraintException:
        raise
    except duckdb.Error as error:
        if is_full(error):
            raise TargetError(said("not_in_full", path=target)) from error
        raise TargetError(said("not_written", path=target, reason=first_line(error))) from error
    except OSError as error:
        raise explain(target, error) from error
    publish(temporary, target)
    forget(target)


def next_load_id(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the load to come."""
    [(number,)] = connection.execute(
        "select coalesce(max(load_id), 0) + 1 from base.loads"
    ).fetchall()
    return int(number)


def now() -> datetime:
    """The time in UTC, as ``loads`` keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


def unload(load_id: int, db: str | Path = DEFAULT_PATH, *, dry_run: bool = False) -> UnloadReport:
    """Take a load back; this is recorded as a load of its own.

    Figures, projects and progress stay in the file and no longer count; what they had replaced
    counts again, and what another load states goes on counting. Rows of a reference load stay in
    ``reference_rows``.

    Args:
        load_id: number of the load, as ``loads`` gives it.
        db: path of the database file.
        dry_run: only say what would change.

    Returns:
        UnloadReport: the number of the record, and what changes, with old and new values.

    Raises:
        LoadError: there is no such load, it was taken back before, or its rows are in use.
        TargetError: the database cannot be replaced; it is as it was.
    """
    target = Path(db)
    with connect(target) as connection:
        refuse_other_version(connection, target)
    with exclusive(target), workspace(target) as folder:
        known = {load.load_id: load for load in loads(target)}
        _refuse_load(load_id, known, target)
        with attached(target, folder) as connection:
            connection.execute("detach base")
            with suppress(_DryRun), rewriting(target, folder, connection):
                attach(connection, target, "before")
                number = _take_back(connection, known[load_id], target)
                changes = compared(connection, load_id)
                connection.execute("detach before")
                if dry_run:
                    raise _DryRun
    return UnloadReport(None if dry_run else number, tuple(changes))


def refresh(db: str | Path = DEFAULT_PATH) -> int:
    """Decide anew which figures stand and fill the kept tables, after changes made by hand.

    Returns:
        Number of figures that stand or are used otherwise than before.

    Raises:
        CheckError: a check at level error fails; the file is as it was.
        TargetError: the database cannot be replaced; it is as it was.
    """
    target = Path(db)
    with connect(target) as connection:
        refuse_other_version(connection, target)
    flags = "source_id, figure_no, load_id, is_in_force, is_current, is_source_current"
    with (
        exclusive(target),
        workspace(target) as folder,
        attached(target, folder) as connection,
    ):
        connection.execute("detach base")
        with rewriting(target, folder, connection):
            connection.execute(f"create temp table undecided as select {flags} from observations")
            connection.execute("begin")
            decide_all(connection)
            connection.execute("commit")
            refuse_failures(connection, "base.main", target)
            [(changed,)] = connection.execute(
                f"select count(*) from (select {flags} from observations except all"
                " select * from undecided)"
            ).fetchall()
    return int(changed)


def _take_back(connection: duckdb.DuckDBPyConnection, load: Load, target: Path) -> int:
    """Record that a load is taken back, in the copy attached as ``base``; number of the record."""
    number = next_load_id(connection)
    connection.execute(
        "insert into base.loads select ?, 'unload', file_name, sha256, row_count, ?, ?,"
        " given_source, given_period, null, null, false from base.loads where load_id = ?",
        [number, now(), load.load_id, load.load_id],
    )
    stated = "select 1 from base.reference_rows where load_id = ?"
    has_rows = connection.execute(stated, [load.load_id]).fetchall()
    if has_rows:
        decide_loads(connection)
        _withdraw(connection, load.load_id)
    connection.execute("begin")
    decide_load(connection, load.load_id, load.load_kind)
    connection.execute("commit")
    if has_rows or load.load_kind == "ledger":  # progress may be on record for its projects
        refuse_failures(connection, "base.main", target)
    return number


def _refuse_load(load_id: int, known: dict[int, Load], target: Path) -> None:
    if load_id not in known or known[load_id].load_kind == "unload":
        listed = ", ".join(str(n) for n, one in known.items() if one.load_kind != "unload")
        raise LoadError(said("no_load", path=target, load=load_id, known=listed or said("none")))
    if known[load_id].taken_back_by is not None:
        by = known[load_id].taken_back_by
        raise LoadError(said("load_taken_back", path=target, load=load_id, by=by))


def _withdraw(connection: duckdb.DuckDBPyConnection, load_id: int) -> None:
    """Delete the rows of reference loads that none in force states.

    Each statement commits by itself: DuckDB checks foreign keys against rows that the same
    transaction deletes. The file as a whole is a copy that nobody sees yet.
    """
    keys = dict(
        connection.execute(
            "select table_name, constraint_column_names from duckdb_constraints()"
            " where database_name = 'base' and constraint_type = 'PRIMARY KEY'"
        ).fetchall()
    )
    for table in reversed(DIMENSIONS):
        same = " and ".join(f"row_json ->> '{k}' = cast(rows.{k} as varchar)" for k in keys[table])
        try:
            connection.execute(
                f"delete from base.{table} as rows where load_id in (select load_id from"
                f" base.reference_rows where table_name = '{table}') and not exists"
                " (select 1 from base.reference_rows inner join base.loads using (load_id)"
                f" where table_name = '{table}' and is_in_force and {same})"
            )
        except duckdb.ConstraintException as error:
            raise LoadError(said("load_in_use", load=load_id, table=table)) from error
