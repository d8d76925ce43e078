"""What the cells of a reference sheet say: texts with their defaults, and readers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb

from zonedb.loading.kinds import Field
from zonedb.loading.known_names import unit_names
from zonedb.loading.readers import code_reader, read_boolean, read_date, read_integer
from zonedb.loading.reference.referring import Referring, references
from zonedb.loading.reference.rounds import reader as rounds_reader
from zonedb.store.catalogue import Column, Relation

# What a cell left blank stands for; everything else that is required must be written.
DEFAULTS = {
    "sources.source_kind": "user",
    "sources.source_priority": "10",
    "sources.date_basis": "not_stated",
    "zones.level_basis": "not_stated",
    "zones.host_basis": "not_stated",
    "periods.date_basis": "stated",
    "indicators.direction": "none",
    "identities.scale": "1",
    "identity_terms.subject_scope": "same",
    "identity_terms.period_scope": "same",
    "identity_terms.term_form": "value",
    "targets.qualifier": ">=",
    "targets.period_id": "undated",
}
# In a sheet of identities and their terms the indicator of a term needs a heading of its own.
_ALSO: dict[str, tuple[str, ...]] = {
    "identity_terms.indicator_id": ("term_indicator_id", "分项指标", "term indicator")
}
# What is read together with other cells of its row, and has no default before that.
TOGETHER = ("printed", "period_id", "value", "unit_id", "qualifier", "decimals")


def fields_of(relation: Relation) -> tuple[Field, ...]:
    """The columns of a table as fields of a sheet."""
    fields = []
    for column in relation.columns:
        label = column.label
        also: tuple[str, ...] = _ALSO.get(f"{relation.name}.{column.name}", ())
        for ending in ("(中文)", "编号"):  # the plain word: 定义, 单位
            plain = label.zh.removesuffix(ending)
            if plain != label.zh and plain not in {one.label.zh for one in relation.columns}:
                also += (plain,)
        fields.append(Field(column.name, label.zh, label.en, _reader(column), "", "", also=also))
    return tuple(fields)


def _reader(column: Column) -> str:
    return "text" if column.type == "VARCHAR" else "value"


def text_of(table: str, column: str, columns: dict[str, int]) -> str:
    """SQL of the text of a column: its cell, or what a blank cell stands for.

    A text in one language stands for the other one as well.
    """
    own = f"cast(c{columns[column]} as varchar)" if column in columns else "null::varchar"
    place, (stem, _, language) = f"{table}.{column}", column.rpartition("_")
    other = f"{stem}_{'zh' if language == 'en' else 'en'}"
    if language in ("zh", "en") and other in columns:
        return f"coalesce({own}, cast(c{columns[other]} as varchar))"
    if place in DEFAULTS and place != "targets.qualifier":
        return f"coalesce({own}, '{DEFAULTS[place]}')"
    if place == "targets.figure_no":
        return f"coalesce({own}, cast(row_no as varchar))"
    if place == "targets.printed" and "value" in columns:
        return f"coalesce({own}, cast(c{columns['value']} as varchar))"
    return own


def reader_of(
    connection: duckdb.DuckDBPyConnection, relation: Relation, column: Column, referring: Referring
) -> Callable[[str], Any] | None:
    """What reads the texts of a column; None where they stand for themselves."""
    if column.name == "unit_id" and relation.name != "units":
        return referring.either(unit_names(connection).find, "units")
    if referred := references(relation).get(column.name):
        find = referring.finder(referred)
        return rounds_reader(find) if relation.name == "periods" else find
    match column.type.partition("(")[0]:
        case "DATE":
            return read_date
        case "INTEGER":
            return read_integer
        case "BOOLEAN":
            return read_boolean
        case "DECIMAL":
            return read_decimal
    [(codes,)] = connection.execute(
        "select count(*) from base.codes where column_name = ?", [column.name]
    ).fetchall()
    return (
        code_reader(connection, column.name) if codes and column.name != "breakdown_part" else None
    )


def read_decimal(text: str) -> str:
    """A number with all its decimals."""
    from decimal import Decimal, InvalidOperation

    from zonedb.reading.unreadable import Unreadable, name_key

    try:
        number = Decimal(name_key(text).replace(",", ""))
    except InvalidOperation:
        raise Unreadable("no_number", text) from None
    if not number.is_finite():
        raise Unreadable("not_finite")
    return f"{number:f}"
