"""Finds the SQL files: in the installed package, or in the checkout beside it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from zonedb.errors import AssetError

DEFAULT_PATH = "zonedb.duckdb"  # the database file, in the current folder
_PACKAGE = Path(__file__).parents[1]
_CREATE_TABLE = re.compile(r"^create table (\w+)", re.MULTILINE)


@cache
def root() -> Path:
    """Folder that holds ``sql/`` and ``seeds/``.

    Raises:
        AssetError: neither the package nor the checkout has them.
    """
    for folder in (_PACKAGE, _PACKAGE.parents[1]):
        if (folder / "sql" / "schema.sql").is_file():
            return folder
    raise AssetError(f"{_PACKAGE}: sql/schema.sql is missing; install zonedb again")


def read(path: Path) -> str:
    """Text of a SQL file.

    Raises:
        AssetError: the file is missing or is not UTF-8.
    """
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise AssetError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise AssetError(f"{path}: byte {error.start} is not UTF-8") from error


def schema(base: Path) -> Path:
    """Path of the file that creates the tables."""
    return base / "sql" / "schema.sql"


def tables(base: Path) -> list[str]:
    """Names of the tables in the order in which the schema creates them."""
    return _CREATE_TABLE.findall(read(schema(base)))


def seeds(base: Path) -> list[Path]:
    """Seed files in the order in which the schema creates their tables.

    Raises:
        AssetError: a seed file belongs to no table.
    """
    names = tables(base)
    files = {path.stem: path for path in sorted((base / "seeds").glob("*.sql"))}
    for name in files.keys() - set(names):
        raise AssetError(f"{files[name]}: sql/schema.sql creates no table {name}")
    return [files[name] for name in names if name in files]


def views(base: Path) -> list[Path]:
    """View files, layer by layer."""
    return sorted((base / "sql" / "views").rglob("*.sql"))


def resolve(base: Path, name: str) -> Path:
    """Path of a statement that decides something when a build or a load publishes."""
    return base / "sql" / "resolve" / f"{name}.sql"


def kept(base: Path) -> list[Path]:
    """Files of the tables that are filled by a select of their own, by name."""
    folder = base / "sql" / "resolve"
    return [path for path in sorted(folder.glob("*.sql")) if "\ncreate table " in read(path)]


def queries(base: Path) -> list[Path]:
    """Files of the named queries, by name."""
    return sorted((base / "sql" / "queries").glob("*.sql"))
