"""What stands on the sheets to fill in: columns with their rules, examples and choices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from zonedb.loading.kinds import FIELDS, PERIOD, SOURCE, ZONE, Field
from zonedb.loading.reference.fields import DEFAULTS
from zonedb.office.template.choices import Choices
from zonedb.office.words import words
from zonedb.store import catalogue
from zonedb.store.catalogue import Relation
from zonedb.store.deciding import DECIDED
from zonedb.store.reference_tables import REFERENCE_TABLES

_DERIVED = tuple(  # from row and value
    f"targets.{name}" for name in ("figure_no", "printed", "unit_id", "decimals")
)


@dataclass(frozen=True)
class Column:
    """A column to fill in."""

    heading: str
    rule: str
    is_required: bool
    example: str
    choices: str | None = None
    is_open: bool = False  # other values than the listed ones are quite usual
    is_integer: bool = False
    is_right: bool = False
    group: str = ""  # the heading above, which neighbours share
    width: int = 0  # in characters, at least


@dataclass(frozen=True)
class Table:
    """A sheet to fill in.

    ``unit`` is the one that all money shares; ``firsts`` stand in the first column already, and
    ``spare`` has the lists of further headings, the upper and the lower one.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    unit: str = ""
    firsts: tuple[str, ...] = ()
    spare: tuple[str, str] | None = None


def tables(choices: Choices, kind: str) -> list[Table]:
    """The sheets to fill in of a kind of template."""
    match kind:
        case "wide":
            return [_wide(choices)]
        case "reference":
            return [_of_table(choices, choices.relations[table]) for table in REFERENCE_TABLES]
    fields = [field for field in FIELDS[kind] if field.is_offered]
    if kind == "ledger":
        fields.sort(key=_place)
    columns = [_of_field(choices, field, kind) for field in fields]
    if kind == "ledger":
        label, rule = choices.words["number"], choices.words["number_rule"]
        columns.insert(0, Column(label, rule, False, "1", is_integer=True))
    unit = _symbol(choices) if any(field.reader == "money" for field in fields) else ""
    return [Table(title(choices, kind), _headline(choices, kind), tuple(columns), unit)]


def title(choices: Choices, kind: str) -> str:
    """The name of a kind of template."""
    names = {code: name for code, name, *_ in choices.codes("loads", "load_kind")}
    return choices.words["wide"] if kind == "wide" else names[kind]


def _headline(choices: Choices, kind: str, sheet: str = "") -> str:
    """The line above a table; it names the city if only one is on record."""
    paper = words("paper", choices.lang)
    found = choices.rows(
        f"select name_{choices.lang} from areas where area_level = 'prefecture' limit 2"
    )
    city = found[0][0] if len(found) == 1 else paper["city"]
    return paper[kind].format(city=city, sheet=sheet)


def _symbol(choices: Choices) -> str:
    """The unit that money is loaded in."""
    [(symbol,)] = choices.rows(f"select symbol_{choices.lang} from units where unit_id='cny_100m'")
    return str(symbol)


# -- of the kinds with fields ------------------------------------------------------------------


_WIDTHS = {"name": 16, "developer": 12, "content": 20, "note": 10}  # of columns of free text
# How offices order a ledger: who and what, how much, how far, and who minds it.
_LEDGER_ENDS = ("status", "withdrawn_on", "valid_from", "leader", "source", "note")
_LEDGER_BEGINS = ("project", "name", "developer", "zone", "content")


def _place(field: Field) -> int:
    """Where a field stands in a ledger; those that no list names stay in the middle."""
    if field.name in _LEDGER_BEGINS:
        return _LEDGER_BEGINS.index(field.name) - len(_LEDGER_BEGINS)
    return _LEDGER_ENDS.index(field.name) + 1 if field.name in _LEDGER_ENDS else 0


def _list_name(field: Field, kind: str) -> str | None:
    """The list that the cells of a field are chosen from."""
    if kind == "progress" and field.name == "project":
        return "project"
    reader, _, column = field.reader.partition(":")
    if reader == "code":
        return f"codes:projects.{column}"
    if reader in ("indicator", "period", "basis", "source", "unit"):
        return reader
    return "zone" if reader == "subject" else None


def _of_field(choices: Choices, field: Field, kind: str) -> Column:
    zh = choices.lang == "zh"
    heading, example = field.zh if zh else field.en, field.example or ""
    offered = choices.offer(_list_name(field, kind))
    if offered:
        example = choices.lists[offered].translate(example)
    if field is PERIOD:
        example = choices.half_year
    if field.reader == "money":
        heading = f"{heading} ({_symbol(choices)})"
        example = re.sub("[^0-9.]+$", "", example)
    return Column(
        heading,
        field.rule_zh if zh else field.rule_en,
        field.required,
        example,
        offered,
        is_open=field.reader == "period",
        is_integer=field.reader in ("integer", "round"),
        is_right=field.reader in ("literal", "money", "integer", "round"),
        width=_WIDTHS.get(field.name, 0),
    )


