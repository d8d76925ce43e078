"""The one writer of workbooks: sheets, their cells and looks, how they print, and their bytes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from contextlib import suppress
from copy import copy
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from zonedb.errors import ZonedbError
from zonedb.exports.rendering import display_width
from zonedb.reading.spreadsheets import column_letter, import_openpyxl

WIDEST = 66  # characters of a column; longer text wraps
AS_TEXT = "@"  # keeps 2021-06 from becoming a date, 20% from becoming 0.2, and 12.50 its decimals
HEADER_COLOUR = "1F4E78"
_NO_DAY = datetime(1980, 1, 1)
# A4 upright and across: characters and points that it takes.
_A4_PAGES = {"portrait": (105, 725), "landscape": (150, 480)}
_SMALLEST_UPRIGHT = 0.84  # of the full size; what is wider lies across
_ONE_LINE = 18  # of the height of rows
_MARGIN = 1  # characters of a column that stay empty
_A4 = 9
_FONTS = {"zh": ("宋体", "黑体"), "en": ("Calibri", "Calibri")}  # of text, and of headings
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Look(NamedTuple):
    """How a cell looks."""

    is_heading: bool = False
    bold: bool = False
    size: int = 11
    colour: str = "000000"
    fill: str = ""
    across: str = "general"
    indent: int = 0
    wrap: bool = False
    border: bool = False
    format: str = "General"
    underline: bool = False
    unlocked: bool = False


class Link(NamedTuple):
    """A text that leads to a cell of the workbook, ``#'sheet'!A1``, or to an address."""

    text: str
    target: str


PLAIN = Look()
TITLE = Look(is_heading=True, bold=True, size=16)
HEADER = Look(True, True, 11, "FFFFFF", HEADER_COLOUR, "center", wrap=True, border=True)
LIGHT_HEADER = HEADER._replace(colour=HEADER_COLOUR, fill="DCE6F1")  # of what may be left out
TEXT = Look(across="left", indent=1, wrap=True, border=True)
PROSE = Look(across="left", wrap=True)
NUMBER = Look(across="right", indent=1, border=True)
DAY = Look(across="center", border=True, format="yyyy-mm-dd")
QUIET = Look(colour="595959")
LINE = Look(across="left", unlocked=True)  # above a table, with room to write behind it
_LINKED: dict[str, Any] = {"colour": "0563C1", "underline": True}


def sheet_name(text: str) -> str:
    """A name that Excel takes: at most 31 characters, none of ``[]:*?/\\``."""
    return re.sub(r"[\[\]:*?/\\]", " ", text)[:31]


