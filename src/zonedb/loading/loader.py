"""Loads a file: validates it against the database, writes a copy, puts the copy in its place."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import duckdb

from zonedb.errors import LoadError
from zonedb.loading.changes import Changed
from zonedb.loading.figures import FigureLoad
from zonedb.loading.figures.columns import ColumnMeaning
from zonedb.loading.headings import Vocabulary
from zonedb.loading.history import attached, next_load_id, now, rewriting
from zonedb.loading.kinds import FIELDS, KINDS
from zonedb.loading.known_names import source_names, subject_names
from zonedb.loading.known_periods import KnownPeriods
from zonedb.loading.options import Options
from zonedb.loading.projects.ledger import LedgerLoad
from zonedb.loading.projects.progress import ProgressLoad
from zonedb.loading.reference import ReferenceLoad, reference_relations
from zonedb.loading.reference.fields import fields_of
from zonedb.loading.sheets import read_sheets
from zonedb.loading.staging import Counts, Report, Sheet
from zonedb.reading.messages import Words, said
from zonedb.reading.problems import Notice, Problem
from zonedb.reading.unreadable import Unreadable
from zonedb.store.assets import DEFAULT_PATH
from zonedb.store.deciding import decide_load
from zonedb.store.findings import refuse_failures, slips_of
from zonedb.store.locking import exclusive
from zonedb.store.opening import connect, refuse_other_version
from zonedb.store.progress import shown
from zonedb.store.publishing import workspace

_MOST_SOUGHT = 1_000_000  # rows of a load among which slips are looked for


class StagedLoad(Protocol):
    """A file of some kind, read and validated beside the attached database ``base``."""

    def compare(self) -> Counts:
        """Tell what is new, changed and unchanged."""

    def changed(self) -> list[Changed]:
        """The cells that change what is on record, with the old and the new value."""

    def insert(self, load_id: int) -> None:
        """Write what is stated into ``base``, also what is on record already."""


@dataclass(frozen=True)
class LoadReport:
    """What a load did, or with ``dry_run`` would do.

    ``load_id`` is None where nothing was written: a dry run, or a file that states nothing, or
    the file of the load ``same_as``, which is in force and all of which still stands.

    Attributes:
        changes: cells that change what is on record, with the old and the new value.
        notices: what was passed over or taken in another way than it looks, and slips.
        columns: what columns under the names of indicators are taken for.
    """

    load_id: int | None
    added: int
    changed: int
    unchanged: int
    same_as: int | None = None
    changes: tuple[Changed, ...] = ()
    notices: tuple[Notice, ...] = ()
    columns: tuple[ColumnMeaning, ...] = ()


def digest(paths: Sequence[Path]) -> str:
    """SHA-256 of a file, or of those of several, in hexadecimal digits; blank if one is missing."""
    found = []
    for path in paths:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            found.append(hashlib.file_digest(file, "sha256").hexdigest())
    return found[0] if len(found) == 1 else hashlib.sha256("".join(found).encode()).hexdigest()


def _repeated_load(
    connection: duckdb.DuckDBPyConnection, kind: str, sha256: str, options: Options
) -> int | None:
    """Number of the load in force of the same file, read in the same way."""
    [(found,)] = connection.execute(
        "select max(load_id) from base.loads where is_in_force"
        " and load_kind = ? and sha256 = ? and given_source is not distinct from ?"
        " and given_period is not distinct from ?",
        [kind, sha256, options.source, options.period],
    ).fetchall()
    return None if found is None else int(found)


def load(
    kind: str,
    file: str | Path | Sequence[str | Path],
    db: str | Path = DEFAULT_PATH,
    *,
    source: str | None = None,
    period: str | None = None,
    zone: str | None = None,
    total: str | None = None,
    hidden: str | None = None,
    ranks: str | None = None,
    accept_aliases: bool = False,
    project_id: str | None = None,
    dry_run: bool = False,
    progress: bool = False,
) -> LoadReport:
    """Load a file of a kind; a file that has any problem changes nothing.

    Args:
        kind: ``indicators`` (in any shape), ``figures`` (of a text, each as printed),
            ``ledger``, ``progress`` or ``reference``.
        file: a workbook, a text file of cells (UTF-8, GB18030, UTF-16) or a Parquet file; of
            ``reference`` also several, which are one load, for they refer to each other.
        db: path of the database file; readers see the old or the new one, never half.
        source: id or title of the source of rows that name none.
        period: period of rows that name none, such as ``2021-06`` or ``2021年1-6月``.
        zone: zone of a sheet that has no column of zones.
        total: the group or area whose figures rows such as 合计 hold; else they are passed over.
        hidden: ``skip`` or ``load`` hidden rows and columns and cells struck through.
        ranks: among whom ranks count that do not say it: ``province``, ``city``, ``country``.
        accept_aliases: take the zones that are proposed for short names, and keep the names.
        project_id: ``name``, to know projects of a ledger without numbers by zone and name.
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
        raise LoadError(said("unknown_kind", kind=kind, known=", ".join(KINDS)))
    files = [file] if isinstance(file, str | Path) else file
    paths, target = [Path(one) for one in files], Path(db)
    options = Options(source, period, zone, total, hidden, ranks, accept_aliases, project_id)
    with connect(target) as connection:  # says what is wrong with it
        refuse_other_version(connection, target)
    with (
        shown(progress) as step,
        exclusive(target),
        workspace(target) as folder,
        attached(target, folder, paths) as connection,
    ):
        report = Report(", ".join(path.name for path in paths))
        step(f"reading and checking {report.file}", connection)
        sha256 = digest(paths)
        _refuse_options(connection, options)
        staged = _stage(connection, kind, paths, folder, report, options)
        _refuse_problems(report.file if len(paths) > 1 else str(paths[0]), report.problems)
        step("comparing with what is on record", connection)
        counts = staged.compare()
        told = tuple(report.notices)
        columns = tuple(getattr(staged, "meanings", ()))
        changes = tuple(staged.changed())
        numbers = (counts.added, counts.changed, counts.unchanged)
        if not (counts.added or counts.changed):
            same_as = _repeated_load(connection, kind, sha256, options)
            if same_as or not counts.unchanged:
                return LoadReport(None, *numbers, same_as, changes, told, columns)
        if dry_run:
            return LoadReport(None, *numbers, None, changes, told, columns)
        step(f"writing {target.name}", connection)
        load_id = _write(
            connection, staged, target, folder, kind, report.file, sha256, options, sum(numbers)
        )
        if sum(numbers) > _MOST_SOUGHT:
            slips = [said("slips_not_sought", count=f"{_MOST_SOUGHT:,}")]
        else:
            with connect(target) as written:
                slips = slips_of(written, load_id)
        told += tuple(Notice(report.file, "", (), "slip", words.zh, words.en) for words in slips)
        return LoadReport(load_id, *numbers, None, changes, told, columns)


