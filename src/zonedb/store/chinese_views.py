"""The schema ``zh``: every table and view once more, as a thin view under Chinese names."""

from __future__ import annotations

import duckdb

from zonedb.store.catalogue import Relation, relations


def _quoted(text: str, mark: str) -> str:
    return mark + text.replace(mark, mark * 2) + mark


def _statements(relation: Relation, comment: str) -> list[str]:
    name = f"zh.{_quoted(relation.label.zh, chr(34))}"
    columns = ",\n".join(
        f"    cast({column.name} as {column.type}) as {_quoted(column.label.zh, chr(34))}"
        for column in relation.columns
    )
    remarks = [
        f"comment on column {name}.{_quoted(column.label.zh, chr(34))} is "
        + _quoted(f"{column.name} | {column.label.en}", "'")
        for column in relation.columns
    ]
    return [
        f"create view {name} as\nselect\n{columns}\nfrom main.{relation.name}",
        f"comment on view {name} is {_quoted(comment, chr(39))}",
        *remarks,
    ]


def create_chinese_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Create schema ``zh`` from the labels that the comments of ``main`` hold."""
    found = relations(connection)
    connection.execute("create schema zh")
    for relation in found.values():
        comment = f"{relation.description.zh or relation.label.zh} | {relation.name}"
        for statement in _statements(relation, comment):
            connection.execute(statement)
