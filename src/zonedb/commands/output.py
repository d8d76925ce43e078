"""Where the rows of a command go, and in which format."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from zonedb.errors import TargetError

TEXT_FORMATS = ("table", "csv", "json", "markdown")


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
