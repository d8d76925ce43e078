"""Opens a file of cells: its sheets as rows of text, whatever its format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from zonedb.errors import LoadError
from zonedb.reading.text_files import csv_rows
from zonedb.reading.workbooks import Fault, Merged, workbook_sheets

_OLD_WORKBOOK = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass
class Grid:
    """A sheet of a file as rows of text, before anyone knows what they mean."""

    name: str
    rows: Iterator[list[str | None]]
    is_spreadsheet: bool
    merged: tuple[Merged, ...] = ()
    faults: list[Fault] = field(default_factory=list)
    shown_otherwise: list[Fault] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: set[tuple[int, int]] = field(default_factory=set)


@dataclass
class Book:
    """The sheets of a file; ``hidden_sheets`` are complete once ``grids`` is exhausted."""

    grids: Iterator[Grid]
    hidden_sheets: list[str]


def open_book(path: Path, is_heading: Callable[[str], bool], within: int) -> Book:
    """The sheets of a file."""
    if not path.is_file():
        raise LoadError(f"{path}: no such file")
    with path.open("rb") as file:
        start = file.read(len(_OLD_WORKBOOK))
    if not start:
        raise LoadError(f"{path}: is empty")
    if start == _OLD_WORKBOOK:
        raise LoadError(
            f"{path}: is an old or password-protected workbook; save it as .xlsx without password"
        )
    match path.suffix.lower():
        case ".xlsx" | ".xlsm":
            sheets = workbook_sheets(path)
            return Book((Grid(s.name, s.rows, True, s.merged, s.faults) for s in sheets), [])
        case ".csv" | ".tsv" | ".txt":
            return Book(iter([Grid("", csv_rows(path, is_heading, within), False)]), [])
    raise LoadError(f"{path}: is neither .csv, .xlsx nor .parquet")
