"""What a file is before anyone knows what it means: sheets of rows of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell as such, whatever its column is for."""

    row: int
    column: int
    value: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that are merged into one; only the first of them holds a value."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass
class Grid:
    """A sheet of a file as rows of text, before anyone knows what they mean.

    Attributes:
        name: of the sheet; empty in a text file.
        rows: row 1 first, blank rows included, cells stripped, blank ones None.
        is_spreadsheet: whether cells are named ``B7``, else by row and heading.
        merged: areas of merged cells.
        faults: what is wrong with single cells as such; grows while rows are read.
        shown_otherwise: cells whose format shows fewer decimals than they hold, with the full
            number (in percent if that is what they show); grows while rows are read.
        hidden_rows: hidden or filtered out; complete before rows are read.
        hidden_columns: hidden; complete before rows are read.
        struck: (row, column) of cells struck through; grows while rows are read.
    """

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
    """The sheets of a file; hidden ones are named, and not read."""

    grids: Iterator[Grid]
    hidden_sheets: list[str] = field(default_factory=list)


class Refused(ValueError):
    """What makes a whole file unreadable, as a rule of the messages and its details."""

    def __init__(self, rule: str, **details: object) -> None:
        """Take the rule; file and sheet are added by whoever knows them."""
        super().__init__(rule)
        self.rule = rule
        self.details = details
