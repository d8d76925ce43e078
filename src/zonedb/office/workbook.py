"""What writers of workbooks share: names of sheets, texts, and how a sheet is printed."""

from __future__ import annotations

import re
from typing import Any

HEADER_COLOUR = "1F4E78"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def sheet_name(text: str) -> str:
    """A name that Excel takes: at most 31 characters, none of ``[]:*?/\\``."""
    return re.sub(r"[\[\]:*?/\\]", " ", text)[:31]


def clean(text: str) -> str:
    """A text without characters that a workbook cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", text)


def write_text(cell: Any, text: str) -> Any:
    """Put a text into a cell and keep it text, whatever it begins with; the cell."""
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
    return cell


def fit_page_width(sheet: Any) -> None:
    """Print a sheet across, one page wide and as many long as it takes."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
