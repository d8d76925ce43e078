"""Marks the faulty cells of a user's file in a copy of it, to send back.

What is wrong stands in a comment by ``zonedb`` on a filled cell, and on a first sheet that lists
everything. A comment also keeps what the mark took the place of, so that a copy that was corrected
and is marked again comes out as if it had never been marked before.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zonedb.errors import LoadError
from zonedb.loading.kinds import FIELDS, fields_by_heading
from zonedb.loading.names import name_key
from zonedb.loading.problems import Problem
from zonedb.loading.sheets import HEADER_WITHIN, csv_rows
from zonedb.rendering import display_width
from zonedb.xlsx import (
    HEADER_COLOUR,
    MOST_ROWS,
    column_letter,
    fit_page_width,
    import_openpyxl,
    sheet_name,
    write_text,
)

AUTHOR = "zonedb"
_SIGNATURE = f"{AUTHOR}:\n"  # as Excel begins comments; LibreOffice forgets their authors
FILL = "FFFFC7C9"  # of faulty cells; a red that nobody else picks, so that it can be taken away
MOST_LINKS = 65_530  # of an Excel sheet
_LONGEST = 200  # characters of a cell that the list repeats
_WORDS = {
    "zh": {
        "sheet": "问题",
        "title": "zonedb:{0}处需要更正",
        "what_next": "请改正标红的格,保存后重新装载。标记和本表不影响装载,再次标注时会自动去掉。",
        "place": "单元格",
        "on": "工作表",
        "value": "所填内容",
        "message": "问题与改法",
        "rule": "规则代码",
        "quoted": "“{0}”",
        "empty": "(空)",
        "fill": "〔原底色 {0}〕",
        "comment": "〔原批注 {0}〕",
    },
    "en": {
        "sheet": "Problems",
        "title": "zonedb: problems to correct: {0}",
        "what_next": "Correct the red cells, save, and load the file again. Marks and this "
        "sheet do not disturb the load, and go when the file is marked again.",
        "place": "Cell",
        "on": "Worksheet",
        "value": "Content",
        "message": "What is wrong, what to do",
        "rule": "Rule code",
        "quoted": "'{0}'",
        "empty": "(empty)",
        "fill": "〔former fill {0}〕",
        "comment": "〔former comment {0}〕",
    },
}
_OWN_SHEET = re.compile("(?:问题|Problems)[0-9]*")
_FORMER_FILL = re.compile("〔(?:原底色|former fill) (\\w+) (\\w+) (\\S+) (\\S+)〕")
_FORMER_COMMENT = re.compile("〔(?:原批注|former comment) ([^〕]*)〕\n(.*)", re.DOTALL)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_KNOWN_HEADINGS = frozenset(text for kind in FIELDS for text in fields_by_heading(kind))


def _clean(text: str) -> str:
    """A text without characters that a workbook cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", text)


@dataclass
class _Place:
    """A faulty cell with its heading and all that is wrong with it."""

    sheet: Any
    cell: Any
    heading: str
    problems: list[Problem] = field(default_factory=list)


# -- the file as a workbook ------------------------------------------------------------------


def _opened(source: Path) -> Any:
    """The workbook to mark; a text file becomes one with a sheet of the same cells."""
    openpyxl = import_openpyxl(LoadError)
    match source.suffix.lower():
        case ".xlsx" | ".xlsm":
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # of extensions that openpyxl leaves out
                    return openpyxl.load_workbook(source)
            except Exception as error:  # openpyxl raises what zipfile and its XML parser raise
                raise LoadError(f"{source}: is no XLSX workbook that can be read") from error
        case ".csv" | ".tsv" | ".txt":
            return _of_text(source, openpyxl.Workbook())
    raise LoadError(f"{source}: only workbooks and CSV files can be marked")


