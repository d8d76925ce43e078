"""What people read in place of ids and codes: names, symbols and titles in their language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from zonedb.reading.messages import Words
from zonedb.store.catalogue import Column, Relation
from zonedb.store.sql import sql_name

# The views of 4_checks that people read; the others are steps on the way.
VERDICTS = ("reconciliation", "implied_figures", "lineage", "checks")


@dataclass(frozen=True)
class Field:
    """A column as people see it: its label, and names in place of ids or codes."""

    column: Column
    label: Words
    names: dict[Any, str] | None = None

    def show(self, value: Any) -> Any:
        """The value, or the name that stands for it."""
        return value if self.names is None else self.names.get(value, value)


def _id_names(
    connection: duckdb.DuckDBPyConnection, known: dict[str, Relation], lang: str
) -> dict[str, dict[Any, str]]:
    """For each id, the names in the table that it is the key of."""
    found = {}
    for relation in known.values():
        columns = {column.name for column in relation.columns}
        candidates = (f"name_{lang}", f"symbol_{lang}", f"title_{lang}", "title_zh")
        name = next((column for column in candidates if column in columns), None)
        if name and len(relation.primary_key) == 1 and relation.primary_key[0].endswith("_id"):
            [key] = relation.primary_key
            rows = connection.execute(
                f"select {sql_name(key)}, {name} from {relation.sql} where {name} is not null"
            ).fetchall()
            found[key] = dict(rows)
    # metric_values tells its rows apart by ids of several kinds, never by metrics
    items = (names for key, names in found.items() if key != "metric_id")
    return {**found, "item_id": {id_: name for names in items for id_, name in names.items()}}


def _code_names(connection: duckdb.DuckDBPyConnection, lang: str) -> dict[str, dict[Any, str]]:
    found: dict[str, dict[Any, str]] = {}
    for column, code, name in connection.execute(
        f"select column_name, code, name_{lang} from codes"
    ).fetchall():
        found.setdefault(column, {})[code] = name
    return found


def _repeats(name: str, names: set[str], lang: str) -> bool:
    """Whether another column says the same in words, or in the language that is wanted."""
    stem = name.removesuffix("_zh").removesuffix("_en")
    if name.endswith("_id") and f"{name.removesuffix('_id')}_name_{lang}" in names:
        return True
    if f"{name}_name_{lang}" in names:
        return True
    if lang == "zh":
        return f"{stem}_zh" in names and name in (stem, f"{stem}_en")
    return name == f"{stem}_zh" and bool({stem, f"{stem}_en"} & names)


def readable_fields(
    connection: duckdb.DuckDBPyConnection, relations: Sequence[Relation], lang: str
) -> dict[str, list[Field]]:
    """The columns to show of each relation, by its name.

    Left out are columns that repeat another in the other language or as an id. An id without a
    name beside it is shown as the name that its table has for it, a code as ``codes`` has it.
    A table's own key stays an id.
    """
    from zonedb.store.catalogue import relations as all_relations

    id_names = _id_names(connection, all_relations(connection), lang)
    code_names = _code_names(connection, lang)
    shown: dict[str, list[Field]] = {}
    for relation in relations:
        names = {column.name for column in relation.columns}
        fields = shown.setdefault(relation.name, [])
        for column in relation.columns:
            if _repeats(column.name, names, lang):
                continue
            key = next((key for key in id_names if column.name.endswith(key)), None)
            label = Words(
                column.label.zh.removesuffix("(中文)"), column.label.en.removesuffix(" (Chinese)")
            )
            if key and column.name not in relation.primary_key:
                label = Words(
                    label.zh.removesuffix("编号").removesuffix("代码"),
                    label.en.removesuffix(" id").removesuffix(" code"),
                )
                fields.append(Field(column, label, id_names[key]))
            else:
                fields.append(Field(column, label, code_names.get(column.name)))
    return shown
