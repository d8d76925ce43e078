"""Turns rows into text for people and for other programs."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

BOM = "\ufeff"  # tells Excel that a CSV file is UTF-8

Row = Sequence[Any]


def _plain(value: Any) -> str:
    """A value without trailing zeros; nothing for NULL."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)


def _readable(value: Any) -> str:
    """A value for people: at most four decimals, a dash for NULL, one line."""
    if value is None:
        return "-"
    if isinstance(value, float):
        return _plain(Decimal(f"{value:.4f}"))
    return " ".join(_plain(value).split())


def display_width(text: str) -> int:
    """Columns a text takes in a terminal; a Chinese character takes two."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def _pad(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - display_width(text))
    return space + text if right else text + space


def table(columns: Sequence[str], rows: Sequence[Row], max_width: int | None = None) -> str:
    """Aligned columns; one field a line where the table is wider than ``max_width``."""
    cells = [[_readable(value) for value in row] for row in rows]
    widths = [max(map(display_width, column)) for column in zip(columns, *cells, strict=True)]
    if max_width is not None and sum(widths) + 2 * (len(widths) - 1) > max_width:
        return _records(columns, cells)
    numeric = [
        any(isinstance(row[i], int | float | Decimal) for row in rows) for i in range(len(columns))
    ]

    def line(texts: Sequence[str]) -> str:
        padded = (
            _pad(text, width, right=right)
            for text, width, right in zip(texts, widths, numeric, strict=True)
        )
        return "  ".join(padded).rstrip()

    rule = "  ".join("-" * width for width in widths)
    return "\n".join([line(columns), rule, *map(line, cells)]) + "\n"


def _records(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    width = max(map(len, columns))
    blocks = []
    for number, row in enumerate(cells, 1):
        lines = [f"- {number} -"]
        lines += [f"{name:<{width}}  {text}" for name, text in zip(columns, row, strict=True)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def as_csv(columns: Sequence[str], rows: Sequence[Row], *, bom: bool = False) -> str:
    """RFC 4180 CSV; NULL is an empty field."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_plain(value) for value in row] for row in rows)
    return (BOM if bom else "") + out.getvalue()


def _jsonable(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def as_json(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """A JSON array with one object a row."""
    records = [
        {name: _jsonable(value) for name, value in zip(columns, row, strict=True)} for row in rows
    ]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def as_markdown(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """A Markdown table; bars in text are escaped."""

    def line(texts: Sequence[str]) -> str:
        return "| " + " | ".join(text.replace("|", "\\|") for text in texts) + " |"

    cells = [[_readable(value) for value in row] for row in rows]
    return "\n".join([line(columns), line(["---"] * len(columns)), *map(line, cells)]) + "\n"
