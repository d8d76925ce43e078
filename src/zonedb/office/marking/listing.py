"""The first sheet of a marked copy: every problem, with a link to its cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from zonedb.office.book import QUIET, TEXT, TITLE, Book, Link, Sheet
from zonedb.office.marking.marks import AUTHOR, Place, quoted
from zonedb.office.words import words

MOST_LINKS = 65_530  # of an Excel sheet
_HEADER_ROW = 4
_OWN_SHEET = re.compile("(?:问题|Problems)[0-9]*")


def remove_list(workbook: Any) -> None:
    """Take away the list of a former round."""
    for sheet in workbook.worksheets:
        first = str(sheet["A1"].value or "")
        if _OWN_SHEET.fullmatch(sheet.title) and first.startswith(AUTHOR):
            workbook.remove(sheet)


def write_list(book: Book, places: Sequence[Place]) -> None:
    """List the problems of all places.

    No row may look like headings to the loader: a cell and its heading stand together, and what
    users wrote stands in quotes.
    """
    text = words("marking", book.lang)
    listed = [(place, problem) for place in places for problem in place.problems]
    sheet = Sheet(book, text["sheet"], (20, 12, 22, 56, 20), f"A{_HEADER_ROW + 1}", at=0)
    sheet.across(text["title"].format(len(listed)), TITLE, height=28)
    sheet.across(text["what_next"], QUIET._replace(wrap=True))
    sheet.skip()
    sheet.header([text[name] for name in ("place", "on", "value", "message", "rule")])
    for place, problem in listed:
        at = place.cell.coordinate
        title = place.sheet.title.replace("'", "''")
        first = f"{at}  {place.heading}".strip()
        sheet.add(
            (
                Link(first, f"#'{title}'!{at}") if sheet.row < MOST_LINKS else first,
                place.sheet.title,
                text["empty"] if problem.value is None else quoted(problem.value, book.lang),
                problem.message(book.lang),
                problem.rule,
            ),
            TEXT,
        )
    sheet.filter(_HEADER_ROW)
