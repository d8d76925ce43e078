"""Builds the database file from the SQL files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from zonedb.errors import AssetError, TargetError
from zonedb.reading.messages import said
from zonedb.store import assets, headers, named_queries
from zonedb.store import deciding as resolve
from zonedb.store.assets import DEFAULT_PATH
from zonedb.store.attaching import attach, confine, spare_memory, take_in_log
from zonedb.store.carrying import carry_over
from zonedb.store.chinese_views import create_chinese_views
from zonedb.store.findings import refuse_failures
from zonedb.store.fingerprint import content_fingerprint
from zonedb.store.locking import exclusive
from zonedb.store.opening import Kind, connect, kind_of
from zonedb.store.progress import Step, measured, shown
from zonedb.store.publishing import replacing
from zonedb.store.sql import first_line, is_full, sql_text
from zonedb.store.statements import run_file
from zonedb.version import __version__

STORAGE_VERSION = "v1.1.0"  # the oldest format that readers from DuckDB 1.1 to 2.x open
BLOCK_SIZE = 16384  # bytes; a small file, which can be mailed

_COLUMN_COMMENTS = """
    select string_agg(
        'comment on column "' || table_name || '"."' || column_name || '" is '''
        || replace(
            label_zh || coalesce(';' || description_zh, '') || ' | '
            || label_en || coalesce('; ' || description_en, ''),
            '''', ''''''
        ) || ''';', ' ')
    from duckdb_columns()
    inner join data_dictionary using (column_name)
    where database_name = current_database()
"""
_OBJECTS = """
    select table_name from duckdb_tables() where database_name = current_database()
    union all
    select view_name from duckdb_views() where database_name = current_database() and not internal
    order by all
"""
_VIEWS = """
    select '"' || schema_name || '"."' || view_name || '"'
    from duckdb_views() where not internal order by all
"""


@dataclass(frozen=True)
class BuildReport:
    """What a build wrote."""

    path: Path
    fingerprint: str
    tables: int
    views: int
    figures: int


def _objects(connection: duckdb.DuckDBPyConnection) -> list[str]:
    return [name for (name,) in connection.execute(_OBJECTS).fetchall()]


def _refuse_to_overwrite(target: Path, kind: Kind) -> None:
    """Raise unless ``target`` is missing or holds just what zonedb wrote."""
    match kind:
        case Kind.MISSING:
            return
        case Kind.LOCKED:
            raise TargetError(said("open_elsewhere", path=target))
        case Kind.FOREIGN | Kind.UNREADABLE:
            raise TargetError(
                f"{target}: zonedb did not write this file; give another name with --db, "
                "or overwrite it with --force"
            )
    with connect(target) as connection:
        written = connection.execute(
            "select property_value from build_info where property = 'objects'"
        ).fetchall()
        added = set(_objects(connection)) - {name for (row,) in written for name in row.split(",")}
    if added:
        raise TargetError(
            f"{target}: holds tables that zonedb did not write ({', '.join(sorted(added))}); "
            "copy them elsewhere, or drop them with --force"
        )


def _create_derived(connection: duckdb.DuckDBPyConnection, base: Path) -> list[str]:
    """Create every view and kept table, enter its header in the dictionary; texts of the files."""
    texts = []
    for order, (path, header) in enumerate(headers.derived(base).items(), 1):
        texts.append(run_file(connection, path))
        connection.execute(
            "insert into view_dictionary values (?, ?, ?, ?, ?, ?, ?)",
            [
                path.stem,
                path.parent.relative_to(base / "sql").as_posix().removeprefix("views/"),
                order,
                header.grain,
                ",".join(header.reads),
                header.formula,
                header.nulls,
            ],
        )
    return texts


def _fill(
    connection: duckdb.DuckDBPyConnection, base: Path, carried: Path | None, *, chinese_views: bool
) -> str:
    """Create and fill everything in one transaction; returns the fingerprint."""
    connection.execute("begin")
    ddl = [run_file(connection, assets.schema(base))]
    for path in assets.seeds(base):
        run_file(connection, path)
    resolve.decide_figures(connection, base)
    ddl += _create_derived(connection, base)
    [(comments,)] = connection.execute(_COLUMN_COMMENTS).fetchall()
    connection.execute(comments or "select 1").fetchall()
    fingerprint = content_fingerprint(connection, ddl)
    if chinese_views:
        create_chinese_views(connection)
    if base != assets.root():  # the package's own views are read by its tests
        _read_views(connection)
    if carried is not None:
        carry_over(connection, carried)
        resolve.decide_all(connection, base)
    connection.executemany(
        "insert into build_info values (?, ?)",
        [
            ("application", "zonedb"),
            ("zonedb_version", __version__),
            ("content_fingerprint", fingerprint),
            ("duckdb_version", duckdb.__version__),
            ("objects", ",".join(_objects(connection))),
        ],
    )
    connection.execute("commit")
    return fingerprint


def _write(
    path: Path, base: Path, storage_version: str, carried: Path | None, *, chinese_views: bool
) -> str:
    with duckdb.connect() as connection:
        if carried is not None:
            spare_memory(connection, path.parent)
            attach(connection, carried, "older")
        connection.execute(
            f"attach {sql_text(path)} as zonedb"
            f" (storage_version '{storage_version}', block_size {BLOCK_SIZE})"
        )
        confine(connection, [path.parent])
        connection.execute("use zonedb")
        fingerprint = _fill(connection, base, carried, chinese_views=chinese_views)
        connection.execute("checkpoint zonedb")
        connection.execute("use memory")
        connection.execute("detach zonedb")
    return fingerprint


def _read_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Read every row of every view; names the view that breaks."""
    for (view,) in connection.execute(_VIEWS).fetchall():
        try:
            connection.execute(f"select * from {view}").fetchall()
        except duckdb.Error as error:
            raise AssetError(f"view {view}: {first_line(error)}") from error


def _read_back(path: Path, target: Path, step: Step) -> tuple[int, int, int]:
    """Check the finished file; counts of tables, views and figures."""
    with connect(path, external_access=True) as connection:
        measured(connection)
        spare_memory(connection, path.parent)
        confine(connection)
        step("checking", connection)
        refuse_failures(connection, "main", target, "not_built")
        [(views, figures)] = connection.execute(
            "select (select count(*) from duckdb_views() where not internal),"
            " (select count(*) from observations where is_in_force)"
            " + (select count(*) from targets where is_in_force)"
        ).fetchall()
        return len(_objects(connection)) - views, views, figures


def build(
    db: str | Path = DEFAULT_PATH,
    *,
    force: bool = False,
    drop_loads: bool = False,
    storage_version: str = STORAGE_VERSION,
    chinese_views: bool = False,
    assets_root: str | Path | None = None,
    progress: bool = False,
) -> BuildReport:
    """Build the database file; an older one stays in place until the new one is complete.

    What users have loaded into the older one is carried over and checked again; where a load no
    longer fits, nothing is replaced.

    Args:
        db: path of the file to write.
        force: overwrite a file, or drop tables, that zonedb did not write.
        drop_loads: leave behind what was loaded into the older file.
        storage_version: DuckDB storage format, such as ``v1.1.0``, or ``latest``; newer ones
            are not opened by older readers.
        chinese_views: add the schema ``zh``, the same objects under Chinese names.
        assets_root: folder with ``sql/`` and ``seeds/``, by default those of the package.
        progress: show on standard error how far it has come, if that is a terminal.

    Returns:
        BuildReport: path, content fingerprint, and numbers of tables, views and figures.

    Raises:
        TargetError: the file cannot or must not be written.
        AssetError: a SQL or seed file is broken.
        CheckError: a check at level error fails.
        LoadError: a load of the older file does not fit the new tables.
    """
    target = Path(db)
    base = Path(assets_root) if assets_root is not None else assets.root()
    if not re.fullmatch(r"v\d+\.\d+\.\d+|latest", storage_version):
        raise TargetError(f"storage version {storage_version}: write it like v1.1.0, or latest")
    kind = kind_of(target)
    if chinese_views and target.stem == "zh":
        raise TargetError(f"{target}: a file named zh cannot hold schema zh; give another name")
    if kind is Kind.FOLDER:
        raise TargetError(f"{target}: is a folder or a device; give the name of a file with --db")
    if not force:
        _refuse_to_overwrite(target, kind)
    carried = target if kind is Kind.ZONEDB and not drop_loads else None
    with shown(progress) as step, exclusive(target), replacing(target) as temporary:
        take_in_log(target)
        step("building" if carried is None else "building, and carrying over what was loaded")
        try:
            fingerprint = _write(
                temporary, base, storage_version, carried, chinese_views=chinese_views
            )
        except duckdb.Error as error:
            reason = first_line(error)
            if is_full(error):
                reason = "cannot be written in full (is the disk full?)"
            elif storage_version in reason:
                reason = f"DuckDB {duckdb.__version__} knows no storage version {storage_version}"
            raise TargetError(f"{target}: {reason}; the file is as it was") from error
        tables, views, figures = _read_back(temporary, target, step)
    named_queries.forget(target)
    return BuildReport(target, fingerprint, tables, views, figures)