def _refuse_options(connection: duckdb.DuckDBPyConnection, options: Options) -> None:
    """Say once, not at every row, that what is given beside the file is wrong."""
    for name, known in (
        ("hidden", ("skip", "load")),
        ("ranks", ("province", "city", "country")),
        ("project_id", ("name",)),
    ):
        given = getattr(options, name)
        if given is not None and given not in known:
            option = name.replace("_", "-")
            raise LoadError(said("unknown_choice", option=option, given=given, known=known))
    finders: tuple[tuple[str, Callable[..., Any]], ...] = (
        ("source", source_names),
        ("period", KnownPeriods),
        ("zone", subject_names),
        ("total", subject_names),
    )
    for name, named in finders:
        given = getattr(options, name)
        try:
            if given is not None:
                named(connection).find(given)
        except Unreadable as error:
            option = f"--{name} {given}: "
            words = Words(option + error.words.zh, option + error.words.en)
            raise LoadError(words) from error


def vocabulary(kind: str, connection: duckdb.DuckDBPyConnection) -> Vocabulary:
    """The headings that sheets of a kind may have, in a file attached as ``base``."""
    if kind == "reference":
        known = reference_relations(connection)
        return Vocabulary([field for relation in known.values() for field in fields_of(relation)])
    of_figures = kind in ("indicators", "figures")
    return Vocabulary(FIELDS[kind], connection if of_figures else None)


def _stage(
    connection: duckdb.DuckDBPyConnection,
    kind: str,
    paths: list[Path],
    folder: Path,
    report: Report,
    options: Options,
) -> StagedLoad:
    """Read and validate a file of a kind, or several of reference rows."""
    words = vocabulary(kind, connection)
    sheets: list[Sheet] = []
    for number, path in enumerate(paths, 1):
        found = read_sheets(
            connection, path, words, report, folder, options.hidden, f"staged_{number}"
        )
        if len(paths) > 1:
            found = [replace(sheet, name=sheet.name or path.stem) for sheet in found]
        sheets += found
    if kind == "reference":
        return ReferenceLoad(connection, sheets, report)
    if words.of_figures:
        of_text = kind == "figures"
        return FigureLoad(connection, sheets, words, report, options, of_text=of_text)
    if kind == "ledger":
        return LedgerLoad(connection, sheets, report, options)
    return ProgressLoad(connection, sheets, report, options)


def _refuse_problems(path: str, problems: list[Problem]) -> None:
    if problems:
        ordered = sorted(problems, key=lambda p: (p.sheet, p.row or 0, p.column, p.rule))
        plural = "s" if len(ordered) > 1 else ""
        raise LoadError(said("not_loaded", path=path, count=len(ordered), plural=plural), ordered)


def _write(
    connection: duckdb.DuckDBPyConnection,
    staged: StagedLoad,
    target: Path,
    folder: Path,
    kind: str,
    file_name: str,
    sha256: str,
    options: Options,
    row_count: int,
) -> int:
    """Write the load into a copy of the file and put it in its place; the number of the load."""
    connection.execute("detach base")
    with rewriting(target, folder, connection):
        load_id = next_load_id(connection)
        connection.execute("begin")
        connection.execute(
            "insert into base.loads values (?, ?, ?, ?, ?, ?, null, ?, ?, null, null, true)",
            [load_id, kind, file_name, sha256, row_count, now(), options.source, options.period],
        )
        staged.insert(load_id)
        decide_load(connection, load_id, kind)
        connection.execute("commit")
        if kind == "reference":
            refuse_failures(connection, "base.main", target)
    return load_id
