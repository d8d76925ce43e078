"""Loads a file: validates it against the database, writes a copy, puts the copy in its place."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import duckdb

from zonedb.errors import LoadError
from zonedb.loading import reference
from zonedb.loading.history import (
    attached,
    next_load_id,
    now,
    rewriting,
)
from zonedb.loading.kinds import FIELDS, KINDS, fields_by_heading
from zonedb.loading.known_names import UnknownName, source_names
from zonedb.loading.known_periods import PeriodNames
from zonedb.loading.ledger import LedgerLoad, ProgressLoad
from zonedb.loading.observations import ObservationLoad
from zonedb.loading.observations.long import Defaults, heading_test
from zonedb.loading.sheets import read_sheets
from zonedb.loading.staging import Counts, Report
from zonedb.reading.problems import Problem
from zonedb.reading.unreadable import Unreadable, name_key
from zonedb.store.assets import DEFAULT_PATH
from zonedb.store.deciding import decide_load
from zonedb.store.findings import refuse_failures
from zonedb.store.locking import exclusive
from zonedb.store.opening import connect, refuse_other_version
from zonedb.store.progress import shown


class StagedLoad(Protocol):
    """A file of some kind, read and validated beside the attached database ``base``."""

    def compare(self) -> Counts:
        """Tell what is new, changed and unchanged."""

    def insert(self, load_id: int) -> None:
        """Write what is stated into ``base``, also what is on record already."""


@dataclass(frozen=True)
class LoadReport:
    """What a load did, or with ``dry_run`` would do.

    ``load_id`` is None where nothing was written: a dry run, or a file that states nothing, or
    the file of the load ``same_as``, which is in force and all of which still stands.
    """

    load_id: int | None
    added: int
    changed: int
    unchanged: int
    same_as: int | None = None


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _repeated_load(
    connection: duckdb.DuckDBPyConnection, kind: str, sha256: str, defaults: Defaults
) -> int | None:
    """Number of the load in force of the same file, read in the same way."""
    [(found,)] = connection.execute(
        "select max(load_id) from base.loads where is_in_force"
        " and load_kind = ? and sha256 = ? and given_source is not distinct from ?"
        " and given_period is not distinct from ?",
        [kind, sha256, defaults.source, defaults.period],
    ).fetchall()
    return None if found is None else int(found)


def load(
    kind: str,
    file: str | Path,
    db: str | Path = DEFAULT_PATH,
    *,
    source: str | None = None,
    period: str | None = None,
    dry_run: bool = False,
    progress: bool = False,
) -> LoadReport:
    """Load a file of a kind; a file that has any problem changes nothing.

    Args:
        kind: ``indicators`` (long or wide), ``figures`` (of a text, each as printed),
            ``ledger``, ``progress`` or ``reference``.
        file: a ``.csv`` (UTF-8 or GB18030), ``.xlsx`` or ``.parquet`` file.
        db: path of the database file; readers see the old or the new one, never half.
        source: id or title of the source of rows that name none.
        period: period of rows that name none, such as ``2021-06`` or ``2021年1-6月``.
        dry_run: only say what would be added, changed and unchanged.
        progress: show on standard error how far it has come, if that is a terminal.

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
    with connect(target) as connection:  # says what is wrong with it
        refuse_other_version(connection, target)
    with shown(progress) as step, exclusive(target), attached(target) as connection:
        step(f"reading and checking {path.name}", connection)
        sha256 = digest(path) if path.is_file() else ""
        defaults = Defaults(source, period)
        _refuse_defaults(connection, defaults)
        report = Report(path.name)
        staged = _stage(connection, kind, path, report, defaults)
        _refuse_problems(path, report.problems)
        step("comparing with what is on record", connection)
        counts = staged.compare()
        numbers = (counts.added, counts.changed, counts.unchanged)
        if not (counts.added or counts.changed):
            same_as = _repeated_load(connection, kind, sha256, defaults)
            if same_as or not counts.unchanged:
                return LoadReport(None, *numbers, same_as=same_as)
        if dry_run:
            return LoadReport(None, *numbers)
        step(f"writing {target.name}", connection)
        load_id = _write(connection, staged, target, kind, path, sha256, defaults, sum(numbers))
        return LoadReport(load_id, *numbers)


def _refuse_defaults(connection: duckdb.DuckDBPyConnection, defaults: Defaults) -> None:
    """Say once, not at every row, that a source or period given beside the file is wrong."""
    try:
        if defaults.source is not None:
            source_names(connection).find(defaults.source)
        if defaults.period is not None:
            PeriodNames(connection).find(defaults.period)
    except Unreadable as error:
        given = f"--period {defaults.period}"
        if isinstance(error, UnknownName):
            given = f"--source {defaults.source}"
        raise LoadError(f"{given}: {error}") from error


def _stage(
    connection: duckdb.DuckDBPyConnection,
    kind: str,
    path: Path,
    report: Report,
    defaults: Defaults,
) -> StagedLoad:
    """Read and validate a file of a kind."""
    if kind == "reference":
        sheets = read_sheets(connection, path, reference.heading_test(connection), report)
        return reference.ReferenceLoad(connection, sheets, report, path.stem)
    if kind in ("indicators", "figures"):
        sheets = read_sheets(connection, path, heading_test(connection), report)
        return ObservationLoad(connection, sheets, report, defaults, of_text=kind == "figures")
    known = fields_by_heading(kind)
    money = {name_key(text) for f in FIELDS[kind] if f.reader == "money" for text in f.headings}

    def is_heading(text: str) -> bool:
        return name_key(text) in known or name_key(text).split("(")[0] in money

    sheets = read_sheets(connection, path, is_heading, report)
    if kind == "ledger":
        return LedgerLoad(connection, sheets, report, defaults.source)
    return ProgressLoad(connection, sheets, report, defaults.source, defaults.period)


def _refuse_problems(path: Path, problems: list[Problem]) -> None:
    if problems:
        ordered = sorted(problems, key=lambda p: (p.sheet, p.row or 0, p.column, p.rule))
        number = f"{len(ordered)} problem{'s' if len(ordered) > 1 else ''}"
        raise LoadError(f"{path}: not loaded, {number}", ordered)


def _write(
    connection: duckdb.DuckDBPyConnection,
    staged: StagedLoad,
    target: Path,
    kind: str,
    path: Path,
    sha256: str,
    defaults: Defaults,
    row_count: int,
) -> int:
    """Write the load into a copy of the file and put it in its place; the number of the load."""
    connection.execute("detach base")
    with rewriting(target, connection):
        load_id = next_load_id(connection)
        connection.execute("begin")
        connection.execute(
            "insert into base.loads values (?, ?, ?, ?, ?, ?, null, ?, ?, null, null, true)",
            [
                load_id,
                kind,
                path.name,
                sha256,
                row_count,
                now(),
                defaults.source,
                defaults.period,
            ],
        )
        staged.insert(load_id)
        decide_load(connection, load_id, kind)
        connection.execute("commit")
        if kind == "reference":
            refuse_failures(connection, "base.main", target, "not changed")
    return load_id
