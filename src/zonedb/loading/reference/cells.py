"""What the cells of a reference sheet say: headings, texts with their defaults, and readers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb

from zonedb.loading.columns import code_reader, read_boolean, read_date, read_integer
from zonedb.loading.known_names import Names, unit_symbols
from zonedb.loading.reference.referring import Referring, references
from zonedb.store.catalogue import Column, Relation

# What a cell left blank stands for; everything else that is required must be written.
DEFAULTS = {
    "sources.source_kind": "user",
    "sources.source_priority": "10",
    "sources.date_basis": "not_stated",
    "zones.level_basis": "not_stated",
    "zones.host_basis": "not_stated",
    "indicators.direction": "none",
    "identities.scale": "1",
    "identity_terms.subject_scope": "same",
    "identity_terms.period_scope": "same",
    "targets.qualifier": ">=",
    "targets.period_id": "undated",
}
# What is read together with other cells of its row.
_TOGETHER = ("printed", "period_id", "value", "unit_id", "qualifier", "decimals")
TOGETHER = {f"targets.{name}" for name in _TOGETHER}
_WITHOUT_DEFAULT = {"targets.qualifier"}  # until the value has been read


def headings(column: Column) -> tuple[str, ...]:
    """Every text that heads a column."""
    return (column.name, column.label.zh, column.label.en)


def text_of(table: str, column: str, columns: dict[str, int]) -> str:
    """SQL of the text of a column: its cell, or what a blank cell stands for."""
    place = f"{table}.{column}"
    own = f"cast(c{columns[column]} as varchar)" if column in columns else "null::varchar"
    other = column.removesuffix("_en") + "_zh"
    if column.endswith("_en") and other in columns:
        return f"coalesce({own}, cast(c{columns[other]} as varchar))"
    if place in DEFAULTS and place not in _WITHOUT_DEFAULT:
        return f"coalesce({own}, '{DEFAULTS[place]}')"
    if place == "targets.figure_no":
        return f"coalesce({own}, cast(row_no as varchar))"
    if place == "targets.printed" and "value" in columns:
        return f"coalesce({own}, cast(c{columns['value']} as varchar))"
    return own


def reader_of(
    connection: duckdb.DuckDBPyConnection, relation: Relation, column: Column, referring: Referring
) -> Callable[[str], Any]:
    """What reads the texts of a column."""
    if column.name == "unit_id":
        symbols = unit_symbols(connection)
        return Names((unit, text, unit) for text, unit in symbols.items()).find
    if f"{relation.name}.{column.name}" in ("targets.value", "targets.period_id"):
        return lambda text: text
    if referred := references(relation).get(column.name):
        return referring.finder(referred)
    match column.type.partition("(")[0]:
        case "DATE":
            return read_date
        case "INTEGER":
            return read_integer
        case "BOOLEAN":
            return read_boolean
    [(codes,)] = connection.execute(
        "select count(*) from base.codes where column_name = ?", [column.name]
    ).fetchall()
    if codes and column.name != "breakdown_part":
        return code_reader(connection, column.name)
    return lambda text: text
