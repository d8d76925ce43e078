"""Turns rows into text for people and for other programs."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TextIO

BOM = "\ufeff"  # tells Excel that a CSV file is UTF-8
# what spreadsheets take for a formula; a number may have a sign
_RUN = re.compile(r"[=@\t\r]|[+-](?!$|\d[\d.,]*(?:e[+-]?\d+)?%?$)")

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
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)


def readable(value: Any) -> str:
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
    cells = [[readable(value) for value in row] for row in rows]
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


def write_csv(
    out: TextIO, columns: Sequence[str], rows: Iterable[Row], *, bom: bool = False
) -> int:
    """RFC 4180 CSV; NULL is an empty field; number of rows.

    With a byte order mark it is meant for a spreadsheet, which would run a text that begins as a
    formula does: an apostrophe before it says that it is text.
    """
    out.write(BOM if bom else "")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        values = [_plain(value) for value in row]
        writer.writerow(["'" + v if bom and _RUN.match(v) else v for v in values])
        count += 1
    return count


def as_csv(columns: Sequence[str], rows: Iterable[Row], *, bom: bool = False) -> str:
    """RFC 4180 CSV as one text."""
    out = io.StringIO()
    write_csv(out, columns, rows, bom=bom)
    return out.getvalue()


def _jsonable(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def write_json(out: TextIO, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """A JSON array with one object a row; number of rows."""
    count = 0
    for row in rows:
        record = {name: _jsonable(value) for name, value in zip(columns, row, strict=True)}
        text = json.dumps(record, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        out.write((",\n  " if count else "[\n  ") + text)
        count += 1
    out.write("\n]\n" if count else "[]\n")
    return count


def as_json(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """A JSON array with one object a row, as one text."""
    out = io.StringIO()
    write_json(out, columns, rows)
    return out.getvalue()


def as_markdown(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """A Markdown table; bars in text are escaped."""

    def line(texts: Sequence[str]) -> str:
        return "| " + " | ".join(text.replace("|", "\\|") for text in texts) + " |"

    cells = [[readable(value) for value in row] for row in rows]
    return "\n".join([line(columns), line(["---"] * len(columns)), *map(line, cells)]) + "\n"
