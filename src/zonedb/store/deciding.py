"""Decides once what holds of stated rows, and fills the kept tables: the work of ``sql/resolve``.

Every function takes a connection whose current database is the one to decide, in the transaction
that publishes. Where ``base`` is asked for, it is the folder with ``sql/``.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import duckdb

from zonedb.store import assets, headers
from zonedb.store.statements import run_file

# What a load of a kind writes, apart from ``loads``.
WRITTEN = {
    "indicators": ("observations", "periods"),
    "figures": ("observations", "periods"),
    "ledger": ("projects", "project_events"),
    "progress": ("project_reports", "periods"),
    "reference": (
        "units", "areas", "sources", "subjects", "subject_members", "zones", "subject_aliases",
        "periods", "indicators", "identities", "identity_terms", "targets",
    ),
}  # fmt: skip
FLAGS = ("is_in_force", "is_current", "is_source_current")
STEPS = ("unit_scale", "step", "below", "above")
DECIDED = (*FLAGS, *STEPS, "whole_factor")
_KEY = "subject_id, indicator_id, period_id"
_FACTS = {"observations": "cast(null as varchar)", "targets": "target_id"}


def text(base: Path, name: str) -> str:
    """The select of a file in ``sql/resolve``, without header and comments on the object."""
    code = assets.read(assets.resolve(base, name)).partition("\ncomment on ")[0]
    head, created, select = code.partition(f"\ncreate table {name} as\n")
    return (select if created else head).rstrip().rstrip(";")


def over(stated: str, name: str, base: Path | None = None) -> str:
    """The select ``sql/resolve/NAME.sql`` over the rows of ``stated``, a select.

    For ``figure_steps`` they have the columns of ``observations`` that its text reads.
    """
    return f"with stated as ({stated}) select * from ({text(base or assets.root(), name)})"


def _stated(table: str, condition: str = "") -> str:
    return (
        f"select rowid as fact_row, {_FACTS[table]} as target_id, source_id, figure_no, passage_no,"
        f" printed, {_KEY}, value, unit_id, qualifier, decimals, note_zh, load_id"
        f" from {table} {condition}"
    )


def _update(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Collection[str], select: str
) -> None:
    assigned = ", ".join(f"{column} = decided.{column}" for column in columns)
    differs = " or ".join(
        f"{table}.{column} is distinct from decided.{column}" for column in columns
    )
    connection.execute(
        f"update {table} set {assigned} from ({select}) as decided"
        f" where {table}.rowid = decided.fact_row and ({differs})"
    )


def _decide_standing(
    connection: duckdb.DuckDBPyConnection, table: str, base: Path, condition: str = ""
) -> None:
    """Say which rows stand and which are to be used: all rows, or those of the keys ``touched``."""
    _update(connection, table, FLAGS, over(_stated(table, condition), "figure_standing", base))


def _decide_targets(connection: duckdb.DuckDBPyConnection, base: Path) -> None:
    """Decide every target: there are few."""
    _update(connection, "targets", STEPS, over(_stated("targets"), "figure_steps", base))
    _decide_standing(connection, "targets", base)


def decide_loads(connection: duckdb.DuckDBPyConnection, base: Path | None = None) -> None:
    """Say which loads are in force."""
    run_file(connection, assets.resolve(base or assets.root(), "loads"))


def decide_figures(connection: duckdb.DuckDBPyConnection, base: Path | None = None) -> None:
    """Decide every observation and target anew."""
    base = base or assets.root()
    run_file(connection, assets.resolve(base, "units"))
    _update(connection, "observations", STEPS, over(_stated("observations"), "figure_steps", base))
    _decide_standing(connection, "observations", base)
    _decide_targets(connection, base)


def decide_touched(connection: duckdb.DuckDBPyConnection, load_ids: Collection[int]) -> None:
    """Decide the keys of the observations of loads, which have their steps, and every target.

    Rows of a load whose keys no other load speaks of stay as they are if it is in force.
    """
    ids = ", ".join(map(str, load_ids)) or "null"
    connection.execute(
        f"update observations set {', '.join(f'{flag} = false' for flag in FLAGS)}"
        f" where load_id in ({ids}) and load_id not in"
        " (select load_id from loads where is_in_force) and is_in_force"
    )
    # The keys of the few other rows first: the load may be large.
    connection.execute(
        f"create or replace temp table others as select distinct {_KEY} from observations"
        f" where coalesce(load_id not in ({ids}), true) and period_id in"
        f" (select distinct period_id from observations where load_id in ({ids}))"
    )
    connection.execute(
        f"create or replace temp table touched as select distinct {_KEY} from"
        f" (select * from observations where load_id in ({ids})) semi join others using ({_KEY})"
    )
    decide_keys(connection, "touched")


def decide_keys(connection: duckdb.DuckDBPyConnection, keys: str) -> None:
    """Decide the observations of the keys in a table, and every target; all have their steps."""
    base = assets.root()
    if connection.execute(f"select 1 from {keys} limit 1").fetchall():
        _decide_standing(connection, "observations", base, f"semi join {keys} using ({_KEY})")
    _decide_targets(connection, base)


def fill_kept(
    connection: duckdb.DuckDBPyConnection,
    changed: Collection[str] | None = None,
    base: Path | None = None,
) -> None:
    """Fill the kept tables: all, or those that read one of the tables in ``changed``."""
    base = base or assets.root()
    stale = set(changed or ())
    for path, header in headers.derived(base).items():
        if changed is not None and not stale.intersection(header.reads):
            continue
        stale.add(path.stem)
        if header.is_kept:
            connection.execute(f"delete from {path.stem}")
            connection.execute(f"insert into {path.stem} {text(base, path.stem)}")


def decide_load(connection: duckdb.DuckDBPyConnection, load_id: int, kind: str) -> None:
    """Decide what a load changes, or the taking back of it; ``kind`` is that of the load."""
    decide_loads(connection)
    if "units" in WRITTEN[kind]:
        run_file(connection, assets.resolve(assets.root(), "units"))
    if {"observations", "targets"} & set(WRITTEN[kind]):
        decide_touched(connection, [load_id])
    fill_kept(connection, WRITTEN[kind])


def decide_all(connection: duckdb.DuckDBPyConnection, base: Path | None = None) -> None:
    """Decide everything anew."""
    decide_loads(connection, base)
    decide_figures(connection, base)
    fill_kept(connection, None, base)
