"""The first sheet of a marked copy: every problem, with a link to its cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from zonedb.exports.rendering import display_width
from zonedb.office.marking.marks import AUTHOR, Place, quoted
from zonedb.office.workbook import HEADER_COLOUR, clean, fit_page_width, write_text

MOST_LINKS = 65_530  # of an Excel sheet
_WORDS = {
    "zh": {
        "sheet": "问题",
        "title": f"{AUTHOR}:{{0}}处需要更正",
        "what_next": "请改正标红的格,保存后重新装载。标记和本表不影响装载,再次标注时会自动去掉。",
        "place": "单元格",
        "on": "工作表",
        "value": "所填内容",
        "message": "问题与改法",
        "rule": "规则代码",
        "empty": "(空)",
    },
    "en": {
        "sheet": "Problems",
        "title": f"{AUTHOR}: problems to correct: {{0}}",
        "what_next": "Correct the red cells, save, and load the file again. Marks and this "
        "sheet do not disturb the load, and go when the file is marked again.",
        "place": "Cell",
        "on": "Worksheet",
        "value": "Content",
        "message": "What is wrong, what to do",
        "rule": "Rule code",
        "empty": "(empty)",
    },
}
_OWN_SHEET = re.compile("(?:问题|Problems)[0-9]*")


def remove_list(workbook: Any) -> None:
    """Take away the list of a former round."""
    for sheet in workbook.worksheets:
        first = str(sheet["A1"].value or "")
        if _OWN_SHEET.fullmatch(sheet.title) and first.startswith(AUTHOR):
            workbook.remove(sheet)


def write_list(workbook: Any, places: Sequence[Place], lang: str) -> None:
    """List the problems of all places.

    No row may look like headings to the loader: a cell and its heading stand together, and what
    users wrote stands in quotes.
    """
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.hyperlink import Hyperlink

    words = _WORDS[lang]
    listed = [(place, problem) for place in places for problem in place.problems]
    sheet = workbook.create_sheet(words["sheet"], 0)
    for letter, width in zip("ABCDE", (24, 18, 30, 72, 24), strict=True):
        sheet.column_dimensions[letter].width = width
    _write(sheet, 1, 1, words["title"].format(len(listed))).font = Font(bold=True, size=16)
    _write(sheet, 2, 1, words["what_next"]).font = Font(color="7F7F7F")
    for column, name in enumerate(("place", "on", "value", "message", "rule"), 1):
        cell = _write(sheet, 4, column, words[name])
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=HEADER_COLOUR)
        cell.alignment = Alignment(vertical="center", horizontal="center")
    sheet.row_dimensions[4].height = 22
    sheet.freeze_panes = "A5"
    wrapped = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
    for row, (place, problem) in enumerate(listed, 5):
        at = place.cell.coordinate
        texts = (
            f"{at}  {place.heading}".strip(),
            place.sheet.title,
            words["empty"] if problem.value is None else quoted(problem.value, lang),
            problem.message(lang),
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


def _write(sheet: Any, row: int, column: int, text: str) -> Any:
    return write_text(sheet.cell(row, column), clean(text))
