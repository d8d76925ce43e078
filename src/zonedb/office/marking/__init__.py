"""Marks the faulty cells of a user's file in a copy of it, to send back.

What is wrong stands in a comment by ``zonedb`` on a filled cell, and on a first sheet that lists
everything. A copy that was corrected and is marked again comes out as if it had never been marked
before.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from itertools import islice, zip_longest
from pathlib import Path

from zonedb.errors import LoadError
from zonedb.exports.rendering import display_width
from zonedb.loading.blocks import HEADER_WITHIN
from zonedb.office.book import AS_TEXT, PROSE, Book, Sheet, sheet_name
from zonedb.office.marking.listing import remove_list, write_list
from zonedb.office.marking.marks import is_known_heading, mark, places, unmark
from zonedb.reading.problems import Problem
from zonedb.reading.spreadsheets import MOST_ROWS, import_openpyxl
from zonedb.reading.text_files import csv_rows


def write_marked(source: Path, problems: Sequence[Problem], target: Path, lang: str = "zh") -> None:
    """Write a copy of the file in which every faulty cell is filled and says what is wrong.

    Styles, widths, formulas, drop-downs and other sheets stay, as far as openpyxl keeps them:
    Excel works formulas out anew when it opens the copy. Marks of a former round are taken away.

    Args:
        source: the ``.xlsx`` or ``.csv`` file that was refused.
        problems: what is wrong with it; each names sheet, row and column of its cell.
        target: of the workbook to write.
        lang: of comments and list, ``zh`` or ``en``.

    Raises:
        LoadError: the file cannot be marked: no workbook, too many rows, or openpyxl is missing.
    """
    if lang not in ("zh", "en"):
        raise LoadError(f"language {lang}: there is none; it is zh or en")
    book = _opened(source, lang)
    remove_list(book.raw)
    unmark(book.raw)
    found = places(book.raw, problems)
    for place in found:
        mark(place, lang)
    if found:
        write_list(book, found)
    book.save(target)


def _opened(source: Path, lang: str) -> Book:
    """The workbook to mark; a text file becomes one with a sheet of the same cells."""
    openpyxl = import_openpyxl(LoadError)
    match source.suffix.lower():
        case ".xlsx" | ".xlsm":
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # of extensions that openpyxl leaves out
                    return Book(LoadError, lang, openpyxl.load_workbook(source))
            except Exception as error:  # openpyxl raises what zipfile and its XML parser raise
                raise LoadError(f"{source}: is no XLSX workbook that can be read") from error
        case ".csv" | ".tsv" | ".txt":
            return _of_text(source, lang)
    raise LoadError(f"{source}: only workbooks and CSV files can be marked")


def _of_text(source: Path, lang: str) -> Book:
    rows = [
        [text or None for text in texts]
        for texts in islice(csv_rows(source, is_known_heading, HEADER_WITHIN), MOST_ROWS + 1)
    ]
    if len(rows) > MOST_ROWS:
        raise LoadError(f"{source}: has more rows than a sheet, {MOST_ROWS}; mark a part of it")
    widths = [
        max(8, *(min(display_width(text or ""), 40) for text in column))
        for column in zip_longest(*rows)
    ]
    book = Book(LoadError, lang)
    sheet = Sheet(book, sheet_name(source.stem).strip("' ") or "csv", widths)
    look = PROSE._replace(format=AS_TEXT)
    for row in rows:
        sheet.add(row, look)
    return book
