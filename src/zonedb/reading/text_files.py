"""Reads text files of cells: their encoding, their separator and their rows."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from zonedb.errors import LoadError

_SEPARATORS = ",\t;"


def _encoding(path: Path) -> str:
    """Encoding of a text file: UTF-8, UTF-16 with a mark, or GB18030.

    Raises:
        LoadError: it is none of them.
    """
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for encoding in ("utf-8-sig", "gb18030"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with path.open("rb") as file:
                while chunk := file.read(1 << 20):
                    decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    raise LoadError(f"{path}: is neither UTF-8 nor GB18030 text; save it as CSV UTF-8")


def _separator(path: Path, encoding: str, is_heading: Callable[[str], bool], within: int) -> str:
    """What stands between cells: what makes most known headings of a line, else most cells."""

    def found(separator: str) -> tuple[int, int]:
        with path.open(encoding=encoding, newline="") as file:
            try:
                rows = list(islice(csv.reader(file, delimiter=separator), within))
            except (csv.Error, UnicodeError):
                return 0, 0
        headings = max((sum(map(is_heading, row)) for row in rows), default=0)
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
        LoadError: it is no text, or a row cannot be read.
    """
    encoding = _encoding(path)
    separator = _separator(path, encoding, is_heading, within)
    number = 0
    try:
        with path.open(encoding=encoding, newline="") as file:
            for row in csv.reader(file, delimiter=separator):
                number += 1
                yield [cell.strip() or None for cell in row]
    except csv.Error as error:
        limit = csv.field_size_limit()
        what = f"a cell has more than {limit} characters" if "limit" in str(error) else str(error)
        raise LoadError(
            f"{path}: row {number + 1}: {what}; is there a quotation mark that is not closed?"
        ) from error
    except UnicodeError as error:
        raise LoadError(f"{path}: row {number + 1}: is no text of {encoding}") from error
