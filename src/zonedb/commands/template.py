"""``zonedb template``: writes a workbook to fill in."""

from __future__ import annotations

import argparse
from pathlib import Path

from zonedb.commands import database_argument
from zonedb.commands.output import refuse_target
from zonedb.errors import LoadError, TargetError

HELP = "Write a workbook to fill in, with drop-downs, rules and examples."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    database_argument(parser)
    parser.add_argument(
        "kind", metavar="KIND", help="indicators, wide, figures, ledger, progress or reference"
    )
    parser.add_argument("-o", "--output", metavar="FILE.xlsx", required=True, help="file to write")
    parser.add_argument("--lang", default="zh", metavar="LANG", help="of headings, zh or en")
    parser.add_argument(
        "--year", type=int, metavar="YEAR", help="whose periods are offered first; default: this"
    )
    parser.add_argument("--force", action="store_true", help="overwrite the file")


def run(options: argparse.Namespace) -> int:
    """Write it, and name it."""
    from zonedb.office.template import KINDS, write_template
    from zonedb.store.opening import connect
    from zonedb.store.publishing import replacing

    output = Path(options.output)
    if options.kind not in KINDS:
        raise LoadError(f"kind {options.kind}: there is none; it is one of {', '.join(KINDS)}")
    if options.lang not in ("zh", "en"):
        raise LoadError(f"language {options.lang}: there is none; it is zh or en")
    if output.suffix.lower() != ".xlsx":
        raise TargetError(f"{output}: name it .xlsx")
    refuse_target(output, Path(options.db), force=options.force)
    with connect(options.db) as connection, replacing(output) as temporary:
        write_template(connection, options.kind, temporary, options.lang, options.year)
    print(output)
    return 0
