"""The marks on faulty cells: a red fill, and a comment that says what is wrong.

A comment also keeps what the mark took the place of, so that it can be taken away again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from zonedb.exports.rendering import display_width
from zonedb.loading.blocks import HEADER_WITHIN
from zonedb.loading.kinds import FIELDS, fields_by_heading
from zonedb.office.book import clean
from zonedb.reading.problems import Problem
from zonedb.reading.unreadable import name_key

AUTHOR = "zonedb"
FILL = "FFFFC7C9"  # of faulty cells; a red that nobody else picks, so that it can be taken away
_SIGNATURE = f"{AUTHOR}:\n"  # as Excel begins comments; LibreOffice forgets their authors
_LONGEST = 200  # characters of a cell that are repeated
_QUOTED = {"zh": "“{0}”", "en": "'{0}'"}
_KEPT_FILL = {"zh": "〔原底色 {0}〕", "en": "〔former fill {0}〕"}
_KEPT_COMMENT = {"zh": "〔原批注 {0}〕", "en": "〔former comment {0}〕"}
_FORMER_FILL = re.compile("〔(?:原底色|former fill) (\\w+) (\\w+) (\\S+) (\\S+)〕")
_FORMER_COMMENT = re.compile("〔(?:原批注|former comment) ([^〕]*)〕\n(.*)", re.DOTALL)
_KNOWN_HEADINGS = frozenset(text for kind in FIELDS for text in fields_by_heading(kind))


@dataclass
class Place:
    """A faulty cell with its heading and all that is wrong with it."""

    sheet: Any
    cell: Any
    heading: str
    problems: list[Problem] = field(default_factory=list)


def is_known_heading(text: str) -> bool:
    """Whether a text heads a column of some kind of file."""
    return name_key(text) in _KNOWN_HEADINGS


def quoted(value: str, lang: str) -> str:
    """What stands in a cell, in quotes, as much of it as a line takes."""
    return _QUOTED[lang].format(value[:_LONGEST])


# -- places ------------------------------------------------------------------------------------


def places(workbook: Any, problems: Sequence[Problem]) -> list[Place]:
    """The faulty cells in order of sheets and rows; of merged cells the first holds the comment."""
    sheets = {sheet.title: sheet for sheet in workbook.worksheets}
    header_rows = {title: _header_row(sheet) for title, sheet in sheets.items()}
    found: dict[tuple[int, int, int], Place] = {}
    for problem in problems:
        title = problem.sheet if problem.sheet in sheets else next(iter(sheets))
        sheet, column = sheets[title], max(problem.column, 1)
        cell = sheet.cell(problem.row or header_rows[title], column)
        cell = _first_of_merged(sheet, cell)
        above = _first_of_merged(sheet, sheet.cell(header_rows[title], column))
        heading = " ".join(str(above.value or "").split())
        key = (workbook.index(sheet), cell.row, cell.column)
        found.setdefault(key, Place(sheet, cell, heading)).problems.append(problem)
    return [found[key] for key in sorted(found)]


def _first_of_merged(sheet: Any, cell: Any) -> Any:
    """The cell that holds what merged cells say; one that is not merged holds its own."""
    for merged in sheet.merged_cells.ranges:
        if cell.coordinate in merged:
            return sheet.cell(merged.min_row, merged.min_col)
    return cell


def _header_row(sheet: Any) -> int:
    """Where the headings stand: the first row with two known ones, else with two cells."""
    filled = 1
    for row, values in enumerate(sheet.iter_rows(max_row=HEADER_WITHIN, values_only=True), 1):
        texts = [name_key(str(value)) for value in values if value is not None]
        if sum(text in _KNOWN_HEADINGS for text in texts) >= 2:
            return row
        filled = row if filled == 1 and len(texts) >= 2 else filled
    return filled


# -- marks -------------------------------------------------------------------------------------


def mark(place: Place, lang: str) -> None:
    """Fill a faulty cell, and say in a comment what is wrong with it."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    cell = place.cell
    lines = [f"{_sentence(problem, lang)} ({problem.rule})" for problem in place.problems]
    if len(lines) > 1:
        lines = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
    text = _SIGNATURE + "\n".join(lines) + _kept(cell, lang)
    _inherit(place.sheet, cell)
    cell.fill = PatternFill("solid", fgColor=FILL)
    cell.comment = _sized(Comment(clean(text), AUTHOR))


def _sentence(problem: Problem, lang: str) -> str:
    """Value and message as one line; English messages begin with a verb."""
    message = problem.message(lang)
    if problem.value is None:
        return message
    return f"{quoted(problem.value, lang)}{':' if lang == 'zh' else ' '}{message}"


def _kept(cell: Any, lang: str) -> str:
    """What a mark takes the place of, as text: fill and comment of a cell."""
    kept = ""
    colour = getattr(cell.fill, "fgColor", None)  # a gradient has none
    if colour is not None and cell.fill.fill_type:
        code = f"{cell.fill.fill_type} {colour.type} {colour.value} {colour.tint}"
        kept += "\n" + _KEPT_FILL[lang].format(code)
    if cell.comment is not None:
        kept += "\n" + _KEPT_COMMENT[lang].format(cell.comment.author) + "\n" + cell.comment.text
    return kept


def _inherit(sheet: Any, cell: Any) -> None:
    """Give a cell without a style of its own that of its row or column, as Excel shows it.

    A fill is a style: without this, a cell of a text column would take 2021-06 for a date.
    """
    if cell.has_style:
        return
    dimensions = [sheet.row_dimensions.get(cell.row)]
    dimensions += [
        one
        for one in sheet.column_dimensions.values()
        if one.min is not None and one.min <= cell.column <= one.max  # None until it is saved
    ]
    for dimension in dimensions:
        if dimension is not None and dimension.has_style:
            cell._style = copy(dimension._style)
            return


def _sized(comment: Any) -> Any:
    """A comment in a box that shows all of its text."""
    lines = sum(1 + display_width(line) // 46 for line in comment.text.split("\n"))
    comment.width, comment.height = 340, 20 * lines + 16
    return comment


# -- marks of a former round -------------------------------------------------------------------


def unmark(workbook: Any) -> None:
    """Take away the marks of a former round, and put back what they took the place of."""
    for sheet in workbook.worksheets:
        for cell in list(sheet._cells.values()):
            former = ""
            text = cell.comment.text.replace("\r\n", "\n") if cell.comment else ""
            if text.startswith(_SIGNATURE):
                former = text
                cell.comment = _former_comment(former)
            if cell.fill.fill_type and cell.fill.fgColor.value == FILL:
                cell.fill = _former_fill(former)


def _former_comment(text: str) -> Any:
    from openpyxl.comments import Comment

    found = _FORMER_COMMENT.search(text)
    return _sized(Comment(found[2], found[1])) if found else None


def _former_fill(text: str) -> Any:
    from openpyxl.styles import Color, PatternFill

    found = _FORMER_FILL.search(text)
    if not found:
        return PatternFill()
    pattern: Any = found[1]
    value = found[3] if found[2] == "rgb" else int(found[3])
    return PatternFill(pattern, fgColor=Color(**{found[2]: value}, tint=float(found[4])))
