"""Writes an Excel workbook for people: one sheet a view, labels in their language, definitions."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from zonedb.errors import ExportError
from zonedb.exports.labels import Field, readable_fields
from zonedb.exports.rendering import display_width
from zonedb.office.book import (
    DAY,
    NUMBER,
    PROSE,
    TEXT,
    TITLE,
    Book,
    Link,
    Look,
    Sheet,
    sheet_name,
)
from zonedb.office.words import words
from zonedb.reading.spreadsheets import MOST_ROWS, column_letter
from zonedb.store.catalogue import Column, Relation

MAX_ROWS = MOST_ROWS - 1  # below the header


def _heading(field: Field, units: dict[str, str], lang: str) -> str:
    label = field.label.in_(lang)
    if field.column.unit_id in (None, "item", "times"):
        return label
    return f"{label} ({units[field.column.unit_id or '']})"


def _number_format(column: Column, value: Any) -> str:
    if not isinstance(value, int | float | Decimal) or isinstance(value, bool):
        return "General"
    if column.name.endswith(("_no", "_rank")) or column.type == "INTEGER":
        return "0"
    if column.unit_id == "pct":
        return "0.00"
    return "#,##0" if value == int(value) else "#,##0.00##"


def _width(heading: str, values: Sequence[Any]) -> int:
    shown = (
        f"{value:,.4f}" if isinstance(value, float | Decimal) else str(value)
        for value in values
        if value is not None
    )
    # A heading may wrap onto a second line; what stands below it should not.
    return max([8, (display_width(heading) + 1) // 2 + 2, *map(display_width, shown)])


def _write_relation(
    connection: duckdb.DuckDBPyConnection,
    book: Book,
    relation: Relation,
    fields: Sequence[Field],
    units: dict[str, str],
) -> int:
    """A sheet with the rows of a relation; their number."""
    listed = ", ".join(field.column.sql for field in fields)
    found = connection.execute(f"select {listed} from {relation.sql} order by all").fetchall()
    rows = [[f.show(value) for f, value in zip(fields, row, strict=True)] for row in found]
    if len(rows) > MAX_ROWS:
        raise ExportError(
            f"{relation.name}: has {len(rows)} rows, a sheet holds {MAX_ROWS}; export it as csv"
        )
    headings = [_heading(field, units, book.lang) for field in fields]
    by_column = list(zip(*rows, strict=True)) if rows else [()] * len(fields)
    widths = [_width(heading, values) for heading, values in zip(headings, by_column, strict=True)]
    sheet = Sheet(book, relation.label.in_(book.lang), widths, "A2")
    sheet.raw.auto_filter.ref = f"A1:{column_letter(len(fields))}{len(rows) + 1}"
    sheet.header(headings)
    for row in rows:
        looks = [_look(field.column, value) for field, value in zip(fields, row, strict=True)]
        sheet.add(row, looks)
    return len(rows)


def _look(column: Column, value: Any) -> Look:
    if isinstance(value, str):
        return TEXT
    if column.type in ("DATE", "TIMESTAMP"):
        return DAY
    return NUMBER._replace(format=_number_format(column, value))


def _write_about(
    connection: duckdb.DuckDBPyConnection,
    book: Book,
    chosen: Sequence[Relation],
    counts: dict[str, int],
) -> None:
    """The first sheet: what the workbook holds, who printed the figures, which version it is."""
    text = words("export", book.lang)
    info = dict(connection.execute("select property, property_value from build_info").fetchall())
    [(loads,)] = connection.execute("select count(*) from loads").fetchall()
    sheet = Sheet(book, text["about"], [30, 66, 20, 12], at=0)
    sheet.add([text["title"]], TITLE, height=28)
    sheet.skip()
    sheet.header([text["sheets"], text["what"], text["rows"]], repeated=False)
    counted = [TEXT, TEXT, NUMBER._replace(format="#,##0")]
    for relation in chosen:
        label = relation.label.in_(book.lang)
        row = (_to_sheet(label), relation.description.in_(book.lang), counts[relation.name])
        sheet.add(row, counted)
    sheet.add([_to_sheet(text["definitions"]), None, None], counted)
    sheet.skip()
    names = ("sources", "url", "publisher", "published")
    sheet.header([text[name] for name in names], repeated=False)
    for title, url, *others in connection.execute(
        "select coalesce(title_zh, source_id), url, publisher_zh, published_on from sources"
        " order by source_priority, source_id"
    ).fetchall():
        address = Link(url, url) if url else None
        sheet.add([title, address, *others], [TEXT, TEXT, TEXT, DAY])
    sheet.skip()
    for label, value in (
        (text["licence"], text["own"] if loads else text["cc0"]),
        (text["version"], f"zonedb {info['zonedb_version']}"),
        (text["content"], info["content_fingerprint"]),
        *([(text["as_of"], info["as_of"])] if "as_of" in info else []),
    ):
        sheet.add([label, value], PROSE)


def _to_sheet(label: str) -> Link:
    name = sheet_name(label)
    return Link(name, f"#'{name}'!A1")


def _write_definitions(
    book: Book,
    chosen: Sequence[Relation],
    fields: dict[str, list[Field]],
    units: dict[str, str],
) -> None:
    """The last sheet: what every column of every sheet means."""
    text = words("export", book.lang)
    sheet = Sheet(book, text["definitions"], [20, 24, 36, 12, 48], "A2")
    sheet.header([text[name] for name in ("sheets", "label", "column", "unit", "meaning")])
    for relation in chosen:
        for field in fields[relation.name]:
            column = field.column
            row = (
                relation.label.in_(book.lang),
                field.label.in_(book.lang),
                f"{relation.name}.{column.name}",
                units.get(column.unit_id or "", ""),
                column.description.in_(book.lang),
            )
            sheet.add(row, TEXT)


def write_workbook(
    connection: duckdb.DuckDBPyConnection, path: Path, chosen: Sequence[Relation], lang: str
) -> int:
    """Write a sheet per relation between a sheet about them and one of definitions.

    Returns:
        The number of rows in all.

    Raises:
        ExportError: openpyxl is missing, or a view has more rows than a sheet holds.
    """
    with Book(ExportError, lang, streaming=True) as book:
        units = dict(connection.execute(f"select unit_id, symbol_{lang} from units").fetchall())
        fields = readable_fields(connection, chosen, lang)
        counts = {
            relation.name: _write_relation(connection, book, relation, fields[relation.name], units)
            for relation in chosen
        }
        _write_definitions(book, chosen, fields, units)
        _write_about(connection, book, chosen, counts)
        book.save(path)
    return sum(counts.values())
