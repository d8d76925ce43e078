"""Finds what the cells of a reference workbook refer to, on record or in the workbook itself."""

from __future__ import annotations

from collections.abc import Callable, Collection

import duckdb

from zonedb.loading.known_names import Names
from zonedb.reading.unreadable import Unreadable
from zonedb.store.catalogue import Relation

_REFERENCES = {  # those that the schema does not declare
    "units": {"base_unit_id": "units"},
    "periods": {"head_period_id": "periods", "tail_period_id": "periods"},
    "areas": {"parent_area_id": "areas"},
    "subjects": {"whole_subject_id": "subjects", "benchmark_subject_id": "subjects"},
    "indicators": {"of_indicator_id": "indicators"},
    "targets": {"subject_id": "subjects", "indicator_id": "indicators", "source_id": "sources"},
}
_KEYS = {
    "areas": ("area_id", ("name_zh", "name_en")),
    "subjects": ("subject_id", ("name_zh", "name_en")),
    "indicators": ("indicator_id", ("name_zh", "name_en")),
    "sources": ("source_id", ("title_zh",)),
    "identities": ("identity_id", ()),
    "metrics": ("metric_id", ("name_zh", "name_en")),
    "units": ("unit_id", ("symbol_zh", "symbol_en")),
    "periods": ("period_id", ("name_zh", "name_en")),
}


def references(relation: Relation) -> dict[str, str]:
    """The tables that the columns of a table refer to, by column."""
    declared = {
        key.columns[0]: key.table
        for key in relation.foreign_keys
        if len(key.columns) == 1 and key.table in _KEYS
    }
    return declared | _REFERENCES.get(relation.name, {})


class Referring:
    """The ids and names of rows on record, and of the staged tables ``TABLE_cells``."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, tables: Collection[str]) -> None:
        """``tables`` are those that are staged."""
        self._connection, self._tables = connection, tables
        self._finders: dict[str, Callable[[str], str]] = {}

    def finder(self, table: str) -> Callable[[str], str]:
        """What finds the id of a row by any of its names; an id comes before a name."""
        if table not in self._finders:
            self._finders[table] = self._made(table)
        return self._finders[table]

    def either(self, known: Callable[[str], str], table: str) -> Callable[[str], str]:
        """``known``, which finds what is on record, and after it the rows that are staged."""
        if table not in self._tables:
            return known

        def find(text: str) -> str:
            try:
                return known(text)
            except Unreadable:
                return self.finder(table)(text)

        return find

    def _made(self, table: str) -> Callable[[str], str]:
        key, columns = _KEYS[table]
        ids: set[str] = set()
        named: list[tuple[str, str | None, str]] = []
        for relation in self._relations(table):
            for id_, *names in self._connection.execute(
                f"select {', '.join((key, *columns))} from {relation} where {key} is not null"
            ).fetchall():
                ids.add(id_)
                named += [(id_, name, names[0] or id_) for name in names] or [(id_, None, id_)]
        if table == "subjects":
            more = {"zones": "official_name_zh", "subject_aliases": "alias_zh"}
            for other, column in more.items():
                for relation in self._relations(other):
                    for id_, name in self._connection.execute(
                        f"select subject_id, {column} from {relation}"
                    ).fetchall():
                        if id_ in ids:
                            named.append((id_, name, name or id_))
        find = Names(named).find
        return lambda text: text if text in ids else find(text)

    def _relations(self, table: str) -> tuple[str, ...]:
        staged = (f"{table}_cells",) if table in self._tables else ()
        return (f"base.{table}", *staged)