def _of_text(source: Path, workbook: Any) -> Any:
    sheet = workbook.worksheets[0]
    sheet.title = sheet_name(source.stem).strip("' ") or "csv"
    widths: dict[int, int] = {}
    for row, texts in enumerate(csv_rows(source), 1):
        if row > MOST_ROWS:
            raise LoadError(f"{source}: has more rows than a sheet, {MOST_ROWS}; mark a part of it")
        for column, text in enumerate(texts, 1):
            if text:
                _write(sheet, row, column, text).number_format = "@"
                widths[column] = max(widths.get(column, 8), min(display_width(text), 40))
    for column, width in widths.items():
        sheet.column_dimensions[column_letter(column)].width = width + 2
    return workbook


def _write(sheet: Any, row: int, column: int, text: str) -> Any:
    return write_text(sheet.cell(row, column), _clean(text))


# -- marks of a former round -----------------------------------------------------------------


def _unmark(workbook: Any) -> None:
    """Take away what a former round put there."""
    for sheet in workbook.worksheets:
        first = str(sheet["A1"].value or "")
        if _OWN_SHEET.fullmatch(sheet.title) and first.startswith(AUTHOR):
            workbook.remove(sheet)
            continue
        for cell in list(sheet._cells.values()):
            former = ""
            text = cell.comment.text.replace("\r\n", "\n") if cell.comment else ""
            if text.startswith(_SIGNATURE):
                former = text
                cell.comment = _former_comment(former)
            if cell.fill.fill_type and cell.fill.fgColor.value == FILL:
                cell.fill = _former_fill(former)
    workbook.active = 0


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


def _kept(cell: Any, words: dict[str, str]) -> str:
    """What a mark takes the place of, as text: fill and comment of a cell."""
    kept = ""
    colour = getattr(cell.fill, "fgColor", None)  # a gradient has none
    if colour is not None and cell.fill.fill_type:
        code = f"{cell.fill.fill_type} {colour.type} {colour.value} {colour.tint}"
        kept += "\n" + words["fill"].format(code)
    if cell.comment is not None:
        kept += "\n" + words["comment"].format(cell.comment.author) + "\n" + cell.comment.text
    return kept


# -- marks -------------------------------------------------------------------------------------


def _header_row(sheet: Any) -> int:
    """Where the headings stand: the first row with two known ones, else with two cells."""
    filled = 1
    for row, values in enumerate(sheet.iter_rows(max_row=HEADER_WITHIN, values_only=True), 1):
        texts = [name_key(str(value)) for value in values if value is not None]
        if sum(text in _KNOWN_HEADINGS for text in texts) >= 2:
            return row
        filled = row if filled == 1 and len(texts) >= 2 else filled
    return filled


def _places(workbook: Any, problems: Sequence[Problem]) -> list[_Place]:
    """The faulty cells in order of sheets and rows; of merged cells the first holds the comment."""
    sheets = {sheet.title: sheet for sheet in workbook.worksheets}
    header_rows = {title: _header_row(sheet) for title, sheet in sheets.items()}
    found: dict[tuple[int, int, int], _Place] = {}
    for problem in problems:
        title = problem.sheet if problem.sheet in sheets else next(iter(sheets))
        sheet, column = sheets[title], max(problem.column, 1)
        cell = sheet.cell(problem.row or header_rows[title], column)
        for merged in sheet.merged_cells.ranges:
            if cell.coordinate in merged:
                cell = sheet.cell(merged.min_row, merged.min_col)
        heading = str(sheet.cell(header_rows[title], column).value or "")
        key = (workbook.index(sheet), cell.row, cell.column)
        found.setdefault(key, _Place(sheet, cell, heading)).problems.append(problem)
    return [found[key] for key in sorted(found)]


