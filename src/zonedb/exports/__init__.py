"""Files made from a database: for people (XLSX, CSV), for programs (Parquet, JSON), for Superset.

A CSV, Parquet or JSON export is a folder with one file per table or view and a
``datapackage.json`` (Data Package 2) that says what every column means.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from zonedb.errors import ExportError, TargetError
from zonedb.store.assets import DEFAULT_PATH

if TYPE_CHECKING:
    import duckdb

    from zonedb.store.catalogue import Relation

FOLDER_FORMATS = ("csv", "parquet", "json")
FORMATS = (*FOLDER_FORMATS, "xlsx", "superset")


def _chosen_format(given: str | None, target: Path) -> str:
    format_ = given or ("xlsx" if target.suffix.lower() == ".xlsx" else None)
    if format_ is None:
        raise ExportError(f"{target}: which format? add --format with one of {', '.join(FORMATS)}")
    if format_ not in FORMATS:
        raise ExportError(f"format {format_}: there is none; it is one of {', '.join(FORMATS)}")
    return format_


def _chosen_relations(
    connection: duckdb.DuckDBPyConnection, views: Sequence[str], format_: str
) -> list[Relation]:
    """The tables and views asked for, in the order given; by default those of the format."""
    from zonedb.exports.labels import VERDICTS
    from zonedb.store.catalogue import relations

    known = relations(connection)
    for name in views:
        if name not in known:
            close = get_close_matches(name.lower(), known, n=3)
            hint = f"did you mean {' or '.join(close)}?" if close else "zonedb queries lists them"
            raise ExportError(f"view {name}: there is none; {hint}")
    if views:
        return [known[name] for name in dict.fromkeys(views)]
    if format_ in FOLDER_FORMATS:
        steps = connection.execute(
            "select view_name from view_dictionary"
            " where view_layer in ('4_checks/derivations', '4_checks/findings')"
        ).fetchall()
        return [relation for name, relation in known.items() if (name,) not in steps]
    # what people read, not what programs join
    reports = connection.execute(
        "select view_name from view_dictionary where view_layer = '3_reports' order by view_name"
    ).fetchall()
    return [known[name] for name in (*(name for (name,) in reports), *VERDICTS)]


def _refuse_target(target: Path, database: Path, *, is_folder: bool, force: bool) -> None:
    """Raise unless the target is free, or is an earlier export and may be overwritten."""
    if target.resolve() == database.resolve():
        raise TargetError(f"{target}: is the database itself; give another name")
    if not target.exists():
        return
    if is_folder != target.is_dir():
        what = "is a file; give the name of a folder" if is_folder else "is a folder; name a file"
        raise TargetError(f"{target}: {what}")
    if not is_folder and not target.is_file():
        raise TargetError(f"{target}: is no regular file")
    if is_folder and target.resolve() == Path.cwd():
        raise TargetError(f"{target}: is the current folder; name one inside it")
    if is_folder and not any(target.iterdir()):
        return
    if not force:
        raise TargetError(f"{target}: exists; give another name, or overwrite it with --force")
    if is_folder and (foreign := _foreign_file(target)):
        raise TargetError(
            f"{target}: holds {foreign}, which is no part of an export; name another folder"
        )


def _foreign_file(folder: Path) -> str | None:
    """A file of the folder that no earlier export wrote; only such an export is replaced."""
    import json

    names = sorted(path.name for path in folder.iterdir())
    try:
        package = json.loads((folder / "datapackage.json").read_text("utf-8"))
        listed = {resource["path"] for resource in package["resources"]}
        own = {"datapackage.json", *listed} if package["name"] == "zonedb" else set()
    except (OSError, ValueError, TypeError, KeyError):
        own = set()
    return next((name for name in names if name not in own), None)


def export(
    target: str | Path,
    db: str | Path = DEFAULT_PATH,
    *,
    format: str | None = None,
    views: Sequence[str] = (),
    lang: str = "zh",
    bom: bool = False,
    force: bool = False,
    as_of: str | date | datetime | None = None,
) -> str:
    """Write tables and views of a database file in another format.

    Args:
        target: folder (csv, parquet, json) or file (xlsx, superset) to write.
        db: path of the database file.
        format: ``csv``, ``parquet``, ``json``, ``xlsx`` or ``superset``; by default ``xlsx``
            where the target is named ``.xlsx``.
        views: names of tables and views; by default all but the steps of the checks
            (``4_checks/derivations`` and ``findings``), in a workbook the reports and verdicts.
        lang: language of labels, ``zh`` or ``en``.
        bom: begin CSV files with a byte order mark, for Excel.
        force: overwrite an earlier export.
        as_of: a day or time; what is written is then what was known at the end of that day.

    Returns:
        What was written, in a few words.

    Raises:
        ExportError: format, view or language is unknown, or a library is missing.
        TargetError: the target cannot or must not be written.
        DatabaseError: the database is missing, locked, or not one of zonedb's.
    """
    from zonedb.store.opening import clear_errors, connect

    target, database = Path(target), Path(db)
    format_ = _chosen_format(format, target)
    if lang not in ("zh", "en"):
        raise ExportError(f"language {lang}: there is none; it is zh or en")
    if bom and format_ != "csv":
        raise ExportError(f"--bom goes with --format csv, not with {format_}")
    if views and format_ == "superset":
        raise ExportError("--view does not go with --format superset; its dashboard needs them all")
    if as_of is not None and format_ == "superset":
        raise ExportError("--as-of does not go with --format superset; its charts ask the file")
    connect(database).close()  # says what is wrong with it
    is_folder = format_ in FOLDER_FORMATS
    _refuse_target(target, database, is_folder=is_folder, force=force)
    if is_folder:
        from zonedb.store.publishing import replacing_folder as replacing
    else:
        from zonedb.store.publishing import replacing
    with (
        replacing(target) as temporary,
        connect(database, as_of=as_of, writes=temporary.parent) as connection,
        clear_errors(database, target),
    ):
        if format_ == "superset":
            from zonedb.exports.superset import write_bundle

            write_bundle(connection, database, temporary, lang)
            return "Superset import bundle"
        chosen = _chosen_relations(connection, views, format_)
        if is_folder:
            from zonedb.exports.packages import write_package

            rows = write_package(connection, temporary, chosen, format_, lang=lang, bom=bom)
            return f"{len(chosen)} {format_} files, {rows} rows, datapackage.json"
        from zonedb.exports.workbook import write_workbook

        return f"{len(chosen)} sheets, {write_workbook(connection, temporary, chosen, lang)} rows"
