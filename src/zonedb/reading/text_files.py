"""Reads text files of cells: their encoding, their separator and their rows."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from zonedb.errors import LoadError
from zonedb.reading.messages import said
from zonedb.reading.spreadsheets import MOST_COLUMNS

_SEPARATORS = ",\t;"
_CHUNK = 1 << 20
_MOST_OF_ROW = 1 << 20  # characters; 16,384 cells of 64 each


class _TooLong(ValueError):
    """A row that no sheet holds."""


class _Lines:
    """The lines of a file, and those of them that make up the row that is being read."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.of_row: list[str] = []
        self.at_end = False
        self._size = 0

    def begin_row(self) -> None:
        self.of_row.clear()
        self._size = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._file.readline(_MOST_OF_ROW + 1):
            self.of_row.append(line)
            self._size += len(line)
            if self._size > _MOST_OF_ROW:
                raise _TooLong
            yield line
        self.at_end = True


def _encoding(path: Path) -> str:
    """Encoding of a text file: UTF-8, UTF-16 or GB18030.

    Raises:
        LoadError: it is none of them.
    """
    with path.open("rb") as file:
        start = file.read(1 << 12)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    encodings = ["utf-8-sig", "gb18030"]
    if b"\0" in start:  # in UTF-16 without a mark, one half of each digit and separator
        is_little = start[1::2].count(0) > start[::2].count(0)
        encodings = ["utf-16-le" if is_little else "utf-16-be"]
    for encoding in encodings:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with path.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    if "\0" in decoder.decode(chunk):
                        raise LoadError(said("text_nul", path=path))
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    raise LoadError(said("text_encoding", path=path))


def _separator(path: Path, encoding: str, is_heading: Callable[[str], bool], within: int) -> str:
    """What stands between cells: what makes most known headings of a line, else most cells."""

    def found(separator: str) -> tuple[int, int]:
        rows: list[list[str]] = []
        with path.open(encoding=encoding, newline="") as file:
            lines = _Lines(file)
            try:
                for row in csv.reader(lines, delimiter=separator):
                    rows.append(row)
                    lines.begin_row()
                    if len(rows) == within:
                        break
            except (csv.Error, ValueError):
                pass  # the rows before are what there is to judge by
        headings = max((sum(map(is_heading, row[:MOST_COLUMNS])) for row in rows), default=0)
        return headings, max(map(len, rows), default=0)

    return max(_SEPARATORS, key=found)


def csv_rows(
    path: Path, is_heading: Callable[[str], bool], within: int
) -> Iterator[list[str | None]]:
    """The rows of a text file, cells without white space around them, blank ones None.

    Args:
        path: of the file.
        is_heading: whether a text is a known heading; the separator is that of the headings.
        within: how many rows may stand before the data.

    Raises:
        LoadError: it is no text, or a row cannot be read, or there is no cell.
    """
    encoding = _encoding(path)
    separator = _separator(path, encoding, is_heading, within)
    number = 0
    has_cells = False

    def refused(rule: str, **details: object) -> LoadError:
        return LoadError(said(rule, path=path, row=number + 1, **details))

    with path.open(encoding=encoding, newline="") as file:
        lines = _Lines(file)
        try:
            for row in csv.reader(lines, delimiter=separator):
                if _has_open_quote(lines, separator):
                    raise refused("text_quote")
                if len(row) > MOST_COLUMNS:
                    raise refused("text_columns", most=MOST_COLUMNS)
                number += 1
                lines.begin_row()
                cells = [cell.strip() or None for cell in row]
                has_cells = has_cells or any(cells)
                yield cells
        except csv.Error as error:
            raise refused("text_cell_long", most=csv.field_size_limit()) from error
        except _TooLong as error:
            raise refused("text_row_long", most=_MOST_OF_ROW) from error
        except UnicodeError as error:
            raise refused("text_not_of", encoding=encoding) from error
    if not has_cells:
        raise LoadError(said("file_blank", path=path))


def _has_open_quote(lines: _Lines, separator: str) -> bool:
    """Whether the row that was read took in others, because of a quotation mark left open.

    It did if the file ended within, or if text follows the mark that closes it: that one opens a
    cell further down. Inside a single line such text is kept, as Excel does.
    """
    if lines.at_end:
        return True
    if len(lines.of_row) < 2:
        return False
    try:
        list(csv.reader(lines.of_row, delimiter=separator, strict=True))
    except csv.Error:
        return True
    return False
