"""Reads the parts of an Open XML workbook that hold cells, and refuses those that would lose some.

Other readers fill in rows by the numbers that a part states, and drop what is out of order; here
every row and cell has to stand behind the one before it, inside the limits of a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import IO, Any
from xml.parsers import expat

from zonedb.reading.grids import Merged, Refused
from zonedb.reading.spreadsheets import MOST_COLUMNS, MOST_ROWS, column_letter

_CHUNK = 1 << 16
_MOST_PENDING = 1 << 20  # bytes of one tag: the parser begins anew with each chunk of a long one
_MOST_TEXT = 1 << 17  # characters of a cell, four times those that Excel takes
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile("_x000([9AaDd])_")  # a tab or line end inside a text


@dataclass(slots=True)
class RawCell:
    """A cell as its part holds it; ``formula`` is None where there is none."""

    column: int
    kind: str
    style: int
    text: str
    formula: str | None
    is_struck: bool


@dataclass
class Layout:
    """What has to be known of a sheet before its rows are read."""

    merged: list[Merged] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    has_cells: bool = False


@cache
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _place(text: str) -> tuple[int, int]:
    """Row and column of a place such as ``B7``."""
    found = _PLACE.fullmatch(text)
    if found:
        row, column = int(found[2]), _column(found[1])
        if 1 <= row <= MOST_ROWS and column <= MOST_COLUMNS:
            return row, column
    raise Refused("sheet_cell_place", place=text[:40])


def _is_true(text: str | None) -> bool:
    return text in ("1", "true", "on")


def _refuse_entities(*_: Any) -> None:
    """No program writes a document type into a workbook; its entities may unpack without end."""
    raise Refused("sheet_entities")


def _parser() -> Any:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_entities
    return parser


def _fed(parser: Any, file: IO[bytes]) -> Iterator[None]:
    """Feed a part to the parser, piece by piece."""
    fed = 0
    while chunk := file.read(_CHUNK):
        parser.Parse(chunk, False)
        fed += len(chunk)
        if fed - parser.CurrentByteIndex > _MOST_PENDING:
            raise Refused("sheet_cell_long", most=_MOST_TEXT)
        yield
    parser.Parse(b"", True)
    yield


class _Texts:
    """Takes the text of an element out of the events of a parser."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser
        self._parts: list[str] = []
        self._size = 0

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._size += len(text)
        if self._size > _MOST_TEXT:
            raise Refused("sheet_cell_long", most=_MOST_TEXT)

    def begin(self) -> None:
        self._parts.clear()
        self._size = 0
        self.go_on()

    def go_on(self) -> None:
        self._parser.CharacterDataHandler = self._add

    def pause(self) -> None:
        self._parser.CharacterDataHandler = None

    def take(self) -> str:
        self.pause()
        return "".join(self._parts)


def _unescaped(text: str) -> str:
    """A text without the escapes of tabs and line ends."""
    if "_x000" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


class _Strings:
    """Collects rich text: its runs without their phonetic aid, and whether any is struck out."""

    def __init__(self, parser: Any) -> None:
        self._texts = _Texts(parser)
        self._in_phonetic = False
        self._in_run = False
        self.is_struck = False

    def begin(self) -> None:
        self._texts.begin()
        self._texts.pause()
        self._in_phonetic = self._in_run = self.is_struck = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "t" and not self._in_phonetic:
            self._texts.go_on()
        elif name == "rPh":
            self._in_phonetic = True
        elif name == "r":
            self._in_run = True
        elif name == "strike" and self._in_run:
            self.is_struck = self.is_struck or _is_true(attributes.get("val", "1"))

    def end(self, name: str) -> None:
        if name == "t":
            self._texts.pause()
        elif name == "rPh":
            self._in_phonetic = False

    def take(self) -> str:
        return _unescaped(self._texts.take())


def shared_strings(file: IO[bytes]) -> tuple[list[str], set[int]]:
    """The texts that cells refer to by number, and the numbers of those that are struck out."""
    texts: list[str] = []
    struck: set[int] = set()
    parser = _parser()
    strings = _Strings(parser)

    def start(name: str, attributes: dict[str, str]) -> None:
        name = name.removeprefix(_MAIN)
        if name == "si":
            strings.begin()
        else:
            strings.start(name, attributes)

    def end(name: str) -> None:
        name = name.removeprefix(_MAIN)
        if name != "si":
            strings.end(name)
            return
        if strings.is_struck:
            struck.add(len(texts))
        texts.append(strings.take())

    parser.StartElementHandler, parser.EndElementHandler = start, end
    for _ in _fed(parser, file):
        pass
    return texts, struck


