"""``zonedb query``: the rows of a named query or a view."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zonedb.commands import as_of_argument, database_argument
from zonedb.commands.output import TEXT_FORMATS, refuse_target, text
from zonedb.errors import QueryError
from zonedb.store.sql import sql_name

if TYPE_CHECKING:
    import duckdb

HELP = "Run a named query, or show a view."
FORMATS = (*TEXT_FORMATS, "parquet")
SUFFIXES = {".csv": "csv", ".json": "json", ".md": "markdown", ".parquet": "parquet"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    database_argument(parser)
    as_of_argument(parser)
    parser.add_argument("name", help="as zonedb queries lists it")
    parser.add_argument(
        "-p",
        "--param",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="a parameter, as zonedb queries lists it",
    )
    parser.add_argument("-c", "--columns", metavar="A,B", help="only these columns")
    parser.add_argument("--format", choices=FORMATS, help="default: by the name of FILE, or table")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file")
    parser.add_argument("--bom", action="store_true", help="CSV with a byte order mark, for Excel")
    parser.add_argument("--force", action="store_true", help="overwrite the output file")


def _parameters(pairs: Sequence[str]) -> dict[str, str]:
    parameters = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise QueryError(f"-p {pair}: write it as -p KEY=VALUE")
        parameters[name] = value
    return parameters


def _select(relation: duckdb.DuckDBPyRelation, columns: str | None) -> duckdb.DuckDBPyRelation:
    if columns is None:
        return relation
    names = [name.strip() for name in columns.split(",")]
    for name in names:
        if name not in relation.columns:
            raise QueryError(f"column {name}: there is none; it has {', '.join(relation.columns)}")
    return relation.project(", ".join(map(sql_name, names)))


def _format(options: argparse.Namespace, output: Path | None) -> str:
    """The format asked for, or that of the file name; refuses what does not go together."""
    by_name = SUFFIXES.get(output.suffix.lower()) if output else None
    format_ = str(options.format or by_name or "table")
    if format_ == "parquet" and output is None:
        raise QueryError("parquet is no text; give a file with -o FILE")
    if options.bom and format_ != "csv":
        raise QueryError(f"--bom goes with --format csv, not with {format_}")
    return format_


def run(options: argparse.Namespace) -> int:
    """Print the rows, or write them to a file."""
    from zonedb.store.opening import clear_errors

    output = Path(options.output) if options.output else None
    if output is not None:
        refuse_target(output, Path(options.db), force=options.force)
    with clear_errors(Path(options.db), output or Path(options.db)):
        return _write(options, output, _format(options, output), _parameters(options.param))


def _write(
    options: argparse.Namespace, output: Path | None, format_: str, parameters: dict[str, str]
) -> int:
    from zonedb.store.named_queries import query

    if format_ == "parquet" and output is not None:
        from zonedb.store.opening import connect
        from zonedb.store.publishing import replacing

        with (
            replacing(output) as temporary,
            connect(options.db, as_of=options.as_of, writes=temporary.parent) as connection,
        ):
            relation = _select(query(options.name, connection, **parameters), options.columns)
            relation.write_parquet(str(temporary))
        return 0
    relation = query(options.name, options.db, as_of=options.as_of, **parameters)
    relation = _select(relation, options.columns)
    rows = relation.fetchall()
    if not rows:
        print(f"zonedb: query {options.name}: no rows", file=sys.stderr)
    result = text(format_, relation.columns, rows, bom=options.bom)
    if output is None:
        sys.stdout.write(result)
        return 0
    from zonedb.store.publishing import replacing

    with replacing(output) as temporary:
        temporary.write_text(result, "utf-8", newline="")
    return 0
