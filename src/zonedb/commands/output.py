"""Where the rows of a command go, and in which format."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from zonedb.errors import TargetError

TEXT_FORMATS = ("table", "csv", "json", "markdown")


def language_argument(parser: argparse.ArgumentParser) -> None:
    """Declare ``--lang`` of a command that speaks Chinese unless told otherwise."""
    parser.add_argument(
        "--lang", metavar="LANG", choices=("zh", "en"), help="zh or en (default: zh, or en where"
        " LANG says so)"
    )  # fmt: skip
    parser.set_defaults(speaks_chinese=True)


def language(options: argparse.Namespace) -> str:
    """The language of what a command says: as asked for, as the environment has it, or Chinese."""
    if not getattr(options, "speaks_chinese", False):
        return "en"
    named = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    environment = next(filter(None, named), "")
    return str(options.lang or ("en" if environment.lower().startswith("en") else "zh"))


def text(format_: str, columns: Sequence[str], rows: Sequence[Any], *, bom: bool = False) -> str:
    """Rows in one of ``TEXT_FORMATS``."""
    from zonedb.exports import rendering

    match format_:
        case "csv":
            return rendering.as_csv(columns, rows, bom=bom)
        case "json":
            return rendering.as_json(columns, rows)
        case "markdown":
            return rendering.as_markdown(columns, rows)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    return rendering.table(columns, rows, width)


def refuse_target(output: Path, database: Path, *, force: bool) -> None:
    """Raise unless the file may be written.

    Raises:
        TargetError: it is a folder, a device or the database, or exists and ``force`` is off.
    """
    if output.is_dir():
        raise TargetError(f"{output}: is a folder; give the name of a file")
    if output.resolve() == database.resolve():
        raise TargetError(f"{output}: is the database itself; give another name")
    if output.exists() and not output.is_file():
        raise TargetError(f"{output}: is no regular file; leave -o out to write to the terminal")
    if output.exists() and not force:
        raise TargetError(f"{output}: exists; give another name, or overwrite it with --force")
