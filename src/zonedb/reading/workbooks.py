"""Reads the visible sheets of a workbook as rows of text, with what is wrong with single cells."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path
from typing import Any

from zonedb.errors import LoadError
from zonedb.reading.cell_formats import UnitInFormat, plain_number, shown
from zonedb.reading.spreadsheets import import_openpyxl

_CHUNK = 1 << 20
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
# Formats that Chinese Excel numbers and does not write down; openpyxl takes them for General.
_CHINESE_MONTHS = dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"')
_CHINESE_DAYS = dict.fromkeys((28, 29, 30, 31, 51, 53, 54, 58), 'yyyy"年"m"月"d"日"')
_CHINESE_FORMATS = _CHINESE_MONTHS | _CHINESE_DAYS


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell as such, whatever its column is for."""

    row: int
    column: int
    value: str | None
    rule: str


@dataclass(frozen=True)
class Merged:
    """Cells that are merged into one; only the first of them holds a value."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True)
class RawSheet:
    """A sheet before its headings are found; ``faults`` grow while its rows are read."""

    name: str
    rows: Iterator[list[str | None]]
    merged: tuple[Merged, ...] = ()
    faults: list[Fault] = field(default_factory=list)


def workbook_sheets(path: Path) -> Iterator[RawSheet]:
    """The visible sheets of a workbook.

    Raises:
        LoadError: it cannot be read, at once or while its rows are.
    """
    values = _opened(path, values=True)
    formulas = None
    for number, sheet in enumerate(values.worksheets):
        sheet.reset_dimensions()  # the size that a file states may be wrong
        if sheet.sheet_state != "visible":
            continue
        try:
            merged, has_formulas = _scanned(sheet)
        except Exception as error:
            raise _unreadable(path, error) from error
        beside = None
        if has_formulas:
            formulas = formulas or _opened(path, values=False)
            beside = formulas.worksheets[number]
            beside.reset_dimensions()
        faults: list[Fault] = []
        yield RawSheet(sheet.title, _rows(path, sheet, beside, faults), merged, faults)
    values.close()
    if formulas:
        formulas.close()


def _unreadable(path: Path, error: Exception) -> LoadError:
    words = " ".join(str(error).split()) or type(error).__name__
    return LoadError(f"{path}: is no XLSX workbook that can be read ({words})")


def _opened(path: Path, *, values: bool) -> Any:
    openpyxl = import_openpyxl(LoadError)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of extensions that openpyxl leaves out
            return openpyxl.load_workbook(path, read_only=True, data_only=values)
    except Exception as error:  # openpyxl raises what zipfile and its XML parser raise
        raise _unreadable(path, error) from error


def _scanned(sheet: Any) -> tuple[tuple[Merged, ...], bool]:
    """Merged cells of a sheet, and whether it has formulas; both need the text of its part."""
    from openpyxl.utils import range_boundaries

    merged: list[Merged] = []
    has_formulas = False
    rest = b""
    with sheet.parent._archive.open(sheet._worksheet_path) as file:
        while True:
            chunk = file.read(_CHUNK)
            text = rest + chunk
            end = text.rfind(b"<") if chunk else len(text)  # the last element may be cut
            text, rest = text[: max(end, 0)], text[max(end, 0) :]
            has_formulas = has_formulas or _FORMULA.search(text) is not None
            for found in _MERGED.finditer(text):
                merged.append(Merged(*range_boundaries(found[1].decode())))
            if not chunk:
                return tuple(merged), has_formulas


def _rows(path: Path, sheet: Any, formulas: Any, faults: list[Fault]) -> Iterator[list[str | None]]:
    """The rows of a sheet; ``formulas`` is the same sheet with its formulas, if it has any."""
    formats: dict[int, str] = {}
    beside = formulas.rows if formulas else repeat(())
    try:
        for number, (row, formula_row) in enumerate(zip(sheet.rows, beside, strict=False), 1):
            texts = [_text(cell, formats, faults) for cell in row]
            for cell in formula_row:
                if cell.data_type != "f" or texts[cell.column - 1] is not None:
                    continue
                if row[cell.column - 1].data_type not in ("s", "str"):  # a blank text is a result
                    formula = getattr(cell.value, "text", cell.value)
                    faults.append(
                        Fault(number, cell.column, str(formula), "formula_not_calculated")
                    )
            yield texts
    except Exception as error:  # openpyxl raises what zipfile and its XML parser raise
        raise _unreadable(path, error) from error


def _text(cell: Any, formats: dict[int, str], faults: list[Fault]) -> str | None:
    """A cell as it is shown; one whose unit is not in the cell is at fault."""
    value = cell.value
    if value is None or isinstance(value, str):
        stripped = value.strip() if value else ""
        return stripped or None
    format_ = formats.get(cell._style_id)
    if format_ is None:
        numbered = _CHINESE_FORMATS.get(cell.style_array.numFmtId)
        format_ = formats[cell._style_id] = numbered or cell.number_format or "General"
    if format_ in _CHINESE_FORMATS.values() and isinstance(value, int | float):
        value = _day(cell, value)
    try:
        return shown(value, format_)
    except UnitInFormat:
        text = plain_number(value)
        faults.append(Fault(cell.row, cell.column, text, "cell_format"))
        return text


def _day(cell: Any, value: int | float) -> Any:
    """The day that a number stands for."""
    from openpyxl.utils.datetime import from_excel

    try:
        return from_excel(value, cell.parent.parent.epoch)
    except (OverflowError, ValueError):
        return value
