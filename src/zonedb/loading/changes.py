"""What changes for the reader between two states of a file: figures, projects and rates."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

# Keys and values of what is compared, in each state; {rows} narrows the figures to those of loads.
_COMPARED = {
    "figure": (
        ("source_id", "subject_id", "indicator_id", "period_id"),
        "printed",
        "source_figures {rows}",
    ),
    "project": (
        ("project_id",),
        "concat_ws(', ', name_zh, subject_id, project_status, leader_zh,"
        " planned_investment_cny_100m, expected_output_cny_100m)",
        "valid_projects",
    ),
    "rate": (
        ("metric_id", "subject_id", "period_id", "item_id"),
        "cast(round(value, 2) as varchar)",
        "metric_values {rows} where unit_id = 'pct' and metric_id <> 'ledger_rate'",
    ),
    "ledger_rate": (
        ("rate_indicator_id", "subject_id", "period_id"),
        "cast(round(rate_pct, 2) as varchar)",
        "ledger_rates",
    ),
}


@dataclass(frozen=True)
class Changed:
    """A cell that changes what is on record: where it stands, the old and the new value."""

    sheet: str
    cell: str
    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Change:
    """A figure, project or rate with its ids, and what it was and is; None: there is none."""

    kind: str
    ids: dict[str, str]
    old: str | None
    new: str | None


def compared(connection: duckdb.DuckDBPyConnection, load_id: int) -> list[Change]:
    """What differs between the files attached as ``before`` and ``base``, by a load's rows.

    Args:
        connection: with both files; ``base`` is the newer one.
        load_id: figures and rates are compared for the subjects and periods it speaks of.
    """
    connection.execute(
        "create or replace temp table spoken_of as select distinct subject_id, period_id"
        f" from base.observations where load_id = {load_id}"
    )
    connection.execute(
        "create or replace temp table spoken_for as select distinct identity_links.subject_id,"
        " period_links.period_id from spoken_of"
        " inner join base.identity_links on spoken_of.subject_id = identity_links.term_subject_id"
        " inner join base.period_links on spoken_of.period_id = period_links.term_period_id"
    )
    changes: list[Change] = []
    for kind, (keys, value, relation) in _COMPARED.items():
        narrowed = "spoken_of" if kind == "figure" else "spoken_for"
        rows = relation.format(rows=f"semi join {narrowed} using (subject_id, period_id)")
        listed = ", ".join(keys)
        same = " and ".join(f"old.{key} is not distinct from new.{key}" for key in keys)
        for state in ("before", "base"):
            connection.execute(f"use {state}")
            connection.execute(
                f"create or replace temp table {state}_rows as"
                f" select {listed}, {value} as value from {rows}"
            )
        for *ids, old, new in connection.execute(
            f"select {', '.join(f'coalesce(old.{key}, new.{key})' for key in keys)}, old.value,"
            f" new.value from before_rows as old full join base_rows as new on {same}"
            " where old.value is distinct from new.value order by all"
        ).fetchall():
            named = {key: text for key, text in zip(keys, ids, strict=True) if text is not None}
            changes.append(Change(kind.removeprefix("ledger_"), named, old, new))
    connection.execute("use base")
    return changes
