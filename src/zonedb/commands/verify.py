"""``zonedb verify``: holds a copy of a source's text against the database."""

from __future__ import annotations

import argparse

from zonedb.commands import database_argument

HELP = "Hold a copy of a source's text against the database."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    database_argument(parser)
    parser.add_argument("article", metavar="ARTICLE", help="text file, UTF-8")
    parser.add_argument("--source", metavar="ID", help="source_id, if several have passages")


def run(options: argparse.Namespace) -> int:
    """Print every difference; 1 if there is one."""
    from zonedb.store.verification import verify

    report = verify(options.article, options.db, source=options.source)
    for finding in report.findings:
        print(finding)
    print(
        f"{report.source_id}: {report.paragraphs} paragraphs, {report.figures} figures, "
        f"{report.numerals} numerals, {len(report.findings)} differences"
    )
    return 1 if report.findings else 0
