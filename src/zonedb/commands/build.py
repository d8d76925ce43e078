"""``zonedb build``: writes the database file."""

from __future__ import annotations

import argparse

from zonedb.commands import database_argument

HELP = "Build the database file."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    database_argument(parser)
    parser.add_argument(
        "--force", action="store_true", help="overwrite a file zonedb did not write"
    )
    parser.add_argument(
        "--drop-loads", action="store_true", help="leave behind what was loaded into the file"
    )
    parser.add_argument(
        "--chinese-views",
        action="store_true",
        help="add schema zh: the same tables and views under Chinese names",
    )
    parser.add_argument(
        "--storage-version",
        metavar="VERSION",
        help="DuckDB storage format, such as v1.5.0, or latest"
        " (default: v1.1.0, which DuckDB 1.1 and later open)",
    )


def run(options: argparse.Namespace) -> int:
    """Build, and say what was written."""
    from zonedb.store.building import build

    chosen = {"storage_version": options.storage_version} if options.storage_version else {}
    report = build(
        options.db,
        force=options.force,
        drop_loads=options.drop_loads,
        chinese_views=options.chinese_views,
        progress=True,
        **chosen,
    )
    print(
        f"{report.path}: {report.figures} figures, {report.tables} tables, {report.views} views\n"
        f"content {report.fingerprint}"
    )
    return 0
