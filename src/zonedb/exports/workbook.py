"""Writes an Excel workbook for people: one sheet a view, labels in their language, definitions."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import duckdb

from zonedb.errors import ExportError
from zonedb.exports.labels import Field, readable_fields
from zonedb.exports.rendering import display_width
from zonedb.office.workbook import HEADER_COLOUR, clean, fit_page_width, sheet_name, write_text
from zonedb.reading.spreadsheets import MOST_ROWS, column_letter, import_openpyxl
from zonedb.store.catalogue import Column, Relation

# openpyxl's stubs do not know its write-only ones
Sheet: TypeAlias = Any
Cell: TypeAlias = Any

MAX_ROWS = MOST_ROWS - 1  # below the header
_WIDEST = 66  # characters; longer text wraps
_WORDS = {
    "zh": {
        "about": "说明",
        "definitions": "字段说明",
        "title": "开发区绩效数据",
        "sheets": "工作表",
        "what": "内容",
        "rows": "行数",
        "sources": "数据来源",
        "publisher": "刊发",
        "published": "日期",
        "url": "网址",
        "licence": "许可",
        "cc0": "汇编数据:CC0 1.0;不含原文",
        "own": "含用户装载的数据,其许可由提供者决定",
        "version": "版本",
        "content": "内容指纹",
        "as_of": "所知截至",
        "column": "字段名",
        "label": "名称",
        "unit": "单位",
        "meaning": "含义",
    },
    "en": {
        "about": "About",
        "definitions": "Definitions",
        "title": "Development-zone performance",
        "sheets": "Sheet",
        "what": "Content",
        "rows": "Rows",
        "sources": "Sources",
        "publisher": "Publisher",
        "published": "Date",
        "url": "Address",
        "licence": "Licence",
        "cc0": "compiled facts: CC0 1.0; the text itself is not included",
        "own": "holds data loaded by users; its licence is for them to state",
        "version": "Version",
        "content": "Content fingerprint",
        "as_of": "As known on",
        "column": "Column",
        "label": "Label",
        "unit": "Unit",
        "meaning": "Meaning",
    },
}


def _heading(field: Field, units: dict[str, str], lang: str) -> str:
    label = field.label.in_(lang)
    if field.column.unit_id in (None, "item", "times"):
        return label
    return f"{label} ({units[field.column.unit_id or '']})"


def _number_format(column: Column, value: Any) -> str:
    if column.type in ("DATE", "TIMESTAMP"):
        return "yyyy-mm-dd"
    if not isinstance(value, int | float | Decimal) or isinstance(value, bool):
        return "General"
    if column.name.endswith(("_no", "_rank")) or column.type == "INTEGER":
        return "0"
    if column.unit_id == "pct":
        return "0.00"
    return "#,##0" if value == int(value) else "#,##0.00##"


class _Writer:
    """Makes sheets and cells of one workbook."""

    def __init__(self) -> None:
        openpyxl = import_openpyxl(ExportError)
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font, PatternFill

        self.workbook: Any = openpyxl.Workbook(write_only=True)
        self._cell = WriteOnlyCell
        self._header_font = Font(bold=True, color="FFFFFF")
        self._header_fill = PatternFill("solid", fgColor=HEADER_COLOUR)
        self._title_font = Font(bold=True, size=16)
        self._link_font = Font(color="0563C1", underline="single")
        self._wrapped = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
        self._centred = Alignment(wrap_text=True, vertical="center", horizontal="center")
        self._text = Alignment(vertical="top", horizontal="left", indent=1)
        self._top = Alignment(vertical="top")

    def cell(self, sheet: Sheet, value: Any, format_: str = "General") -> Cell:
        """A cell; text stays text, whatever it begins with."""
        cell = self._cell(sheet, value=None if isinstance(value, str) else value)
        if isinstance(value, str):
            write_text(cell, clean(value))
            cell.alignment = self._wrapped if display_width(value) > _WIDEST else self._text
        else:
            cell.number_format = format_
            cell.alignment = self._top
        return cell

    def header(self, sheet: Sheet, labels: Sequence[str]) -> list[Cell]:
        cells = [self.cell(sheet, label) for label in labels]
        for cell in cells:
            cell.font, cell.fill, cell.alignment = (
                self._header_font,
                self._header_fill,
                self._centred,
            )
        return cells

    def title(self, sheet: Sheet, text: str) -> Cell:
        cell = self.cell(sheet, text)
        cell.font = self._title_font
        return cell

    def link(self, sheet: Sheet, text: str, address: str) -> Cell:
        cell = self.cell(sheet, text)
        cell.hyperlink = address
        cell.font = self._link_font
        return cell

    def sheet(self, name: str, widths: Sequence[int]) -> Sheet:
        """A sheet with the given widths in characters."""
        sheet = self.workbook.create_sheet(sheet_name(name))
        for number, width in enumerate(widths, 1):
            sheet.column_dimensions[column_letter(number)].width = min(width, _WIDEST) + 2
        fit_page_width(sheet)
        sheet.print_title_rows = "1:1"
        return sheet


def _width(heading: str, values: Sequence[Any]) -> int:
    shown = (
        f"{value:,.4f}" if isinstance(value, float | Decimal) else str(value)
        for value in values
        if value is not None
    )
    # A heading may wrap onto a second line; what stands below it should not.
    return max([8, (display_width(heading) + 1) // 2 + 2, *map(display_width, shown)])


def _write_relation(
    connection: duckdb.DuckDBPyConnection,
    writer: _Writer,
    relation: Relation,
    fields: Sequence[Field],
    units: dict[str, str],
    lang: str,
) -> int:
    """A sheet with the rows of a relation; their number."""
    listed = ", ".join(field.column.name for field in fields)
    found = connection.execute(f"select {listed} from {relation.name} order by all").fetchall()
    rows = [[f.show(value) for f, value in zip(fields, row, strict=True)] for row in found]
    if len(rows) > MAX_ROWS:
        raise ExportError(
            f"{relation.name}: has {len(rows)} rows, a sheet holds {MAX_ROWS}; export it as csv"
        )
    headings = [_heading(field, units, lang) for field in fields]
    by_column = list(zip(*rows, strict=True)) if rows else [()] * len(fields)
    sheet = writer.sheet(
        relation.label.in_(lang),
        [_width(heading, values) for heading, values in zip(headings, by_column, strict=True)],
    )
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 32  # two lines
    sheet.auto_filter.ref = f"A1:{column_letter(len(fields))}{len(rows) + 1}"
    sheet.append(writer.header(sheet, headings))
    for number, row in enumerate(rows, 2):
        widest = max((display_width(value) for value in row if isinstance(value, str)), default=0)
        if widest > _WIDEST:
            sheet.row_dimensions[number].height = 15 * -(-widest // _WIDEST)
        sheet.append(
            [
                writer.cell(sheet, value, _number_format(field.column, value))
                for field, value in zip(fields, row, strict=True)
            ]
        )
    return len(rows)


def _write_about(
    connection: duckdb.DuckDBPyConnection,
    writer: _Writer,
    chosen: Sequence[Relation],
    counts: dict[str, int],
    lang: str,
) -> None:
    """The first sheet: what the workbook holds, who printed the figures, which version it is."""
    text = _WORDS[lang]
    info = dict(connection.execute("select property, property_value from build_info").fetchall())
    [(loads,)] = connection.execute("select count(*) from loads").fetchall()
    sheet = writer.sheet(text["about"], [30, 66, 30, 12])
    sheet.append([writer.title(sheet, text["title"])])
    sheet.append([])
    sheet.append(writer.header(sheet, [text["sheets"], text["what"], text["rows"]]))
    for relation in chosen:
        name = sheet_name(relation.label.in_(lang))
        sheet.append(
            [
                writer.link(sheet, name, f"#'{name}'!A1"),
                writer.cell(sheet, relation.description.in_(lang)),
                writer.cell(sheet, counts[relation.name], "#,##0"),
            ]
        )
    name = text["definitions"]
    sheet.append([writer.link(sheet, name, f"#'{name}'!A1")])
    sheet.append([])
    sheet.append(
        writer.header(sheet, [text["sources"], text["url"], text["publisher"], text["published"]])
    )
    for row in connection.execute(
        "select coalesce(title_zh, source_id), url, publisher_zh, published_on from sources"
        " order by source_priority, source_id"
    ).fetchall():
        sheet.append([writer.cell(sheet, value, "yyyy-mm-dd") for value in row])
    sheet.append([])
    for label, value in (
        (text["licence"], text["own"] if loads else text["cc0"]),
        (text["version"], f"zonedb {info['zonedb_version']}"),
        (text["content"], info["content_fingerprint"]),
        *([(text["as_of"], info["as_of"])] if "as_of" in info else []),
    ):
        sheet.append([writer.cell(sheet, label), writer.cell(sheet, value)])


def _write_definitions(
    writer: _Writer,
    chosen: Sequence[Relation],
    fields: dict[str, list[Field]],
    units: dict[str, str],
    lang: str,
) -> None:
    """The last sheet: what every column of every sheet means."""
    text = _WORDS[lang]
    sheet = writer.sheet(text["definitions"], [24, 30, 36, 16, 60])
    sheet.freeze_panes = "A2"
    names = ("sheets", "label", "column", "unit", "meaning")
    sheet.append(writer.header(sheet, [text[name] for name in names]))
    for relation in chosen:
        for field in fields[relation.name]:
            column = field.column
            row = (
                relation.label.in_(lang),
                field.label.in_(lang),
                f"{relation.name}.{column.name}",
                units.get(column.unit_id or "", ""),
                column.description.in_(lang),
            )
            sheet.append([writer.cell(sheet, value) for value in row])


def write_workbook(
    connection: duckdb.DuckDBPyConnection, path: Path, chosen: Sequence[Relation], lang: str
) -> int:
    """Write a sheet per relation between a sheet about them and one of definitions.

    Returns:
        The number of rows in all.

    Raises:
        ExportError: openpyxl is missing, or a view has more rows than a sheet holds.
    """
    writer = _Writer()
    try:
        return _write_sheets(connection, writer, path, chosen, lang)
    except BaseException:
        for sheet in writer.workbook.worksheets:  # or they complain when they are collected
            with suppress(Exception):
                sheet.close()
        raise


def _write_sheets(
    connection: duckdb.DuckDBPyConnection,
    writer: _Writer,
    path: Path,
    chosen: Sequence[Relation],
    lang: str,
) -> int:
    """Write every sheet and save; the number of rows in all."""
    units = dict(connection.execute(f"select unit_id, symbol_{lang} from units").fetchall())
    fields = readable_fields(connection, chosen, lang)
    counts = {
        relation.name: _write_relation(
            connection, writer, relation, fields[relation.name], units, lang
        )
        for relation in chosen
    }
    _write_definitions(writer, chosen, fields, units, lang)
    _write_about(connection, writer, chosen, counts, lang)
    sheets = writer.workbook._sheets  # openpyxl writes them in this order
    sheets.insert(0, sheets.pop())
    writer.workbook.active = 0
    writer.workbook.save(path)
    return sum(counts.values())
