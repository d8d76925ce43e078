"""Reads the visible sheets of an Open XML workbook as rows of text.

openpyxl tells sheets, styles and formats. The parts with cells are read here: openpyxl fills in
rows by the numbers that a part states (a billion of them, if it says so), drops rows out of order,
and needs a second reading to tell a formula without a result; so does calamine, which tells no
formats besides.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from zonedb.errors import LoadError
from zonedb.reading.cells import Cells, numbered_format
from zonedb.reading.grids import Book, Fault, Grid, Refused
from zonedb.reading.messages import said
from zonedb.reading.sheet_xml import RawCell, layout, raw_rows, shared_strings
from zonedb.reading.spreadsheets import import_openpyxl

# What a part may unpack to. A million rows of twenty columns need about a gigabyte, at a tenth of
# that when packed; openpyxl takes fifty times the size of the other parts in memory.
_MOST_BYTES = 2 << 30
_MOST_BYTES_OF_OTHERS = 16 << 20
_SUSPECT_BYTES = 64 << 20  # from here on, a part may not unpack to more than so many times its size
_SUSPECT_BYTES_OF_OTHERS = 1 << 20
_MOST_RATIO = 200
_OTHER_FORMS = {"xl/workbook.bin": "XLSB", "content.xml": "ODS"}
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_RESULTS_OF_TEXT = ("s", "str", "inlineStr")


def read_workbook(path: Path) -> Book:
    """The sheets of a workbook.

    Raises:
        LoadError: it cannot be read, at once or while its rows are.
    """
    import_openpyxl(LoadError)
    try:
        workbook = _Workbook(path)
    except Exception as error:  # openpyxl raises what zipfile and its XML parser raise
        raise _unreadable(path, error) from error
    shown = [name for name, _, is_visible in workbook.sheets if is_visible]
    hidden = [name for name, _, is_visible in workbook.sheets if not is_visible]
    if not shown:
        rule = "workbook_all_hidden" if hidden else "workbook_no_sheets"
        raise LoadError(said(rule, path=path))
    return Book(_grids(workbook), hidden)


def _unreadable(path: Path, error: Exception, sheet: str = "") -> LoadError:
    """The line that says why a workbook cannot be read."""
    if isinstance(error, LoadError):
        return error
    if isinstance(error, Refused):
        place = f"{path}: {sheet}" if sheet else str(path)
        return LoadError(said(error.rule, path=place, **error.details))
    words = " ".join(str(error).split()) or type(error).__name__
    return LoadError(said("workbook_unreadable", path=path, why=words))


class _Workbook:
    """What openpyxl tells of a workbook, and its parts; sheets are (name, part, is visible)."""

    def __init__(self, path: Path) -> None:
        # The steps of openpyxl.load_workbook that are needed: it would search each sheet for its
        # size, and read texts with their phonetic aids and without what is struck out.
        from openpyxl.reader.excel import ExcelReader
        from openpyxl.styles.stylesheet import apply_stylesheet
        from openpyxl.xml.constants import SHARED_STRINGS

        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            _refuse_parts(archive)
            reader: Any = ExcelReader(file, read_only=True, keep_links=False)
            reader.read_manifest()
            reader.read_workbook()
            apply_stylesheet(archive, reader.wb)
            self.sheets = [
                (str(sheet.name), str(part.target), sheet.state == "visible")
                for sheet, part in reader.parser.find_sheets()
                if str(part.Type).endswith("/worksheet")
            ]
            self.texts: list[str] = []
            self.struck_texts: set[int] = set()
            part = reader.package.find(SHARED_STRINGS)
            if part is not None:
                with archive.open(part.PartName[1:]) as strings:
                    self.texts, self.struck_texts = shared_strings(strings)
        self.path = path
        self.epoch = reader.wb.epoch
        self._book = reader.wb
        self._styles: dict[int, tuple[str, bool]] = {}

    @contextmanager
    def part(self, name: str) -> Iterator[IO[bytes]]:
        """Open a part, for which the file is opened anew: nobody has to close a workbook."""
        with zipfile.ZipFile(self.path) as archive, archive.open(name) as file:
            yield file

    def style(self, number: int) -> tuple[str, bool]:
        """The format of a style, and whether it strikes out."""
        found = self._styles.get(number)
        if found is None:
            style = self._book._cell_styles[number]
            own = style.numFmtId - 164
            written = self._book._number_formats[own] if own >= 0 else None
            font = self._book._fonts[style.fontId]
            found = numbered_format(style.numFmtId, written), bool(font.strike)
            self._styles[number] = found
        return found


def _refuse_parts(archive: zipfile.ZipFile) -> None:
    """Refuse what is no workbook for openpyxl, and parts that would fill the memory."""
    names = set(archive.namelist())
    for name, form in _OTHER_FORMS.items():
        if name in names:
            raise Refused("workbook_form", form=form)
    for part in archive.infolist():
        name, size = part.filename, part.file_size
        holds_cells = "worksheets/" in name or "sharedStrings" in name
        is_read = name.endswith(".xml") and (holds_cells or name.count("/") < 2)
        if not (is_read or name.endswith(".rels")):
            continue
        most, suspect = _MOST_BYTES_OF_OTHERS, _SUSPECT_BYTES_OF_OTHERS
        if holds_cells:
            most, suspect = _MOST_BYTES, _SUSPECT_BYTES
        if size > most or (size > suspect and size > _MOST_RATIO * part.compress_size):
            raise Refused("workbook_bomb", part=name, size=size >> 20)
    if "xl/workbook.xml" in names:
        with archive.open("xl/workbook.xml") as file:
            if _STRICT in file.read(1 << 12):
                raise Refused("workbook_strict")


def _grids(workbook: _Workbook) -> Iterator[Grid]:
    has_cells = False
    for name, part, is_visible in workbook.sheets:
        if not is_visible:
            continue
        try:
            with workbook.part(part) as file:
                found = layout(file)
        except Exception as error:
            raise _unreadable(workbook.path, error, name) from error
        has_cells = has_cells or found.has_cells
        grid = Grid(name, iter(()), True, tuple(found.merged))
        grid.hidden_rows, grid.hidden_columns = found.hidden_rows, found.hidden_columns
        grid.rows = _rows(workbook, part, grid)
        yield grid
    if not has_cells:
        raise LoadError(said("file_blank", path=workbook.path))


def _rows(workbook: _Workbook, part: str, grid: Grid) -> Iterator[list[str | None]]:
    """The rows of a part, with blank ones for those that it leaves out."""
    cells = Cells(grid, workbook.epoch)
    before = 0
    try:
        with workbook.part(part) as file:
            for number, raw_cells in raw_rows(file):
                for _ in range(before + 1, number):
                    yield []
                before = number
                row: list[str | None] = []
                for raw in raw_cells:
                    text = _text(workbook, cells, grid, number, raw)
                    if text is not None:
                        row += [None] * (raw.column - 1 - len(row))
                        row.append(text)
                yield row
    except Exception as error:  # zipfile and expat raise many kinds, wrong numbers more
        raise _unreadable(workbook.path, error, grid.name) from error


def _text(workbook: _Workbook, cells: Cells, grid: Grid, row: int, raw: RawCell) -> str | None:
    """The text of a cell; one that is a formula without a result is at fault."""
    if not raw.text:
        if raw.formula is not None and raw.kind not in _RESULTS_OF_TEXT:
            fault = Fault(row, raw.column, raw.formula, "formula_not_calculated")
            grid.faults.append(fault)
        return None
    format_, is_struck = workbook.style(raw.style)
    text: str | None = raw.text
    match raw.kind:
        case "n":
            is_float = any(sign in raw.text for sign in ".eEN")
            value = float(raw.text) if is_float else int(raw.text)
            text = cells.number(row, raw.column, value, format_)
        case "s":
            index = int(raw.text)
            if index < 0:
                raise IndexError("a shared text that there is not")
            text, is_struck = workbook.texts[index], is_struck or index in workbook.struck_texts
        case "b":
            text = "true" if raw.text.strip() in ("1", "true") else "false"
        case "d":
            text = cells.iso_day(raw.text, format_)
    text = text.strip() if text else ""
    if text and (is_struck or raw.is_struck):
        grid.struck.add((row, raw.column))
    return text or None
