"""Describes exported files as a Data Package 2: fields, units, keys, sources, licence."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from zonedb.reading.messages import Words
from zonedb.store.catalogue import Column, Relation

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
# https://datapackage.org/standard/table-schema/#field-types
_TYPES = {
    "INTEGER": "integer",
    "BIGINT": "integer",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "VARCHAR": "string",
    "DOUBLE": "number",
}
_MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}
# Readers that go through pandas show NULL in Parquet as nan.
_MISSING = {"csv": [""], "json": [""], "parquet": ["", "nan", "NaT"]}


def _text(words: Words) -> str:
    return f"{words.zh} | {words.en}" if words.zh else ""


def _without_blanks(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value not in (None, "", [])}


def _field(
    column: Column, units: dict[str, str], *, is_required: bool, lang: str
) -> dict[str, Any]:
    return _without_blanks(
        {
            "name": column.name,
            "type": _TYPES.get(column.type, "number"),
            "title": column.label.in_(lang),
            "description": _text(column.description),
            "unit": units.get(column.unit_id or ""),
            "constraints": {"required": True} if is_required else None,
        }
    )


def _schema(
    relation: Relation, format_: str, exported: set[str], units: dict[str, str], lang: str
) -> dict[str, Any]:
    foreign = [
        {
            "fields": list(key.columns),
            "reference": {
                "resource": "" if key.table == relation.name else key.table,
                "fields": list(key.referred),
            },
        }
        for key in relation.foreign_keys
        if key.table in exported
    ]
    return _without_blanks(
        {
            "fields": [
                _field(column, units, is_required=column.name in relation.primary_key, lang=lang)
                for column in relation.columns
            ],
            "primaryKey": list(relation.primary_key),
            "foreignKeys": foreign,
            "missingValues": _MISSING[format_],
        }
    )


def _resource(
    relation: Relation,
    path: Path,
    format_: str,
    exported: set[str],
    units: dict[str, str],
    lang: str,
) -> dict[str, Any]:
    content = path.read_bytes()
    return _without_blanks(
        {
            "name": relation.name,
            "type": "table",
            "path": path.name,
            "title": relation.label.in_(lang),
            "description": _text(relation.description),
            "format": format_,
            "mediatype": _MEDIA_TYPES[format_],
            "encoding": "utf-8" if format_ != "parquet" else None,
            # frictionless counts the bytes of CSV only, and fails elsewhere if told any
            "bytes": len(content) if format_ == "csv" else None,
            "hash": "sha256:" + hashlib.sha256(content).hexdigest() if format_ == "csv" else None,
            "schema": _schema(relation, format_, exported, units, lang),
        }
    )


def _sources(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    found = connection.execute(
        "select source_id, coalesce(title_zh, source_id), publisher_zh, url from sources"
        " order by source_priority, source_id"
    ).fetchall()
    return [
        _without_blanks({"title": f"{title} ({publisher})" if publisher else title, "path": url})
        for _, title, publisher, url in found
    ]


def descriptor(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    chosen: Sequence[Relation],
    format_: str,
    lang: str,
) -> dict[str, Any]:
    """Content of ``datapackage.json`` for the files that stand in ``folder``.

    ``licenses`` is left out where users have loaded data of their own: theirs is not known.
    """
    info = dict(connection.execute("select property, property_value from build_info").fetchall())
    [(loads,)] = connection.execute("select count(*) from loads").fetchall()
    units = dict(connection.execute(f"select unit_id, symbol_{lang} from units").fetchall())
    names = {relation.name for relation in chosen}
    licence = {
        "name": "CC0-1.0",
        "path": "https://creativecommons.org/publicdomain/zero/1.0/",
        "title": "CC0 1.0 Universal",
    }
    return _without_blanks(
        {
            "$schema": PROFILE,
            "name": "zonedb",
            "title": "开发区绩效数据" if lang == "zh" else "Development-zone performance",
            "description": "刊印数字、派生指标与核对 | printed figures, metrics and verdicts;"
            f" content {info['content_fingerprint']}"
            + (f"; 所知截至 | as known on {info['as_of']}" if "as_of" in info else ""),
            "version": info["zonedb_version"],
            "licenses": [] if loads else [licence],
            "sources": _sources(connection),
            "resources": [
                _resource(
                    relation,
                    folder / relation.file(format_),
                    format_,
                    names,
                    units,
                    lang,
                )
                for relation in chosen
            ],
        }
    )