def layout(file: IO[bytes]) -> Layout:
    """Merged cells, hidden rows and columns of a sheet, and whether it holds anything."""
    found = Layout()
    row = 0

    def on_row(attributes: dict[str, str]) -> None:
        nonlocal row
        row = _row_number(attributes, row)
        if _is_true(attributes.get("hidden")):
            found.hidden_rows.add(row)

    def on_column(attributes: dict[str, str]) -> None:
        if _is_true(attributes.get("hidden")):
            first, last = int(attributes["min"]), int(attributes["max"])
            found.hidden_columns.update(range(max(first, 1), min(last, MOST_COLUMNS) + 1))

    def on_merged(attributes: dict[str, str]) -> None:
        first, _, last = attributes["ref"].partition(":")
        (top, left), (bottom, right) = _place(first), _place(last or first)
        found.merged.append(Merged(left, top, right, bottom))

    def on_value(_: dict[str, str]) -> None:
        found.has_cells = True

    handlers: dict[str, Callable[[dict[str, str]], None]] = {
        _MAIN + "row": on_row,
        _MAIN + "col": on_column,
        _MAIN + "mergeCell": on_merged,
        _MAIN + "v": on_value,
        _MAIN + "is": on_value,
        _MAIN + "f": on_value,
    }

    def start(name: str, attributes: dict[str, str]) -> None:
        handler = handlers.get(name)
        if handler:
            handler(attributes)

    parser = _parser()
    parser.StartElementHandler = start
    for _ in _fed(parser, file):
        pass
    return found


def _row_number(attributes: dict[str, str], before: int) -> int:
    """Number of a row, which may leave it out; it has to be behind the row before."""
    text = attributes.get("r")
    if text is None:
        number = before + 1
    else:
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    if not 1 <= number <= MOST_ROWS:
        raise Refused("sheet_row_number", row=(text or str(number))[:40], most=MOST_ROWS)
    if number <= before:
        raise Refused("sheet_row_order", row=number, before=before)
    return number


class _Rows:
    """Makes the rows of a sheet out of the events of a parser."""

    def __init__(self) -> None:
        self.done: list[tuple[int, list[RawCell]]] = []
        self.parser = _parser()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self._texts = _Texts(self.parser)
        self._strings = _Strings(self.parser)
        self._row = 0
        self._cells: list[RawCell] = []
        self._cell: RawCell | None = None
        self._in_string = False
        self._shared: dict[str, str] = {}
        self._group: str | None = None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.removeprefix(_MAIN)
        if name == "row":
            self._row = _row_number(attributes, self._row)
            self._cells = []
        elif name == "c":
            self._cell = self._begun(attributes)
        elif self._cell is None:
            return
        elif name == "is":
            self._in_string = True
            self._strings.begin()
        elif self._in_string:
            self._strings.start(name, attributes)
        elif name in ("v", "f"):
            self._texts.begin()
            self._group = attributes.get("si") if attributes.get("t") == "shared" else None

    def _begun(self, attributes: dict[str, str]) -> RawCell:
        before = self._cells[-1].column if self._cells else 0
        place = attributes.get("r")
        if place is None:
            row, column = self._row, before + 1
        else:
            row, column = _place(place)
        if row != self._row or not before < column <= MOST_COLUMNS:
            shown = place or f"{column_letter(column)}{row}"
            raise Refused("sheet_cell_order", place=shown, row=self._row)
        style = int(attributes.get("s") or 0)
        cell = RawCell(column, attributes.get("t", "n"), style, "", None, False)
        self._cells.append(cell)
        return cell

    def _end(self, name: str) -> None:
        name = name.removeprefix(_MAIN)
        cell = self._cell
        if name == "row":
            self.done.append((self._row, self._cells))
        elif cell is None:
            return
        elif name == "c":
            self._cell = None
        elif name == "is":
            cell.text, cell.is_struck = self._strings.take(), self._strings.is_struck
            self._in_string = False
        elif self._in_string:
            self._strings.end(name)
        elif name == "v":
            cell.text = self._texts.take()
        elif name == "f":
            self._end_formula(cell)

    def _end_formula(self, cell: RawCell) -> None:
        """A formula that several cells share is written in the first of them."""
        text = self._texts.take()
        if self._group is not None:
            text = self._shared.setdefault(self._group, text)
        cell.formula = "=" + text


def raw_rows(file: IO[bytes]) -> Iterator[tuple[int, list[RawCell]]]:
    """The rows that a part holds, with their numbers, which go up and may leave some out."""
    rows = _Rows()
    for _ in _fed(rows.parser, file):
        yield from rows.done
        rows.done.clear()
