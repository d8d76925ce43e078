"""``zonedb unload``: takes a load back."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from zonedb.commands import database_argument
from zonedb.commands.output import language, language_argument
from zonedb.errors import LoadError
from zonedb.reading.messages import said

HELP = "Take a load back; what it had replaced counts again, and nothing is deleted."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    database_argument(parser)
    parser.add_argument("load", metavar="ID", help="number of the load, as zonedb loads lists it")
    parser.add_argument("--dry-run", action="store_true", help="only say what would change")
    language_argument(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(options: argparse.Namespace) -> int:
    """Take it back, and say what changes."""
    from zonedb.loading.history import unload

    if not options.load.isdecimal():
        raise LoadError(said("no_load_number", load=options.load))
    report = unload(int(options.load), options.db, dry_run=options.dry_run)
    if options.format == "json":
        print(json.dumps(asdict(report), ensure_ascii=False, indent=2))
        return 0
    lang = language(options)
    outcome = "would_be_taken_back" if report.load_id is None else "taken_back"
    print(said(outcome, path=options.db, load=options.load, by=report.load_id).in_(lang))
    kinds = [change.kind for change in report.changes]
    counts = {f"{kind}s": kinds.count(kind) for kind in ("figure", "project", "rate")}
    print(said("what_changes", **counts).in_(lang))
    return 0