def _wide(choices: Choices) -> Table:
    """Zones down; across, the flows that add up: what offices collect month by month."""
    zone, period, source = (_of_field(choices, field, "wide") for field in (ZONE, PERIOD, SOURCE))
    spare = (choices.offer("heading") or "", choices.offer("part") or "")
    headings = {entry.id: entry.shown for entry in choices.lists[spare[0]].entries}
    parts = [entry.shown for entry in choices.lists[spare[1]].entries]
    columns = []
    for id_, definition, quantity, has_growth in choices.rows(
        f"select indicator_id, definition_{choices.lang}, quantity, indicator_id in"
        " (select of_indicator_id from indicators where indicator_kind = 'growth')"
        " from indicators inner join units on indicators.unit_id = units.unit_id"
        " where is_additive and indicator_kind = 'flow' order by indicators.rowid"
    ):
        example = "12" if quantity == "count" else "12.5"
        columns += [
            Column(part, definition, False, example, is_right=True, group=headings[id_])
            for part in (parts if has_growth else parts[:2])
        ]
    zones = {id_ for (id_,) in choices.rows("select subject_id from zones")}
    return Table(
        title(choices, "wide"),
        _headline(choices, "wide"),
        (zone, period, *columns, source),
        firsts=tuple(e.shown for e in choices.lists["zone"].entries if e.id in zones),
        spare=spare,
    )


# -- of the tables of a reference workbook -----------------------------------------------------


def _referred(choices: Choices, table: Relation, column: catalogue.Column) -> str | None:
    """The table whose key a column holds: declared, or by the end of its name."""
    declared = {key.columns: key.table for key in table.foreign_keys}
    if (column.name,) in declared:
        return declared[column.name,]
    if table.primary_key == (column.name,):
        return None
    keys = {
        choices.relations[name].primary_key[0]: name
        for name in ("areas", "subjects", "indicators", "sources", "units", "periods")
    }
    return next((name for key, name in keys.items() if column.name.endswith(key)), None)


def _rule(
    choices: Choices,
    table: Relation,
    column: catalogue.Column,
    codes: dict[str, str],
    referred: str | None,
) -> str:
    """The rule of a column: what the dictionary says, what may stand there, what blank means."""
    words = choices.words
    place = f"{table.name}.{column.name}"
    parts = [column.description.in_(choices.lang)]
    if codes:  # the dictionary lists the codes, which nobody needs to know
        parts = [words["one_of"].format(words["or"].join(codes.values()))]
    elif referred:
        parts.append(words["listed"].format(choices.lists[f"keys:{referred}"].heading))
    elif column.type == "BOOLEAN":
        parts.append(f"{words['true']}/{words['false']}")
    elif not parts[0]:
        is_key = column.name in table.primary_key and column.type == "VARCHAR"
        parts = [words["own_id" if is_key else column.type.partition("(")[0]]]
    if default := DEFAULTS.get(place):
        parts.append(words["default"].format(codes.get(default, default)))
    elif column.name.startswith(("name_en", "definition_en", "formula_en")):
        parts.append(words["default_en"])
    elif place in _DERIVED:
        parts.append(words["derived"])
    return words["and"].join(filter(None, parts))


def _of_column(
    choices: Choices, table: Relation, column: catalogue.Column, is_required: bool, value: Any
) -> Column:
    place = f"{table.name}.{column.name}"
    type_ = column.type.partition("(")[0]
    codes = {code: name for code, name, *_ in choices.codes(table.name, column.name)}
    referred = _referred(choices, table, column)
    name = "boolean" if type_ == "BOOLEAN" else None
    if codes:
        name = f"codes:{place}"
    elif referred:
        name = f"keys:{referred}"
    offered = choices.offer(name)
    example = "" if value is None else str(value)
    if type_ == "DECIMAL" and value is not None:
        example = format(value.normalize(), "f")
    if offered:
        example = choices.lists[offered].translate(example)
    return Column(
        column.label.in_(choices.lang),
        _rule(choices, table, column, codes, referred),
        is_required and not (column.name.endswith("_en") or place in DEFAULTS or place in _DERIVED),
        example,
        offered,
        is_open=referred is not None,  # may be new, and stand in this workbook
        is_integer=type_ == "INTEGER",
        is_right=type_ in ("INTEGER", "DECIMAL"),
    )


def _of_table(choices: Choices, table: Relation) -> Table:
    """A sheet for a table; its example is the row that says most."""
    columns = [c for c in table.columns if c.name not in ("load_id", *DECIDED)]
    required = choices.rows(
        "select column_name from duckdb_columns() where not is_nullable"
        " and database_name = current_database() and table_name = ?",
        table.name,
    )
    listed = ", ".join(column.name for column in columns)
    nulls = " + ".join(f"cast({column.name} is null as integer)" for column in columns)
    found = choices.rows(f"select {listed} from {table.name} order by {nulls}, rowid limit 1")
    examples = found[0] if found else [None] * len(columns)
    label = table.label.in_(choices.lang)
    return Table(
        label,
        _headline(choices, "reference", label),
        tuple(
            _of_column(choices, table, column, (column.name,) in required, value)
            for column, value in zip(columns, examples, strict=True)
        ),
    )
