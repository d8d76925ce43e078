"""``zonedb check``: what the checks found."""

from __future__ import annotations

import argparse
import sys

import zonedb
from zonedb.commands import as_of_argument, database_argument
from zonedb.commands.output import TEXT_FORMATS, text

HELP = "Print what the checks found; exit 1 if one fails at level error."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    database_argument(parser)
    as_of_argument(parser)
    parser.add_argument("--all", action="store_true", help="also the checks that pass")
    parser.add_argument("--format", choices=TEXT_FORMATS, default="table")


def run(options: argparse.Namespace) -> int:
    """Print the findings; 1 if one is an error."""
    rows = zonedb.query("checks", options.db, as_of=options.as_of).fetchall()
    order = {"error": 0, "warning": 1, "info": 2}
    rows.sort(key=lambda row: (row[2], order[row[1]], row[0], row[4]))
    shown = [row[:5] for row in rows if options.all or not row[2]]
    columns = ("check_id", "severity", "ok", "subject_id", "detail")
    if shown or options.format != "table":
        sys.stdout.write(text(options.format, columns, shown))
    failed = sum(1 for row in rows if not row[2] and row[1] == "error")
    rules = len({row[0] for row in rows})
    findings = sum(1 for row in rows if not row[2])
    if options.format == "table":
        print(f"{rules} rules, {findings} findings, {failed} of them errors")
    return 1 if failed else 0
