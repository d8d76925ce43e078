"""Loads a file: validates it against the database, writes a copy, puts the copy in its place."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from zonedb.assets import DEFAULT_PATH
from zonedb.database import connect, first_line
from zonedb.errors import CheckError, LoadError, TargetError
from zonedb.loading.locking import exclusive
from zonedb.loading.observations import Counts, Defaults, ObservationLoad, heading_test
from zonedb.loading.problems import Problem
from zonedb.loading.sheets import read_sheets
from zonedb.loading.staging import Report
from zonedb.named_queries import forget
from zonedb.publishing import replacing

KINDS = ("indicators", "figures")


@dataclass(frozen=True)
class LoadReport:
    """What a load did, or with ``dry_run`` would do.

    ``load_id`` is None where nothing was written: a dry run, or nothing to add or change.
    """

    load_id: int | None
    added: int
    changed: int
    unchanged: int


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


@contextmanager
def attached(path: Path, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in memory with the file attached as ``base``."""
    with duckdb.connect() as connection:
        connection.execute("set preserve_insertion_order = false")
        mode = " (read_only)" if read_only else ""
        connection.execute(f"attach '{_quoted(path)}' as base{mode}")
        yield connection


def _repeated_load(connection: duckdb.DuckDBPyConnection, sha256: str) -> int | None:
    found = connection.execute(
        "select max(loads.load_id) from base.loads semi join base.active_loads using (load_id)"
        " where sha256 = ?",
        [sha256],
    ).fetchall()
    return found[0][0]


def next_load_id(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the load to come."""
    [(number,)] = connection.execute(
        "select coalesce(max(load_id), 0) + 1 from base.loads"
    ).fetchall()
    return int(number)


def refuse_failures(connection: duckdb.DuckDBPyConnection, target: Path) -> None:
    """Raise if a check at level error fails in ``base``."""
    failed = connection.execute(
        "select check_id || ': ' || detail from base.checks where severity = 'error' and not ok"
        " order by all limit 4"
    ).fetchall()
    if failed:
        texts = "; ".join(text for (text,) in failed[:3])
        raise CheckError(f"{target}: not changed, checks fail: {texts}")


def load(
    kind: str,
    file: str | Path,
    db: str | Path = DEFAULT_PATH,
    *,
    source: str | None = None,
    period: str | None = None,
    dry_run: bool = False,
) -> LoadReport:
    """Load a file of a kind; a file that has any problem changes nothing.

    Args:
        kind: ``indicators`` (long or wide) or ``figures`` (of a text, each as printed).
        file: a ``.csv`` (UTF-8 or GB18030), ``.xlsx`` or ``.parquet`` file.
        db: path of the database file; readers see the old or the new one, never half.
        source: id or title of the source of rows that name none.
        period: period of rows that name none, such as ``2021-06`` or ``2021年1-6月``.
        dry_run: only say what would be added, changed and unchanged.

    Returns:
        LoadReport: number of the load, and of figures added, changed and unchanged.

    Raises:
        LoadError: the file cannot be read, or ``problems`` lists what is wrong with it.
        DatabaseError: the database is missing, locked, or not one of zonedb's.
        TargetError: the database cannot be replaced; it is as it was.
    """
    if kind not in KINDS:
        raise LoadError(f"kind {kind}: there is none; it is one of {', '.join(KINDS)}")
    path, target = Path(file), Path(db)
    connect(target).close()  # says what is wrong with it
    with exclusive(target), attached(target, read_only=True) as connection:
        sha256 = digest(path) if path.is_file() else ""
        repeated = _repeated_load(connection, sha256)
        if repeated is not None:
            [(rows,)] = connection.execute(
                "select row_count from base.loads where load_id = ?", [repeated]
            ).fetchall()
            return LoadReport(None, 0, 0, int(rows))
        report = Report(path.name)
        staged = ObservationLoad(
            connection,
            read_sheets(connection, path, heading_test(connection)),
            report,
            Defaults(source, period),
            of_text=kind == "figures",
        )
        _refuse_problems(path, report.problems)
        counts = staged.compare()
        if dry_run or not (counts.added or counts.changed):
            return LoadReport(None, counts.added, counts.changed, counts.unchanged)
        load_id = _write(connection, staged, target, kind, path, sha256, counts)
        return LoadReport(load_id, counts.added, counts.changed, counts.unchanged)


def _refuse_problems(path: Path, problems: list[Problem]) -> None:
    if problems:
        ordered = sorted(problems, key=lambda p: (p.sheet, p.row or 0, p.column, p.rule))
        raise LoadError(f"{path}: not loaded, {len(ordered)} problems", ordered)


def _write(
    connection: duckdb.DuckDBPyConnection,
    staged: ObservationLoad,
    target: Path,
    kind: str,
    path: Path,
    sha256: str,
    counts: Counts,
) -> int:
    """Write the load into a copy of the file and put it in its place; the number of the load."""
    load_id = next_load_id(connection)
    loaded_at = datetime.now(UTC).replace(tzinfo=None)
    with replacing(target) as temporary:
        connection.execute("detach base")
        shutil.copyfile(target, temporary)
        try:
            connection.execute(f"attach '{_quoted(temporary)}' as base")
            connection.execute("begin")
            connection.execute(
                "insert into base.loads values (?, ?, ?, ?, ?, ?, null, null, null)",
                [load_id, kind, path.name, sha256, counts.added + counts.changed, loaded_at],
            )
            staged.insert(load_id)
            connection.execute("commit")
            connection.execute("checkpoint base")
            connection.execute("use memory")
            connection.execute("detach base")
        except duckdb.Error as error:
            raise TargetError(f"{target}: {first_line(error)}; the file is as it was") from error
    forget(target)
    return load_id
