"""What a page is made of, whichever way it is rendered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 4; its anchor is that of the thing it names."""

    level: int
    text: str
    anchor: str = ""


@dataclass(frozen=True)
class Text:
    """A paragraph; words in backticks are code."""

    text: str


@dataclass(frozen=True)
class Facts:
    """Short statements, each with its label."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """A table with a heading row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True)
class Node:
    """A box of a diagram; ``anchor`` is the place on the page that it leads to."""

    key: str
    label: str
    anchor: str = ""


@dataclass(frozen=True)
class Diagram:
    """Boxes in columns, each column under its heading, joined from left to right."""

    anchor: str
    title: str
    columns: tuple[tuple[str, tuple[Node, ...]], ...]
    edges: tuple[tuple[str, str], ...]


Block = Heading | Text | Facts | Table | Diagram
