"""``zonedb refresh``: decides anew what stands, after rows were changed by hand."""

from __future__ import annotations

import argparse

from zonedb.commands import database_argument

HELP = "Decide anew which figures stand, after rows were changed by hand."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    database_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Decide, and say how many figures stand otherwise than before."""
    from zonedb.loading.history import refresh

    changed = refresh(options.db)
    print(f"{options.db}: decided anew, {changed} figures otherwise than before")
    return 0
