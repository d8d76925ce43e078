"""Texts in SQL, and what DuckDB's errors say."""

from __future__ import annotations

from pathlib import Path


def first_line(error: BaseException) -> str:
    """First line of an error's text."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def sql_text(value: str | Path | None) -> str:
    """A text, or a path, as SQL writes it: in quotes, or null."""
    return "null" if value is None else "'" + str(value).replace("'", "''") + "'"


def is_full(error: BaseException) -> bool:
    """Whether DuckDB says that it could not write all of a file."""
    text = first_line(error).lower()
    return "write" in text or "space" in text or "too large" in text


def sql_name(name: str) -> str:
    """A name of a table or column as SQL writes it: in quotes, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'
