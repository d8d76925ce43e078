"""``zonedb docs``: the dictionary of a file."""

from __future__ import annotations

import argparse

from zonedb.commands import database_argument

HELP = "Write the dictionary of a file: every table, view, column and metric, and its lineage."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    database_argument(parser)
    parser.add_argument(
        "-o",
        "--output",
        metavar="FOLDER",
        default="docs",
        help="where to put dictionary.md and dictionary.html (default: %(default)s)",
    )
    parser.add_argument("--force", action="store_true", help="overwrite them")


def run(options: argparse.Namespace) -> int:
    """Write both pages, and name them."""
    from zonedb.dictionary import docs

    for path in docs(options.output, options.db, force=options.force):
        print(path)
    return 0
