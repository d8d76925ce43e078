"""``zonedb unload``: takes a load back."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from zonedb.commands import database_argument
from zonedb.errors import LoadError

HELP = "Take a load back; what it had replaced counts again, and nothing is deleted."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    database_argument(parser)
    parser.add_argument("load", metavar="ID", help="number of the load, as zonedb loads lists it")
    parser.add_argument("--dry-run", action="store_true", help="only say what would change")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(options: argparse.Namespace) -> int:
    """Take it back, and say what changes."""
    from zonedb.loading.history import unload

    if not options.load.isdecimal():
        raise LoadError(f"load {options.load}: is no number; zonedb loads lists them")
    report = unload(int(options.load), options.db, dry_run=options.dry_run)
    if options.format == "json":
        print(json.dumps(asdict(report), ensure_ascii=False, indent=2))
        return 0
    if report.load_id is None:
        print(f"{options.db}: load {options.load} would be taken back; dry run, nothing written")
    else:
        print(f"{options.db}: load {options.load} is taken back, recorded as {report.load_id}")
    kinds = [change.kind for change in report.changes]
    counts = [f"{kinds.count(kind)} {kind}s" for kind in ("figure", "project", "rate")]
    print(f"{', '.join(counts)} change")
    return 0
