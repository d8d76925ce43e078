"""Writes the sheets of a template: those to fill in, the rules, and what to choose from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, zip_longest
from typing import Any

from zonedb.errors import LoadError
from zonedb.exports.rendering import display_width
from zonedb.loading.blocks import HEADER_WITHIN
from zonedb.office.book import AS_TEXT, PLAIN, TEXT, TITLE, Book, Look, Sheet, height_of
from zonedb.office.template.choices import Choices
from zonedb.office.template.contents import Column, Table, title
from zonedb.office.template.words import prose
from zonedb.office.words import words
from zonedb.reading.spreadsheets import MOST_ROWS, column_letter

_HEIGHT = height_of("", 1, 2)  # of rows to fill in, of which as many print as a page takes
_WIDTH = 95  # characters that a narrow table is stretched to
_SPARE_COLUMNS = 8  # whose headings may be chosen
_RULES_ROW = HEADER_WITHIN + 2  # of headings, out of reach of the search for those of data
_LONGEST_PROMPT = 255  # characters of a hint that Excel takes
_TO_FILL_IN = Look(across="left", wrap=True, border=True, unlocked=True)


def workbook(choices: Choices, kind: str, made: Sequence[Table]) -> Book:
    """A workbook of a kind with the sheets to fill in, the rules and the lists.

    Raises:
        LoadError: openpyxl is missing.
    """
    book = Book(LoadError, choices.lang)
    for table in made:
        _Paper(book, choices, table)
    _write_rules(book, choices, kind, made)
    _write_lists(book, choices)
    return book


def _range_name(name: str) -> str:
    return "choices_" + re.sub("[:.]", "_", name)


def _heading(text: str) -> str:
    """A heading with its unit on a line of its own."""
    return text.replace(" (", "\n(")


def _width(column: Column, sharing: int) -> int:
    """So that headings take two lines or three, one that several share too, and samples one."""
    if column.group:
        text, share = _heading(column.group), min(sharing, 3)
    else:
        text, share = _heading(column.heading), 2 if column.is_integer else 1
    lines = max(min(-(-display_width(line) // share), 12) for line in text.split("\n"))
    word = max((len(word) for word in column.heading.split() if word.isascii()), default=0)
    sample = min(display_width(column.example), 8 if column.is_right else 14)
    least = 4 if column.is_integer else 7 if column.is_right else 8
    return max(lines, word, sample, column.width, least)


class _Paper:
    """A sheet to fill in."""

    def __init__(self, book: Book, choices: Choices, table: Table) -> None:
        """Write it: title, who reports, headings in one row or two, and lined rows."""
        self.words = choices.words
        columns = table.columns
        groups = Counter(column.group for column in columns)
        has_groups = len(groups) > 1
        widths = [_width(column, groups[column.group]) for column in columns]
        widths[0] = max(widths[0], min(max(map(display_width, table.firsts), default=0), 30))
        widths = [max(width, width * _WIDTH // sum(widths)) for width in widths]
        self.first_row = 5 if has_groups else 4
        frozen = f"{'BD'[columns[0].is_integer]}{self.first_row}"
        self.sheet = sheet = Sheet(book, table.name, widths, frozen)
        sheet.across(table.title, TITLE._replace(across="center"), height=34)
        paper = words("paper", choices.lang)
        unit = paper["unit"].format(unit=table.unit) if table.unit else ""
        sheet.line([paper[name] for name in ("reporter", "author", "reviewer", "date")], unit)
        looks = [
            _TO_FILL_IN._replace(
                format="0" if column.is_integer else AS_TEXT,
                across="right" if column.is_right else "left",
            )
            for column in columns
        ]
        self._head(columns, has_groups=has_groups)
        sheet.raw.sheet_format.defaultRowHeight = _HEIGHT
        heads = [sheet.raw.row_dimensions[row].height for row in range(1, self.first_row)]
        lined = int((sheet.page_height - sum(heads)) / _HEIGHT)
        for first in table.firsts or [None] * lined:
            sheet.add([first, *[None] * (len(columns) - 1)], looks)
        if table.firsts:  # what holds for all of them is filled in once
            for number, column in enumerate(columns[1:], 2):
                if not column.group:
                    sheet.merge(self.first_row, number, sheet.row, number)
        for number, (column, look) in enumerate(zip(columns, looks, strict=True), 1):
            self._style(number, look)
            self._hint(number, column)
        if table.spare:
            self._spare(len(columns) + 1, looks[1], table.spare)

    def _head(self, columns: Sequence[Column], *, has_groups: bool) -> None:
        """Write the headings; units stand on a line of their own."""
        light = [not column.is_required for column in columns]
        upper = [_heading(column.group or column.heading) for column in columns]
        if not has_groups:
            self.sheet.header(upper, light)
            return
        starts = [n for n, text in enumerate(upper) if n == 0 or upper[n - 1] != text]
        shown = [text if n in starts else None for n, text in enumerate(upper)]
        top = self.sheet.header(shown, light)
        self.sheet.header([column.heading if column.group else None for column in columns], light)
        for start, after in pairwise([*starts, len(columns)]):
            bottom = top if columns[start].group else top + 1
            self.sheet.merge(top, start + 1, bottom, after)

    def _style(self, number: int, look: Look) -> None:
        """Let the cells of a column that hold nothing yet look like those that are lined."""
        dimension = self.sheet.raw.column_dimensions[column_letter(number)]
        dimension._style = self.sheet.book.style(self.sheet.raw, look._replace(border=False))

    def _spare(self, first: int, look: Look, lists: tuple[str, str]) -> None:
        """Columns whose headings, an upper and a lower one, are chosen from lists."""
        numbers = range(first, first + _SPARE_COLUMNS)
        for number in numbers:
            self._style(number, look._replace(across="right"))
            self.sheet.raw.column_dimensions[column_letter(number)].width = 12
        ends = column_letter(numbers[0]), column_letter(numbers[-1])
        for row, name in enumerate(lists, self.first_row - len(lists)):
            self._validate(f"{ends[0]}{row}:{ends[1]}{row}", name)

    def _hint(self, number: int, column: Column) -> None:
        """Show the rule of a column beside its cells, and offer its choices."""
        letter = column_letter(number)
        validation = self._validate(f"{letter}{self.first_row}:{letter}{MOST_ROWS}", column.choices)
        validation.showErrorMessage = column.choices is not None and not column.is_open
        validation.promptTitle = (column.group or column.heading)[:32]
        sample = f"\n{self.words['sample']}: {column.example}" if column.example else ""
        validation.prompt = column.rule[: _LONGEST_PROMPT - len(sample)] + sample
        validation.showInputMessage = True

    def _validate(self, where: str, name: str | None) -> Any:
        """Let cells be chosen from a list; another value asks back and is taken."""
        from openpyxl.worksheet.datavalidation import DataValidation

        validation = DataValidation(sqref=where, allow_blank=True)
        if name:
            validation.type = "list"
            # A name, because Excel moves ranges of other sheets to where openpyxl loses them.
            validation.formula1 = _range_name(name)
            validation.errorStyle = "warning"
            validation.errorTitle, validation.error = self.words["choices"], self.words["unlisted"]
        self.sheet.raw.add_data_validation(validation)
        return validation


def _write_rules(book: Book, choices: Choices, kind: str, made: Sequence[Table]) -> None:
    """The sheet of rules: prose above, a table of all columns below."""
    words = choices.words
    columns = {"sheet": 14, "column": 22, "required": 8, "rule": 46, "sample": 22}
    if len(made) == 1:
        del columns["sheet"]
    sheet = Sheet(book, words["rules"], list(columns.values()))
    sheet.add([words["title"].format(title(choices, kind))], TITLE, height=28)
    for number, line in enumerate(prose(kind, choices.lang), 1):
        sheet.across(f"{number}. {line}")
    sheet.skip(_RULES_ROW - 1 - sheet.row, height=6)
    sheet.header([words[name] for name in columns])
    centred = TEXT._replace(across="center")
    seen = set()
    for table in made:
        for column in table.columns:
            texts = {
                "sheet": table.name,
                "column": column.group or column.heading,
                "required": words["yes"] if column.is_required else "",
                "rule": column.rule,
                "sample": column.example,
            }
            if (table.name, texts["column"]) not in seen:
                looks = [centred if name == "required" else TEXT for name in columns]
                sheet.add([texts[name] for name in columns], looks)
            seen.add((table.name, texts["column"]))


def _write_lists(book: Book, choices: Choices) -> None:
    """The sheet to choose from: a list a column, what its entries are beside it."""
    from openpyxl.workbook.defined_name import DefinedName

    columns: list[list[str]] = []
    for name, made in choices.lists.items():
        if not made.entries:
            continue
        letter = column_letter(len(columns) + 1)
        area = f"'{choices.words['choices']}'!${letter}$2:${letter}${len(made.entries) + 1}"
        book.raw.defined_names[_range_name(name)] = DefinedName(_range_name(name), attr_text=area)
        columns.append([made.heading, *(entry.shown for entry in made.entries)])
        if made.beside_heading:
            columns.append([made.beside_heading, *(entry.beside for entry in made.entries)])
    widths = [max(display_width(h) // 2 + 4, *map(display_width, texts)) for h, *texts in columns]
    sheet = Sheet(book, choices.words["choices"], widths, "A2")
    sheet.header([heading for heading, *_ in columns])
    look = TEXT._replace(format=AS_TEXT)
    for texts in zip_longest(*(texts for _, *texts in columns)):
        sheet.add([text or None for text in texts], [look if text else PLAIN for text in texts])
