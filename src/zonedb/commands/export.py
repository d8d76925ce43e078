"""``zonedb export``: files for people and for other programs."""

from __future__ import annotations

import argparse

from zonedb.commands import as_of_argument, database_argument
from zonedb.exports import FORMATS

HELP = "Write tables and views as CSV, Parquet, JSON, XLSX or a Superset bundle."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    database_argument(parser)
    as_of_argument(parser)
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)} (default: xlsx where the target is named .xlsx)",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="TARGET",
        required=True,
        help="a folder for csv, parquet and json; a file for xlsx and superset (.zip)",
    )
    parser.add_argument(
        "--view",
        action="append",
        default=[],
        metavar="NAME",
        help="only this table or view; may be repeated"
        " (default: all but the steps of the checks, in XLSX the reports and verdicts)",
    )
    parser.add_argument(
        "--lang", default="zh", metavar="LANG", help="of labels, zh or en (default: %(default)s)"
    )
    parser.add_argument("--bom", action="store_true", help="CSV with a byte order mark, for Excel")
    parser.add_argument("--force", action="store_true", help="overwrite an earlier export")


def run(options: argparse.Namespace) -> int:
    """Export, and say what was written."""
    from zonedb.exports import export

    written = export(
        options.output,
        options.db,
        format=options.format,
        views=options.view,
        lang=options.lang,
        bom=options.bom,
        force=options.force,
        as_of=options.as_of,
    )
    print(f"{options.output}: {written}")
    return 0
