"""Writes a workbook to fill in: a sheet for the data, the rules in words, and what to choose from.

Headings are looked for in the first rows of every sheet (``sheets.HEADER_WITHIN``), so the lines
above a table hold none, and the other sheets never have two of them side by side up there.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

from zonedb.errors import LoadError
from zonedb.loading import kinds
from zonedb.office.template.choices import Choices
from zonedb.office.template.contents import tables
from zonedb.office.template.form import workbook

KINDS = (*kinds.KINDS, "wide")


def write_template(
    connection: duckdb.DuckDBPyConnection,
    kind: str,
    path: Path,
    lang: str = "zh",
    year: int | None = None,
) -> None:
    """Write a workbook to fill in; as it is, it has no data and loads without a problem.

    Args:
        connection: to a zonedb file, whose zones, indicators, units and periods it offers.
        kind: one of ``KINDS``; ``wide`` is loaded as ``indicators``.
        path: of the file to write.
        lang: of headings and rules, ``zh`` or ``en``.
        year: whose periods are offered first; this year if not given.

    Raises:
        LoadError: there is no such kind, language or year, or openpyxl is missing.
    """
    if kind not in KINDS:
        raise LoadError(f"kind {kind}: there is none; it is one of {', '.join(KINDS)}")
    if lang not in ("zh", "en"):
        raise LoadError(f"language {lang}: there is none; it is zh or en")
    year = date.today().year if year is None else year
    if not 1949 <= year < 2100:
        raise LoadError(f"year {year}: there is none; it has four digits, such as 2026")
    choices = Choices(connection, lang, year)
    workbook(choices, kind, tables(choices, kind)).save(path)
