"""``zonedb queries``: lists what can be asked by name."""

from __future__ import annotations

import argparse
import sys

from zonedb.commands.output import TEXT_FORMATS, text

HELP = "List named queries and views with their parameters."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--format", choices=TEXT_FORMATS, default="table")


def run(options: argparse.Namespace) -> int:
    """Print one line a query."""
    from zonedb.store.named_queries import queries

    rows = [
        (
            query.name,
            "view" if query.is_view else "query",
            "; ".join(map(str, query.parameters)) or None,
            query.description,
        )
        for query in queries()
    ]
    sys.stdout.write(text(options.format, ("name", "kind", "parameters", "description"), rows))
    return 0