def _sized(comment: Any) -> Any:
    """A comment in a box that shows all of its text."""
    lines = sum(1 + display_width(line) // 46 for line in comment.text.split("\n"))
    comment.width, comment.height = 340, 20 * lines + 16
    return comment


def _mark(place: _Place, lang: str) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    cell = place.cell
    lines = [f"{_sentence(problem, lang)} ({problem.rule})" for problem in place.problems]
    if len(lines) > 1:
        lines = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
    text = _SIGNATURE + "\n".join(lines) + _kept(cell, _WORDS[lang])
    _inherit(place.sheet, cell)
    cell.fill = PatternFill("solid", fgColor=FILL)
    cell.comment = _sized(Comment(_clean(text), AUTHOR))


def _inherit(sheet: Any, cell: Any) -> None:
    """Give a cell without a style of its own that of its row or column, as Excel shows it.

    A fill is a style: without this, a cell of a text column would take 2021-06 for a date.
    """
    if cell.has_style:
        return
    dimensions = [sheet.row_dimensions.get(cell.row)]
    dimensions += [
        one for one in sheet.column_dimensions.values() if one.min <= cell.column <= one.max
    ]
    for dimension in dimensions:
        if dimension is not None and dimension.has_style:
            cell._style = copy(dimension._style)
            return


def _sentence(problem: Problem, lang: str) -> str:
    """Value and message as one line; English messages begin with a verb."""
    message = problem.message_zh if lang == "zh" else problem.message_en
    if problem.value is None:
        return message
    value = _WORDS[lang]["quoted"].format(problem.value[:_LONGEST])
    return f"{value}{':' if lang == 'zh' else ' '}{message}"


def _list(workbook: Any, places: Sequence[_Place], lang: str) -> None:
    """The first sheet: every problem with a link to its cell.

    No row may look like headings to the loader: a cell and its heading stand together, and what
    users wrote stands in quotes.
    """
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.hyperlink import Hyperlink

    words = _WORDS[lang]
    sheet = workbook.create_sheet(words["sheet"], 0)
    for letter, width in zip("ABCDE", (24, 18, 30, 72, 24), strict=True):
        sheet.column_dimensions[letter].width = width
    _write(
        sheet, 1, 1, words["title"].format(sum(len(place.problems) for place in places))
    ).font = Font(bold=True, size=16)
    _write(sheet, 2, 1, words["what_next"]).font = Font(color="7F7F7F")
    for column, name in enumerate(("place", "on", "value", "message", "rule"), 1):
        cell = _write(sheet, 4, column, words[name])
        cell.font, cell.fill = (
            Font(bold=True, color="FFFFFF"),
            PatternFill("solid", fgColor=HEADER_COLOUR),
        )
        cell.alignment = Alignment(vertical="center", horizontal="center")
    sheet.row_dimensions[4].height = 22
    sheet.freeze_panes = "A5"
    wrapped = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
    listed = [(place, problem) for place in places for problem in place.problems]
    for row, (place, problem) in enumerate(listed, 5):
        value, at = problem.value, place.cell.coordinate
        texts = (
            f"{at}  {place.heading}".strip(),
            place.sheet.title,
            words["empty"] if value is None else words["quoted"].format(value[:_LONGEST]),
            problem.message_zh if lang == "zh" else problem.message_en,
            problem.rule,
        )
        for column, text in enumerate(texts, 1):
            _write(sheet, row, column, text).alignment = wrapped
        lines = max(-(-display_width(texts[2]) // 28), -(-display_width(texts[3]) // 70), 1)
        sheet.row_dimensions[row].height = 15 * lines + 2
        if row <= MOST_LINKS:
            title = place.sheet.title.replace("'", "''")
            sheet.cell(row, 1).hyperlink = Hyperlink(ref=f"A{row}", location=f"'{title}'!{at}")
            sheet.cell(row, 1).font = Font(color="0563C1", underline="single")
    sheet.auto_filter.ref = f"A4:E{len(listed) + 4}"
    fit_page_width(sheet)
    sheet.print_title_rows = "4:4"
    for other in workbook.worksheets:
        other.sheet_view.tabSelected = other is sheet
    workbook.active = 0


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
    if lang not in _WORDS:
        raise LoadError(f"language {lang}: there is none; it is zh or en")
    workbook = _opened(source)
    _unmark(workbook)
    places = _places(workbook, problems)
    for place in places:
        _mark(place, lang)
    if places:
        _list(workbook, places, lang)
    workbook.save(target)
