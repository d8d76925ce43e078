"""Writes the sheets of a template: those to fill in, the rules, and what to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from zonedb.errors import LoadError
from zonedb.exports.rendering import display_width
from zonedb.office.template.choices import Choices
from zonedb.office.template.contents import Column, Sheet, title
from zonedb.office.template.words import prose
from zonedb.office.workbook import HEADER_COLOUR, fit_page_width, sheet_name, write_text
from zonedb.reading.spreadsheets import MOST_ROWS, column_letter, import_openpyxl

_FIRST_ROW = 3  # to fill in, below the headings and the example
_SPARE_COLUMNS = 8  # whose headings may be chosen
_RULES_ROW = 12  # of the headings on the sheet of rules, out of reach of the search for headings
_WIDEST = 60  # characters; longer text wraps
_LONGEST_PROMPT = 255  # characters of a hint that Excel takes
_REQUIRED, _OPTIONAL, _QUIET = HEADER_COLOUR, "7A9CC0", "7F7F7F"
_TEXT = "@"  # keeps 2021-06 from becoming a date, 20% from becoming 0.2, and 12.50 its decimals


def workbook(choices: Choices, kind: str, made: Sequence[Sheet]) -> Any:
    """A workbook of a kind with the sheets to fill in, the rules and the lists.

    Raises:
        LoadError: openpyxl is missing.
    """
    writer = _Writer(choices)
    for sheet in made:
        writer.to_fill_in(sheet)
    writer.rules(kind, made)
    writer.lists()
    writer.workbook.active = 0
    return writer.workbook


def _range_name(name: str) -> str:
    return "choices_" + re.sub("[:.]", "_", name)


class _Writer:
    """Makes the sheets of one workbook."""

    def __init__(self, choices: Choices) -> None:
        openpyxl = import_openpyxl(LoadError)
        from openpyxl.styles import Alignment, Font, PatternFill, Protection

        self.workbook: Any = openpyxl.Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
        self.choices = choices
        self.words = choices.words
        self._header_font = Font(bold=True, color="FFFFFF")
        self._fills = {
            colour: PatternFill("solid", fgColor=colour) for colour in (_REQUIRED, _OPTIONAL)
        }
        self._centred = Alignment(wrap_text=True, vertical="center", horizontal="center")
        self._left = Alignment(vertical="center", horizontal="left", indent=1)
        self._right = Alignment(vertical="center", horizontal="right", indent=1)
        self._wrapped = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
        self._example_font = Font(italic=True, color=_QUIET)
        self._title_font = Font(bold=True, size=16)
        self._top_centred = Alignment(vertical="top", horizontal="center")
        self._unlocked = Protection(locked=False)

    # -- what every sheet has ------------------------------------------------------------

    def sheet(self, name: str, widths: Sequence[int]) -> Any:
        """A sheet with columns of the given widths, a page wide in print."""
        sheet = self.workbook.create_sheet(sheet_name(name))
        for number, width in enumerate(widths, 1):
            sheet.column_dimensions[column_letter(number)].width = min(width, _WIDEST) + 3
        fit_page_width(sheet)
        return sheet

    def header(self, sheet: Any, row: int, labels: Sequence[str], colours: Sequence[str]) -> None:
        sheet.row_dimensions[row].height = 34  # two lines
        for number, (label, colour) in enumerate(zip(labels, colours, strict=True), 1):
            cell = self.text(sheet, row, number, label)
            cell.font, cell.fill = self._header_font, self._fills[colour]
            cell.alignment = self._centred

    @staticmethod
    def text(sheet: Any, row: int, column: int, text: str) -> Any:
        """A cell with a text; an empty one holds nothing."""
        cell = sheet.cell(row, column)
        return write_text(cell, text) if text else cell

    # -- sheets to fill in ---------------------------------------------------------------

    def to_fill_in(self, made: Sheet) -> None:
        columns = made.columns
        widths = [
            max(12, display_width(column.heading) // 2 + 4, min(display_width(column.example), 32))
            for column in columns
        ]
        first_texts = (self.words["mark"] + columns[0].example, *made.firsts)
        widths[0] = max(widths[0], *map(display_width, first_texts))
        sheet = self.sheet(made.name, widths)
        sheet.freeze_panes = "B2"
        sheet.print_title_rows = "1:1"
        colours = [_REQUIRED if column.is_required else _OPTIONAL for column in columns]
        self.header(sheet, 1, [column.heading for column in columns], colours)
        for number, column in enumerate(columns, 1):
            for row, text in enumerate(first_texts if number == 1 else (column.example,), 2):
                self._style(self.text(sheet, row, number, text), column)
            sheet.cell(2, number).font = self._example_font
            self._style(sheet.column_dimensions[column_letter(number)], column)
            self._hint(sheet, number, column)
        if made.spare:
            self._spare_columns(sheet, len(columns) + 1, columns[-1], made.spare)

    def _spare_columns(self, sheet: Any, first: int, like: Column, headings: str) -> None:
        """Columns that are like another one and whose headings are chosen from a list."""
        letters = [column_letter(number) for number in range(first, first + _SPARE_COLUMNS)]
        for letter in letters:
            sheet.column_dimensions[letter].width = 15
            self._style(sheet.column_dimensions[letter], like)
        self._validate(sheet, f"{letters[0]}1:{letters[-1]}1", headings)

    def _style(self, cell: Any, column: Column) -> None:
        """Format of a cell, or of all cells of a column that hold nothing yet."""
        cell.number_format = "0" if column.is_integer else _TEXT
        cell.alignment = self._right if column.is_right else self._left
        cell.protection = self._unlocked

    def _hint(self, sheet: Any, number: int, column: Column) -> None:
        """Show the rule of a column beside its cells, and offer its choices."""
        letter = column_letter(number)
        where = f"{letter}{_FIRST_ROW}:{letter}{MOST_ROWS}"
        validation = self._validate(sheet, where, column.choices)
        validation.showErrorMessage = column.choices is not None and not column.is_open
        validation.promptTitle = column.heading[:32]
        validation.prompt = column.rule[:_LONGEST_PROMPT]
        validation.showInputMessage = True

    def _validate(self, sheet: Any, where: str, name: str | None) -> Any:
        """Let cells be chosen from a list; another value asks back and is taken."""
        from openpyxl.worksheet.datavalidation import DataValidation

        validation = DataValidation(sqref=where, allow_blank=True)
        if name:
            validation.type = "list"
            # A name, because Excel moves ranges of other sheets to where openpyxl loses them.
            validation.formula1 = _range_name(name)
            validation.errorStyle = "warning"
            validation.errorTitle, validation.error = self.words["choices"], self.words["unlisted"]
        sheet.add_data_validation(validation)
        return validation

    # -- rules and choices ---------------------------------------------------------------

    def rules(self, kind: str, made: Sequence[Sheet]) -> None:
        """The sheet of rules: prose above, a table of all columns below."""
        words = self.words
        columns = {"sheet": 16, "column": 30, "required": 8, "rule": 60, "sample": 36}
        if len(made) == 1:
            del columns["sheet"]
        sheet = self.sheet(words["rules"], list(columns.values()))
        heading = self.text(sheet, 1, 1, words["title"].format(title(self.choices, kind)))
        heading.font = self._title_font
        sheet.row_dimensions[1].height = 28
        for number, line in enumerate(prose(kind, self.choices.lang), 1):
            row = number + 1
            self.text(sheet, row, 1, f"{number}. {line}").alignment = self._wrapped
            sheet.merge_cells(None, row, 1, row, len(columns))
            self._fit(sheet, row, [(line, sum(columns.values()))])
        labels = [words[name] for name in columns]
        self.header(sheet, _RULES_ROW, labels, [_REQUIRED] * len(columns))
        described = [(one.name, column) for one in made for column in one.columns]
        for row, (name, column) in enumerate(described, _RULES_ROW + 1):
            texts = {
                "sheet": name,
                "column": column.heading,
                "required": words["yes"] if column.is_required else "",
                "rule": column.rule,
                "sample": column.example,
            }
            for number, key in enumerate(columns, 1):
                cell = self.text(sheet, row, number, texts[key])
                cell.alignment = self._top_centred if key == "required" else self._wrapped
            self._fit(sheet, row, [(texts[key], width) for key, width in columns.items()])

    @staticmethod
    def _fit(sheet: Any, row: int, cells: Iterable[tuple[str, int]]) -> None:
        """Make a row as high as its texts need in columns of the given widths."""
        lines = max(-(-display_width(text) // width) for text, width in cells)
        sheet.row_dimensions[row].height = 16 * max(lines, 1) + 3

    def lists(self) -> None:
        """The sheet to choose from: a list a column, what its entries are beside it."""
        from openpyxl.workbook.defined_name import DefinedName

        columns: list[tuple[str, list[str]]] = []
        for name, made in self.choices.lists.items():
            if not made.entries:
                continue
            letter = column_letter(len(columns) + 1)
            area = f"'{self.words['choices']}'!${letter}$2:${letter}${len(made.entries) + 1}"
            self.workbook.defined_names[_range_name(name)] = DefinedName(
                _range_name(name), attr_text=area
            )
            columns.append((made.heading, [entry.shown for entry in made.entries]))
            if made.beside_heading:
                columns.append((made.beside_heading, [entry.beside for entry in made.entries]))
        widths = [
            max(display_width(heading) // 2 + 4, *map(display_width, texts))
            for heading, texts in columns
        ]
        sheet = self.sheet(self.words["choices"], widths)
        sheet.freeze_panes = "A2"
        self.header(sheet, 1, [heading for heading, _ in columns], [_REQUIRED] * len(columns))
        for number, (_, texts) in enumerate(columns, 1):
            for row, text in enumerate(texts, 2):
                cell = self.text(sheet, row, number, text)
                cell.number_format, cell.alignment = _TEXT, self._left
