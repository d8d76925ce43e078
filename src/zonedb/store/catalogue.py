"""Reads what the file says about itself: objects, columns, labels in two languages, units, keys."""

from __future__ import annotations

import re
from dataclasses import dataclass

import duckdb

from zonedb.reading.messages import Words
from zonedb.store.sql import sql_name

# The file: of a connection as of a day (``as_of``) the one that is attached as ``base``.
_DESCRIBED = """
    select coalesce(max(database_name) filter (where database_name = 'base'), current_database())
    from duckdb_databases()
"""
_RELATIONS = """
    select table_name, false as is_view, comment from duckdb_tables()
    where database_name = $1 and schema_name = 'main'
    union all
    select view_name, true, comment from duckdb_views()
    where database_name = $1 and schema_name = 'main' and not internal
    order by all
"""
_COLUMNS = """
    select table_name, column_name, data_type, comment from duckdb_columns()
    where database_name = $1 and schema_name = 'main' and not internal
    order by table_name, column_index
"""
_KEYS = """
    select table_name, constraint_type, constraint_text from duckdb_constraints()
    where database_name = $1 and constraint_type in ('PRIMARY KEY', 'FOREIGN KEY')
    order by all
"""
_KEY = re.compile(
    r"(?:PRIMARY|FOREIGN) KEY ?\((?P<columns>[^)]+)\)"
    r"(?: REFERENCES (?P<table>\w+) ?\((?P<referred>[^)]+)\))?"
)


@dataclass(frozen=True)
class Column:
    """A column: name, DuckDB type, label, description (may be empty) and unit, if it has one."""

    name: str
    type: str
    label: Words
    description: Words
    unit_id: str | None

    @property
    def sql(self) -> str:
        """The name as SQL writes it."""
        return sql_name(self.name)


@dataclass(frozen=True)
class ForeignKey:
    """Columns that refer to the columns of another table."""

    columns: tuple[str, ...]
    table: str
    referred: tuple[str, ...]


@dataclass(frozen=True)
class Relation:
    """A table or a view with its columns and declared keys."""

    name: str
    is_view: bool
    label: Words
    description: Words
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]

    @property
    def sql(self) -> str:
        """The name as SQL writes it."""
        return sql_name(self.name)

    def file(self, ending: str) -> str:
        """Name of a file for it; what in its name could lead elsewhere is written in per cent."""
        return re.sub(r"[^\w -]", lambda found: f"%{ord(found[0]):02X}", self.name) + f".{ending}"


def words(comment: str) -> tuple[Words, Words]:
    """Label and description of a comment ``label;description | label; description``."""
    chinese, _, english = comment.partition(" | ")
    (label_zh, _, text_zh), (label_en, _, text_en) = chinese.partition(";"), english.partition(";")
    return Words(label_zh, label_en), Words(text_zh.strip(), text_en.strip())


def _unit_of(column: str, units: set[str]) -> str | None:
    """The unit that a column's name ends in (design: units in column names, last)."""
    if column.endswith("_count"):
        return "item"
    if re.search(r"_ratio(_lower|_upper)?$", column):
        return "times"
    if column in units or "_per_km2" in column or column.endswith("_rank"):
        return None  # the rank has no unit; money per area has that of its row
    parts = column.split("_")
    suffixes = ("_".join(parts[i:]) for i in range(1, len(parts)))
    return next((suffix for suffix in suffixes if suffix in units), None)


def relations(connection: duckdb.DuckDBPyConnection) -> dict[str, Relation]:
    """Every table and view of schema ``main`` by name, as its catalogue describes it."""
    described = connection.execute(_DESCRIBED).fetchone()
    units = {unit for (unit,) in connection.execute("select unit_id from units").fetchall()}
    columns: dict[str, list[Column]] = {}
    for table, name, type_, comment in connection.execute(_COLUMNS, described).fetchall():
        label, description = words(comment or f"{name} | {name}")
        unit = _unit_of(name, units) if type_ not in ("VARCHAR", "DATE", "BOOLEAN") else None
        columns.setdefault(table, []).append(Column(name, type_, label, description, unit))
    primary: dict[str, tuple[str, ...]] = {}
    foreign: dict[str, list[ForeignKey]] = {}
    for table, kind, text in connection.execute(_KEYS, described).fetchall():
        found = _KEY.search(text)
        if found is None:
            continue
        own = tuple(name.strip(' "') for name in found["columns"].split(","))
        if kind == "PRIMARY KEY":
            primary[table] = own
        else:
            referred = tuple(name.strip(' "') for name in found["referred"].split(","))
            foreign.setdefault(table, []).append(ForeignKey(own, found["table"], referred))
    found_relations = {}
    for name, is_view, comment in connection.execute(_RELATIONS, described).fetchall():
        label, description = words(comment or f"{name} | {name}")
        found_relations[name] = Relation(
            name,
            is_view,
            label,
            description,
            tuple(columns[name]),
            primary.get(name, ()),
            tuple(foreign.get(name, ())),
        )
    return found_relations
