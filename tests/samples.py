"""Writes a sample of the real result into the header of every view: ``python tests/samples.py``."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import duckdb

import zonedb
from zonedb.store import headers

ROOT = Path(__file__).parents[1]
ROWS = 3
WIDTH = 76  # characters of a line after its label
CELL = 22  # characters shown of a value
_HIDDEN = re.compile(
    r".*(_zh|_en|_lower|_upper|_start|_end|_bound)|.*_(lower|upper)_.*|formula|load_id|detail"
)
_SAMPLE = re.compile(r"^-- Sample: .*\n(?:--          .*\n)*", re.MULTILINE)


def _shown(value: object) -> str:
    text = "" if value is None else str(value).replace("\n", " ")
    return text if len(text) <= CELL else text[: CELL - 1] + "…"


def _chosen(columns: list[list[str]]) -> list[list[str]]:
    """The first two columns, and of the others the last that are no ids and fit on a line."""
    kept, width = columns[:2], sum(max(map(len, c)) + 3 for c in columns[:2])
    last: list[list[str]] = []
    for column in reversed([c for c in columns[2:] if not c[0].endswith("_id")]):
        if width + max(map(len, column)) + 3 <= WIDTH:
            width += max(map(len, column)) + 3
            last.insert(0, column)
    return kept + last


def sample(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """The lines of the label ``Sample`` of a view or kept table: names, then the fullest rows."""
    answer = connection.execute(f"select * from {name} order by all")
    names = [column[0] for column in answer.description]
    rows = sorted(answer.fetchall(), key=lambda row: sum(cell is None for cell in row))[:ROWS]
    if not rows:
        return "-- Sample:  no row.\n"
    columns = [[title, *(_shown(row[i]) for row in rows)] for i, title in enumerate(names)]
    listed = [c for c in columns if not _HIDDEN.fullmatch(c[0]) and any(c[1:])] or columns[-1:]
    chosen = _chosen(listed)
    widths = [max(map(len, column)) for column in chosen]
    lines = [
        " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in zip(*chosen, strict=True)
    ]
    return "-- Sample:  " + "\n--          ".join(lines) + "\n"


def without_sample(text: str) -> str:
    """The text of a view's file without its sample."""
    return _SAMPLE.sub("", text, count=1)


def with_sample(text: str, lines: str) -> str:
    """The text of a view's file with these lines as its sample."""
    return without_sample(text).replace("\ncreate ", f"\n{lines}create ", 1)


def main() -> None:
    """Write the sample of every view and kept table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "zonedb.duckdb"
        zonedb.build(path)
        with zonedb.connect(path) as connection:
            for file in headers.derived(ROOT):
                text = file.read_text("utf-8")
                file.write_text(with_sample(text, sample(connection, file.stem)), "utf-8")


if __name__ == "__main__":
    main()
