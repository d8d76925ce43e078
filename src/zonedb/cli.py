"""Command line: ``zonedb``, or ``python -m zonedb``."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import zonedb
from zonedb.assets import DEFAULT_PATH
from zonedb.errors import QueryError, TargetError, ZonedbError

if TYPE_CHECKING:
    import duckdb

FORMATS = ("table", "csv", "json", "markdown", "parquet")
SUFFIXES = {".csv": "csv", ".json": "json", ".md": "markdown", ".parquet": "parquet"}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="zonedb", description="Development-zone performance as one DuckDB file."
    )
    parser.add_argument("--version", action="version", version=f"zonedb {zonedb.__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, text: str, *, db: bool = True) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        if not db:
            return sub
        sub.add_argument(
            "--db",
            default=DEFAULT_PATH,
            metavar="FILE",
            help="database file (default: %(default)s)",
        )
        return sub

    build = command("build", "Build the database file.")
    build.add_argument("--force", action="store_true", help="overwrite a file zonedb did not write")
    listing = command("queries", "List named queries and views with their parameters.", db=False)
    listing.add_argument("--format", choices=FORMATS[:4], default="table")
    query = command("query", "Run a named query, or show a view.")
    query.add_argument("name", help="as zonedb queries lists it")
    query.add_argument(
        "-p",
        "--param",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="a parameter, as zonedb queries lists it",
    )
    query.add_argument("-c", "--columns", metavar="A,B", help="only these columns")
    query.add_argument("--format", choices=FORMATS, help="default: by the name of FILE, or table")
    query.add_argument("-o", "--output", metavar="FILE", help="write to a file")
    query.add_argument("--bom", action="store_true", help="CSV with a byte order mark, for Excel")
    query.add_argument("--force", action="store_true", help="overwrite the output file")
    check = command("check", "Print what the checks found; exit 1 if one fails at level error.")
    check.add_argument("--all", action="store_true", help="also the checks that pass")
    check.add_argument("--format", choices=FORMATS[:4], default="table")
    verify = command("verify", "Hold a copy of a source's text against the database.")
    verify.add_argument("article", metavar="ARTICLE", help="text file, UTF-8")
    verify.add_argument("--source", metavar="ID", help="source_id, if several have passages")
    return parser


def _text(format_: str, columns: Sequence[str], rows: Sequence[Any], *, bom: bool = False) -> str:
    from zonedb import rendering

    match format_:
        case "csv":
            return rendering.as_csv(columns, rows, bom=bom)
        case "json":
            return rendering.as_json(columns, rows)
        case "markdown":
            return rendering.as_markdown(columns, rows)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    return rendering.table(columns, rows, width)


def _build(options: argparse.Namespace) -> int:
    report = zonedb.build(options.db, force=options.force)
    print(
        f"{report.path}: {report.figures} figures, {report.tables} tables, {report.views} views\n"
        f"content {report.fingerprint}"
    )
    return 0


def _queries(options: argparse.Namespace) -> int:
    rows = [
        (
            query.name,
            "view" if query.is_view else "query",
            "; ".join(map(str, query.parameters)) or None,
            query.description,
        )
        for query in zonedb.queries()
    ]
    sys.stdout.write(_text(options.format, ("name", "kind", "parameters", "description"), rows))
    return 0


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
    return relation.project(", ".join(f'"{name}"' for name in names))


def _format(options: argparse.Namespace, output: Path | None) -> str:
    """The format asked for, or that of the file name; refuses what does not go together."""
    by_name = SUFFIXES.get(output.suffix.lower()) if output else None
    format_ = str(options.format or by_name or "table")
    if format_ == "parquet" and output is None:
        raise QueryError("parquet is no text; give a file with -o FILE")
    if options.bom and format_ != "csv":
        raise QueryError(f"--bom goes with --format csv, not with {format_}")
    return format_


def _output(options: argparse.Namespace) -> Path | None:
    """The file to write, if it may be written."""
    if not options.output:
        return None
    output = Path(options.output)
    if output.is_dir():
        raise TargetError(f"{output}: is a folder; give the name of a file")
    if output.resolve() == Path(options.db).resolve():
        raise TargetError(f"{output}: is the database itself; give another name")
    if output.exists() and not output.is_file():
        raise TargetError(f"{output}: is no regular file; leave -o out to write to the terminal")
    if output.exists() and not options.force:
        raise TargetError(f"{output}: exists; give another name, or overwrite it with --force")
    return output


def _query(options: argparse.Namespace) -> int:
    output = _output(options)
    format_ = _format(options, output)
    relation = zonedb.query(options.name, options.db, **_parameters(options.param))
    relation = _select(relation, options.columns)
    if format_ == "parquet" and output is not None:
        from zonedb.publishing import replacing

        with replacing(output) as temporary:
            relation.write_parquet(str(temporary))
        return 0
    rows = relation.fetchall()
    if not rows:
        print(f"zonedb: query {options.name}: no rows", file=sys.stderr)
    text = _text(format_, relation.columns, rows, bom=options.bom)
    if output is None:
        sys.stdout.write(text)
        return 0
    from zonedb.publishing import replacing

    with replacing(output) as temporary:
        temporary.write_text(text, "utf-8", newline="")
    return 0


def _check(options: argparse.Namespace) -> int:
    rows = zonedb.query("checks", options.db).fetchall()
    order = {"error": 0, "warning": 1, "info": 2}
    rows.sort(key=lambda row: (row[2], order[row[1]], row[0], row[4]))
    shown = [row[:5] for row in rows if options.all or not row[2]]
    columns = ("check_id", "severity", "ok", "subject_id", "detail")
    if shown or options.format != "table":
        sys.stdout.write(_text(options.format, columns, shown))
    failed = sum(1 for row in rows if not row[2] and row[1] == "error")
    rules = len({row[0] for row in rows})
    findings = sum(1 for row in rows if not row[2])
    if options.format == "table":
        print(f"{rules} rules, {findings} findings, {failed} of them errors")
    return 1 if failed else 0


def _verify(options: argparse.Namespace) -> int:
    report = zonedb.verify(options.article, options.db, source=options.source)
    for finding in report.findings:
        print(finding)
    print(
        f"{report.source_id}: {report.paragraphs} paragraphs, {report.figures} figures, "
        f"{report.numerals} numerals, {len(report.findings)} differences"
    )
    return 1 if report.findings else 0


_COMMANDS = {
    "build": _build,
    "queries": _queries,
    "query": _query,
    "check": _check,
    "verify": _verify,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns 0, or 1 after an error; argparse exits 2 on wrong usage."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower() != "utf-8":
            stream.reconfigure(encoding="utf-8")
    try:
        code = _COMMANDS[options.command](options)
        sys.stdout.flush()
        return code
    except ZonedbError as error:
        print(f"zonedb: {error}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, RuntimeError) as error:
        if isinstance(error, RuntimeError) and "interrupted" not in str(error):
            raise  # DuckDB reports Ctrl-C during a statement as a RuntimeError
        print("zonedb: interrupted; nothing was changed", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"zonedb: the output cannot be written ({error.strerror})", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
