"""``zonedb loads``: lists what has been loaded."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from zonedb.commands import database_argument
from zonedb.commands.output import TEXT_FORMATS, text

if TYPE_CHECKING:
    from zonedb.loading.history import Load

HELP = "List what has been loaded and taken back."
COLUMNS = ("load", "kind", "file", "rows", "loaded_at_utc", "state")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    database_argument(parser)
    parser.add_argument("--format", choices=TEXT_FORMATS, default="table")


def _state(load: Load) -> str:
    if load.undone_load_id is not None:
        return f"takes back {load.undone_load_id}"
    return f"taken back by {load.taken_back_by}" if load.taken_back_by else "in force"


def run(options: argparse.Namespace) -> int:
    """Print one line a load."""
    from zonedb.loading.history import loads

    rows = [
        (
            load.load_id,
            load.load_kind,
            load.file_name,
            load.row_count,
            load.loaded_at.isoformat(" ", "seconds"),
            _state(load),
        )
        for load in loads(options.db)
    ]
    if not rows:
        print(f"zonedb: {options.db}: nothing has been loaded", file=sys.stderr)
    sys.stdout.write(text(options.format, COLUMNS, rows))
    return 0
