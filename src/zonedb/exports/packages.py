"""Writes a folder with one file per table or view, and ``datapackage.json``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from zonedb.exports import rendering
from zonedb.exports.datapackage import descriptor
from zonedb.store.catalogue import Column, Relation

_BATCH = 10_000  # rows held in memory at a time


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[Any]:
    while batch := cursor.fetchmany(_BATCH):
        yield from batch


def _csv_field(column: Column) -> str:
    """A column as text of CSV, as ``rendering.write_csv`` has it; DuckDB is faster at it."""
    text = f"cast({column.sql} as varchar)"
    if column.type == "VARCHAR":
        # several times as fast as a regular expression
        special = " or ".join(
            f"contains({text}, {mark})" for mark in ("','", "'\"'", "chr(10)", "chr(13)")
        )
        doubled = f"'\"' || replace({text}, '\"', '\"\"') || '\"'"
        text = f"case when {special} then {doubled} else {text} end"
    elif column.type.startswith("DECIMAL") and not column.type.endswith(",0)"):
        text = f"rtrim(rtrim({text}, '0'), '.')"
    elif column.type == "TIMESTAMP":
        text = f"replace(strftime({column.sql}, '%Y-%m-%dT%H:%M:%S.%f'), '.000000', '')"
    return f"coalesce({text}, '')"


def _write_file(
    connection: duckdb.DuckDBPyConnection,
    relation: Relation,
    path: Path,
    format_: str,
    *,
    bom: bool,
) -> int:
    """Write all rows of a relation, ordered by all columns; their number."""
    sql = f"select * from {relation.sql} order by all"
    if format_ == "parquet":
        connection.sql(sql).write_parquet(str(path), compression="zstd")
        [(count,)] = connection.execute(f"select count(*) from {relation.sql}").fetchall()
        return int(count)
    columns = [column.name for column in relation.columns]
    with path.open("w", encoding="utf-8", newline="") as file:
        if bom:
            return rendering.write_csv(file, columns, _rows(connection.execute(sql)), bom=True)
        if format_ == "csv":
            rendering.write_csv(file, columns, ())
            fields = ", ".join(map(_csv_field, relation.columns))
            lines = _rows(connection.execute(f"select concat_ws(',', {fields}) from ({sql})"))
            return sum(1 for (text,) in lines if file.write(f"{text}\r\n"))
        return rendering.write_json(file, columns, _rows(connection.execute(sql)))


def write_package(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    chosen: Sequence[Relation],
    format_: str,
    *,
    lang: str,
    bom: bool,
) -> int:
    """Write the files and their description into an empty folder; number of rows in all."""
    rows = sum(
        _write_file(connection, relation, folder / relation.file(format_), format_, bom=bom)
        for relation in chosen
    )
    described = descriptor(connection, folder, chosen, format_, lang)
    text = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, "utf-8", newline="\n")
    return rows
