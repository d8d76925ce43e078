"""Writes a workbook to fill in: a sheet for the data, the rules in words, and what to choose from.

The row below the headings is no data: it begins with one of ``sheets.EXAMPLE_MARKS``. Headings are
looked for in the first ten rows of every sheet, so the other sheets never have two of them side by
side up there.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from zonedb.errors import LoadError
from zonedb.loading import kinds
from zonedb.office.template.choices import Choices
from zonedb.office.template.contents import sheets
from zonedb.office.template.workbook import workbook

KINDS = (*kinds.KINDS, "wide")


def write_template(
    connection: duckdb.DuckDBPyConnection, kind: str, path: Path, lang: str = "zh"
) -> None:
    """Write a workbook to fill in; as it is, it has no data and loads without a problem.

    Args:
        connection: to a zonedb file, whose zones, indicators, units and periods it offers.
        kind: one of ``KINDS``; ``wide`` is loaded as ``indicators``.
        path: of the file to write.
        lang: of headings and rules, ``zh`` or ``en``.

    Raises:
        LoadError: there is no such kind or language, or openpyxl is missing.
    """
    if kind not in KINDS:
        raise LoadError(f"kind {kind}: there is none; it is one of {', '.join(KINDS)}")
    if lang not in ("zh", "en"):
        raise LoadError(f"language {lang}: there is none; it is zh or en")
    choices = Choices(connection, lang)
    workbook(choices, kind, sheets(choices, kind)).save(path)
