"""Runs a SQL file statement by statement and says where it broke."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb

from zonedb.errors import AssetError
from zonedb.store import assets
from zonedb.store.sql import first_line

_COMMENTS = re.compile(r"\A(?:\s*--[^\n]*\n)*")  # before the first word of a statement
_ERROR_LINE = re.compile(r"^LINE (\d+):", re.MULTILINE)


def _line_in(error: duckdb.Error) -> int:
    found = _ERROR_LINE.search(str(error))
    return int(found.group(1)) if found else 1


def _summary(statement: str) -> str:
    """Start of a statement, without comments, on one line."""
    code = " ".join(re.sub(r"--[^\n]*", "", statement).split())
    return code if len(code) <= 60 else code[:57] + "..."


def run_file(connection: duckdb.DuckDBPyConnection, path: Path) -> str:
    """Execute every statement of a SQL file; returns the text of the file.

    Raises:
        AssetError: names file, line and statement of what failed.
    """
    text = assets.read(path)
    try:
        statements = connection.extract_statements(text)
    except duckdb.Error as error:
        line = _line_in(error)
        source = text.splitlines()[line - 1].strip() if text else ""
        raise AssetError(f"{path}:{line}: {first_line(error)} (in: {_summary(source)})") from error
    position = 0
    for statement in statements:
        code = _COMMENTS.sub("", statement.query).strip()
        position = max(text.find(code, position), position)
        try:
            connection.execute(statement)
        except duckdb.IOException:
            raise  # the disk, not the SQL
        except duckdb.Error as error:
            line = text.count("\n", 0, position) + _line_in(error)
            raise AssetError(
                f"{path}:{line}: {first_line(error)} (in: {_summary(code)})"
            ) from error
    return text