def clean(text: str) -> str:
    """A text without characters that a workbook cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", text)


def height_of(text: str, width: int, least: int = 1) -> int:
    """The height of a row for a text that wraps in a column, of so many lines at least."""
    lines = sum(max(1, -(-display_width(line) // width)) for line in text.split("\n"))
    return 15 * max(lines, least) + 3


class _Archive(ZipFile):
    """A ZIP archive whose files are of no day."""

    def _new(self, name: str) -> ZipInfo:
        info = ZipInfo(name)
        info.compress_type = self.compression
        return info

    def writestr(self, name: Any, data: Any, *_: Any) -> None:
        """Add a file with these bytes."""
        super().writestr(self._new(name), data)

    def write(self, path: Any, name: Any = None, *_: Any) -> None:
        """Add a file of the disk."""
        with (
            Path(path).open("rb") as source,
            self.open(self._new(name), "w", force_zip64=True) as file,
        ):
            shutil.copyfileobj(source, file)


class Book:
    """A workbook that is written, a new one or that of a user; as a context it lets go of files."""

    def __init__(
        self, error: type[ZonedbError], lang: str, raw: Any = None, *, streaming: bool = False
    ) -> None:
        """Begin a workbook, or go on with ``raw``; rows that stream are written as they come.

        Raises:
            ZonedbError: openpyxl is missing; ``error`` says of which kind.
        """
        openpyxl = import_openpyxl(error)
        self.lang = lang
        self.raw = raw
        if raw is None:
            self.raw = openpyxl.Workbook(write_only=streaming)
            self.raw._sheets.clear()
            about = self.raw.properties
            about.creator, about.created, about.modified = "zonedb", _NO_DAY, _NO_DAY
        self._styles: dict[Look, Any] = {}

    def __enter__(self) -> Book:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        """Close what streams if it failed; sheets complain when they are collected open."""
        if kind and self.raw.write_only:
            for sheet in self.raw.worksheets:
                with suppress(Exception):
                    sheet.close()

    def style(self, sheet: Any, look: Look) -> Any:
        """A look as openpyxl keeps it, for a cell or a column of a sheet."""
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
        from openpyxl.styles.styleable import StyleableObject

        if look not in self._styles:
            made: Any = StyleableObject(sheet)
            made.font = Font(
                name=_FONTS[self.lang][look.is_heading], bold=look.bold, size=look.size,
                color=look.colour, underline="single" if look.underline else None,
            )  # fmt: skip
            if look.fill:
                made.fill = PatternFill("solid", fgColor=look.fill)
            if look.border:
                line = Side("thin", color="808080")
                made.border = Border(line, line, line, line)
            made.alignment = Alignment(
                look.across, "center", wrap_text=look.wrap, indent=look.indent
            )
            made.number_format = look.format
            made.protection = Protection(locked=not look.unlocked)
            self._styles[look] = made._style
        return copy(self._styles[look])

    def save(self, path: Path) -> None:
        """Write the file: the same cells give the same bytes."""
        from openpyxl.writer.excel import ExcelWriter

        self.raw.active = 0
        if not self.raw.write_only:
            for number, sheet in enumerate(self.raw.worksheets):
                sheet.sheet_view.tabSelected = number == 0
        with _Archive(path, "w", ZIP_DEFLATED) as archive:
            ExcelWriter(self.raw, archive).save()


class Sheet:
    """A sheet that is written row after row.

    It prints on A4, a page wide, upright if that is wide enough, with numbers on its pages.

    Attributes:
        raw: openpyxl's own sheet.
        widths: of the columns, in characters.
        row: the one that was written last.
        page_height: of the rows that print on a page, in points.
    """

    def __init__(
        self, book: Book, name: str, widths: Sequence[int], freeze: str = "", at: int | None = None
    ) -> None:
        """Begin a sheet; what stands above and left of the cell ``freeze`` stays in view."""
        from openpyxl.worksheet.page import PageMargins
        from openpyxl.worksheet.properties import PageSetupProperties

        self.book = book
        self.row = self._header = 0
        self.widths = [min(width, WIDEST) for width in widths]
        self.raw = raw = book.raw.create_sheet(sheet_name(name), at)
        for number, width in enumerate(self.widths, 1):
            raw.column_dimensions[column_letter(number)].width = width + _MARGIN
        raw.freeze_panes = freeze or None
        raw.page_setup.paperSize, raw.page_setup.fitToHeight = _A4, 0
        total = sum(self.widths) + _MARGIN * len(self.widths)
        is_upright = total * _SMALLEST_UPRIGHT <= _A4_PAGES["portrait"][0]
        raw.page_setup.orientation = "portrait" if is_upright else "landscape"
        characters, points = _A4_PAGES[raw.page_setup.orientation]
        self.page_height = points * max(1, total / characters)
        raw.sheet_format.defaultRowHeight, raw.sheet_format.customHeight = _ONE_LINE, True
        raw.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        raw.page_margins = PageMargins(0.4, 0.4, 0.6, 0.7, 0.3, 0.3)
        raw.print_options.horizontalCentered = True
        raw.oddFooter.left.text = "&A"
        raw.oddFooter.right.text = "第 &P 页,共 &N 页" if book.lang == "zh" else "Page &P of &N"

    def add(
        self, values: Sequence[Any], looks: Look | Sequence[Look] = PLAIN, height: int = 0
    ) -> int:
        """Write the next row, as high as its texts need unless that is said; its number.

        Text stays text, whatever it begins with; nothing is written for None without a look.
        """
        self.row += 1
        each = [looks] * len(values) if isinstance(looks, Look) else looks
        cells: list[Any] = []
        highest = 0
        for column, (value, look) in enumerate(zip(values, each, strict=True), 1):
            if look.wrap and isinstance(value, str) and not height:
                highest = max(highest, height_of(value, self.widths[column - 1]))
            is_blank = value is None and not look.border
            cells.append(None if is_blank else self._cell(column, value, look))
        if height or highest > self.raw.sheet_format.defaultRowHeight:
            self.raw.row_dimensions[self.row].height = height or highest
        self.raw.append(cells)
        return self.row

    def _cell(self, column: int, value: Any, look: Look) -> Any:
        from openpyxl.cell import Cell
        from openpyxl.worksheet.hyperlink import Hyperlink

        if isinstance(value, Link):
            look = look._replace(**_LINKED)
        cell = Cell(self.raw, self.row, column, style_array=self.book.style(self.raw, look))
        if isinstance(value, Link):
            inside = value.target.startswith("#")
            cell.hyperlink = Hyperlink(
                ref=cell.coordinate,
                target=None if inside else value.target,
                location=value.target[1:] if inside else None,
            )
            value = value.text
        if isinstance(value, str):
            value = clean(value)
            cell.value, cell.data_type = value, "s"
            cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
        else:
            number_format = cell.number_format  # which openpyxl changes for dates
            cell.value = value
            cell.number_format = number_format
        return cell

    def skip(self, rows: int = 1, height: int = 0) -> None:
        """Leave rows empty."""
        for _ in range(rows):
            self.add([], height=height)

    def across(self, text: str, look: Look = PROSE, height: int = 0) -> int:
        """Write a text over all columns."""
        self.add([text], look, height or height_of(text, sum(self.widths)))
        self.merge(self.row, 1, self.row, len(self.widths))
        return self.row

    def line(self, texts: Sequence[str], at_end: str = "") -> int:
        """Write texts side by side over all columns, and one at their right end."""
        if at_end:
            texts = [*texts, at_end]
        total, start, places = sum(self.widths), 0, []
        for width in self.widths:
            part = (len(texts) + 1) * (start + width / 2) / total  # the first has two
            places.append(max(0, int(part) - 1))
            start += width
        shown: list[str | None] = [None] * len(places)
        column = 0
        for number, text in enumerate(texts):  # where columns are wide two share one
            column = places.index(number) if number in places else column
            shown[column] = "    ".join(filter(None, (shown[column], text)))
        starts = [number for number, one in enumerate(shown) if one is not None]
        looks = [LINE] * len(places)
        if at_end:
            looks[starts[-1]] = LINE._replace(across="right")
        self.add(shown, looks, height=22)
        for number, after in zip(starts, [*starts[1:], len(places)], strict=True):
            self.merge(self.row, number + 1, self.row, after)
        return self.row

    def header(
        self, labels: Sequence[str | None], light: Sequence[bool] = (), *, repeated: bool = True
    ) -> int:
        """Write a row of headings; where ``repeated`` it stands on each page.

        One that may be left empty is light; one with None beside it reaches over those columns.
        """
        ends = [n for n, label in enumerate(labels) if label] + [len(labels)]
        heights = [
            height_of(str(labels[n]), sum(self.widths[n:after]), 2) for n, after in pairwise(ends)
        ]
        looks = [LIGHT_HEADER if one else HEADER for one in light or [False] * len(labels)]
        self.add(labels, looks, height=max(heights))
        if repeated:
            top = self._header = self._header or self.row
            self.raw.print_title_rows = f"{top}:{self.row}"
        return self.row

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Make one cell of several."""
        if (top, left) != (bottom, right):
            area = f"{column_letter(left)}{top}:{column_letter(right)}{bottom}"
            self.raw.merged_cells.add(area)

    def filter(self, top: int) -> None:
        """Offer to filter the rows from the headings in ``top`` to the last."""
        self.raw.auto_filter.ref = f"A{top}:{column_letter(len(self.widths))}{self.row}"
