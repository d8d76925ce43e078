"""Named queries: the files of ``sql/queries``, and every view by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from zonedb.errors import AssetError, QueryError
from zonedb.store import assets, headers
from zonedb.store.assets import DEFAULT_PATH
from zonedb.store.sql import first_line, sql_name

if TYPE_CHECKING:
    import duckdb

    from zonedb.store.kept_relation import State

_OWN = """
    select table_name from duckdb_tables()
    where database_name in (current_database(), 'base') and schema_name = 'main'
    union all
    select view_name from duckdb_views()
    where database_name in (current_database(), 'base') and schema_name = 'main' and not internal
"""

_PARAMETER = re.compile(r"-- Param: +(\w+) (varchar|integer|boolean|date)(?: = (.+?))?: (.+)")


@dataclass(frozen=True)
class Parameter:
    """A parameter of a named query, as its header declares it."""

    name: str
    type: str
    default: str | None
    required: bool
    description: str

    def __str__(self) -> str:
        """The parameter with its type and default, as ``zonedb queries`` lists it."""
        if self.required:
            return f"{self.name} {self.type}"
        return f"{self.name} {self.type} = {'null' if self.default is None else self.default}"


@dataclass(frozen=True)
class NamedQuery:
    """A named query or a view that can be queried by its name."""

    name: str
    description: str
    path: Path
    parameters: tuple[Parameter, ...] = field(default=())
    is_view: bool = False


def _parse(path: Path, *, is_view: bool) -> NamedQuery:
    parameters = []
    for number, line in enumerate(assets.read(path).splitlines(), 1):
        if is_view or not line.startswith("-- Param:"):
            continue
        declared = _PARAMETER.fullmatch(line)
        if not declared:
            raise AssetError(
                f"{path}:{number}: write it like: -- Param:   name type = default: text"
            )
        name, type_, default, description = declared.groups()
        value = None if default in (None, "null") else default.strip("'")
        parameters.append(Parameter(name, type_, value, default is None, description))
    return NamedQuery(path.stem, headers.title(path), path, tuple(parameters), is_view)


def queries() -> list[NamedQuery]:
    """Every named query, then every view, each with its description and parameters."""
    base = assets.root()
    named = [_parse(path, is_view=False) for path in assets.queries(base)]
    views = [_parse(path, is_view=True) for path in assets.views(base)]
    return named + sorted(views, key=lambda view: view.name)


def find(name: str, connection: duckdb.DuckDBPyConnection) -> NamedQuery:
    """The named query, view or table called ``name``: of the package, or of the file that is open.

    Raises:
        QueryError: there is none; names the closest.
    """
    base = assets.root()
    if name in assets.tables(base):
        return NamedQuery(name, "table", assets.schema(base), is_view=True)
    paths = {path.stem: path for path in assets.views(base)}
    if name in paths:
        return _parse(paths[name], is_view=True)
    paths |= {path.stem: path for path in assets.queries(base)}
    if name in paths:
        return _parse(paths[name], is_view=False)
    own = [found for (found,) in connection.execute(_OWN).fetchall()]
    if name in own:
        return NamedQuery(name, "of this file", assets.schema(base), is_view=True)
    close = get_close_matches(name.lower(), [*paths, *assets.tables(base), *own], n=3)
    hint = f"did you mean {' or '.join(close)}?" if close else "zonedb queries lists them all"
    raise QueryError(f"query {name}: there is none; {hint}")


def _bind(
    connection: duckdb.DuckDBPyConnection, named: NamedQuery, given: dict[str, Any]
) -> dict[str, Any]:
    """Values for the parameters of a query: those given, cast to their types, or defaults."""
    import duckdb

    declared = {parameter.name: parameter for parameter in named.parameters}
    for name in given.keys() - declared.keys():
        known = ", ".join(declared) or "none"
        raise QueryError(f"query {named.name}: no parameter {name}; it has {known}")
    values = {}
    for name, parameter in declared.items():
        if parameter.required and given.get(name) is None:
            raise QueryError(f"query {named.name}: parameter {name} is missing; add -p {name}=...")
        value = given.get(name, parameter.default)
        try:
            if parameter.type == "integer" and value is not None:
                value = int(value)
            sql = f"select cast($1 as {parameter.type})"
            [(values[name],)] = connection.execute(sql, [value]).fetchall()
        except (duckdb.Error, ValueError) as error:
            raise QueryError(
                f"query {named.name}: parameter {name} is not of type {parameter.type}: {value}"
            ) from error
    return values


_connections: dict[Path, tuple[State, duckdb.DuckDBPyConnection]] = {}
_earlier: dict[Path, list[duckdb.DuckDBPyConnection]] = {}  # to the state of another time


def _shared(
    db: str | Path, as_of: str | date | datetime | None = None
) -> tuple[State, duckdb.DuckDBPyConnection]:
    """Connection to a file, kept open, because relations need theirs; a new file, a new one."""
    from zonedb.store.kept_relation import state_of
    from zonedb.store.opening import connect

    path = Path(db).absolute()
    state = state_of(path)
    if path in _connections and _connections[path][0] != state:
        forget(path)
    if as_of is not None:
        connection = connect(db, as_of=as_of)
        _earlier.setdefault(path, []).append(connection)
        return state, connection
    if path not in _connections:
        _connections[path] = (state, connect(db))
    return _connections[path]


def forget(path: Path) -> None:
    """Close the kept connections to a file that has been replaced."""
    if found := _connections.pop(path.absolute(), None):
        found[1].close()
    for connection in _earlier.pop(path.absolute(), []):
        connection.close()


def query(
    name: str,
    db: str | Path | duckdb.DuckDBPyConnection = DEFAULT_PATH,
    *,
    as_of: str | date | datetime | None = None,
    **parameters: Any,
) -> duckdb.DuckDBPyRelation:
    """Rows of a named query, or of a view by its name.

    Args:
        name: as ``zonedb.queries()`` lists it; a table's name will do, too.
        db: path of the database file, or an open connection.
        as_of: a day or time; the answer is then what was known at the end of that day.
        **parameters: values for the query's parameters; they are bound, never pasted.

    Returns:
        A DuckDB relation: ``.fetchall()``, ``.df()``, ``.pl()`` and ``.to_arrow_table()``
        give rows, pandas, polars and Arrow. Units are in the column names; views come
        ordered by all their columns. Once the file has been built or loaded anew, a relation
        that is kept raises DatabaseError; query again. It writes no files: for ``to_parquet``
        and the like pass a connection, such as ``connect(db, external_access=True)``.

    Raises:
        QueryError: the name or a parameter is unknown, missing or of the wrong type.
        DatabaseError: the file is missing or not one of zonedb's.
    """
    if not isinstance(db, str | Path):
        return _answer(name, db, parameters)
    from zonedb.store.kept_relation import KeptRelation

    state, connection = _shared(db, as_of)
    kept = KeptRelation(_answer(name, connection, parameters), Path(db).absolute(), state)
    return cast("duckdb.DuckDBPyRelation", kept)


def _answer(
    name: str, connection: duckdb.DuckDBPyConnection, parameters: dict[str, Any]
) -> duckdb.DuckDBPyRelation:
    import duckdb

    named = find(name, connection)
    try:
        values = _bind(connection, named, parameters)
        sql = f"select * from {sql_name(name)} order by all"
        if not named.is_view:
            sql = assets.read(named.path)
        return connection.sql(sql, params=values) if values else connection.sql(sql)
    except duckdb.CatalogException as error:
        raise QueryError(
            f"query {name}: {first_line(error)}; the file is of another version, build it again"
        ) from error
