"""The sheets of a kind in SQL: ``NAME_cells`` of texts, ``NAME_typed`` of what they stand for.

Every distinct text of a field is read once, in Python; the rest is joins. A kind adds its rules,
each a condition in SQL that is true of rows which break it, and ``report`` finds their cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from zonedb.loading.kinds import Field
from zonedb.loading.staging import MAX_REPORTED, Report, Sheet, lookup
from zonedb.reading.messages import Words
from zonedb.reading.unreadable import Unreadable
from zonedb.store.sql import sql_text

Defaults = Mapping[str, str | None]
Read = Callable[..., tuple[Any, ...]]

_DASH = "[-–—―─－﹣−‐‑]{1,3}|[/／]"  # there is none
_TEXTS = ("text",)  # readers of texts that stand for themselves
_PLACE = ("sheet", "row_no", "col_no")


@dataclass(frozen=True)
class Rule:
    """What rows must not be.

    Attributes:
        name: of the rule, as in ``messages.toml``.
        field: in whose column the problem stands.
        sql: true of a row that breaks it.
        details: of the message, each as SQL.
        value: what is shown of the cell, as SQL; by default its text.
    """

    name: str
    field: str
    sql: str
    details: Mapping[str, str | Words] | None = None
    value: str | None = None


class Stage:
    """The sheets of a kind, staged.

    Attributes:
        cells: name of the view of texts: ``sheet, row_no, col_no, is_total`` and each field.
        typed: name of the view, or table, of values: each field, with its text as
            ``FIELD_text`` and ``FIELD_blank``, which a dash is not.
        failed: for each field the texts that could not be read, and why.
        columns: for each sheet the numbers of its columns, by field.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        name: str,
        sheets: Sequence[Sheet],
        fields: Iterable[Field],
        report: Report,
        extras: Sequence[str] = (),
    ) -> None:
        """Name the relations; ``stage`` makes the first, ``type`` the second.

        ``extras`` are further columns of the texts that values keep.
        """
        self._extras = tuple(extras)
        self.connection, self.sheets, self.report = connection, sheets, report
        self.fields = tuple(fields)
        self.cells, self.typed, self._name = f"{name}_cells", f"{name}_typed", name
        self.columns = [dict(sheet.block.fields) for sheet in sheets]
        self.failed: dict[str, dict[tuple[Any, ...], Unreadable]] = {}
        self._contexts: dict[str, tuple[str, ...]] = {}
        self.constants: dict[str, str] = {}  # columns of texts that hold one value everywhere
        self._joins: list[str] = []
        self._values: dict[str, str] = {}

    # -- texts ---------------------------------------------------------------------------

    def stage(self, defaults: Sequence[Defaults], more: Sequence[Sequence[str]]) -> None:
        """Make the view of texts.

        Args:
            defaults: for each sheet, what blank cells and missing columns of a field hold.
            more: for each sheet further selects of the same columns, in place of the plain one.
        """
        parts: list[str] = []
        for number, (sheet, given) in enumerate(zip(self.sheets, defaults, strict=True)):
            own = more[number] if more else ()
            if own:
                parts += own
                continue
            listed = ", ".join(
                f"{self.text(sheet, field.name, given)} as {field.name}" for field in self.fields
            )
            parts.append(
                f"select {number} as sheet, row_no, 0 as col_no, is_total, {listed}"
                f" from {sheet.relation}"
            )
        self.connection.execute(f"create temp view {self.cells} as {' union all '.join(parts)}")

    @staticmethod
    def text(sheet: Sheet, field: str, defaults: Defaults) -> str:
        """SQL of the text of a field in a row of a sheet."""
        default = sql_text(defaults.get(field))
        column = sheet.block.fields.get(field)
        if column is None:
            return f"cast({default} as varchar)"
        cell = f"cast(c{column} as varchar)"
        return cell if default == "null" else f"coalesce({cell}, {default})"

    def report_headings(self, given: Sequence[Iterable[str]]) -> None:
        """Report headings that are unknown, that repeat a column, or that are missing.

        Args:
            given: for each sheet the fields that need no column of their own.
        """
        for sheet, known in zip(self.sheets, given, strict=True):
            block, row = sheet.block, sheet.header_row
            for number in block.unknown:
                self.report.add(sheet, row, number, block.headings[number - 1], "unknown_heading")
            for number, first in block.repeated:
                heading = block.headings[number - 1]
                self.report.add(
                    sheet, row, number, heading, "repeated_heading",
                    first=block.headings[first - 1], place=sheet.cell(first, row),
                )  # fmt: skip
            for field in self.fields:
                if field.required and field.name not in block.fields and field.name not in known:
                    self.report.add(sheet, row, 1, None, "missing_heading", heading=field.label)

    # -- values --------------------------------------------------------------------------

    def read(
        self,
        field: str,
        read: Read,
        types: Sequence[str] = ("varchar",),
        context: Sequence[str] = (),
        *,
        outputs: Mapping[str, int] | None = None,
        where: str = "",
        value: str = "",
    ) -> None:
        """Read the distinct texts of a field; the table ``NAME_FIELD`` holds them.

        Args:
            field: whose texts.
            read: gives the values of a text, and of its context.
            types: of the values.
            context: SQL of what else decides what a text means.
            outputs: further values in ``typed``, by name, as numbers of those of ``read``.
            where: SQL of the rows whose texts have to be read.
            value: SQL of the value of the field, by default the first of them.
        """
        table, alias = f"{self._name}_{field}", f"look_{field}"
        given = [self.constants.get(one) for one in context]
        keys = [f"{self.cells}.{field}"]
        keys += [
            f"coalesce(cast({sql} as varchar), '')"
            for sql, constant in zip(context, given, strict=True)
            if constant is None
        ]

        def read_with(text: str, *varying: str) -> tuple[Any, ...]:
            others = iter(varying)
            return read(text, *(next(others) if one is None else one for one in given))

        condition = f"{keys[0]} is not null" + (f" and {where}" if where else "")
        texts = self.connection.execute(
            f"select distinct {', '.join(keys)} from {self._joined()} where {condition}"
            " order by all"
        ).fetchall()
        self.failed[field] = lookup(self.connection, table, texts, read_with, types, len(keys))
        self._contexts[field] = tuple(keys[1:])
        on = " and ".join(f"{key} = {alias}.x{i}" for i, key in enumerate(keys))
        self._joins.append(f"left join {table} as {alias} on {on}")
        self._values[field] = value or f"{alias}.v1"
        for name, number in (outputs or {}).items():
            self._values[name] = f"{alias}.v{number}" if number else f"{alias}.n"

    def _joined(self) -> str:
        return " ".join([self.cells, *self._joins])

    def is_dash(self, field: str) -> str:
        """SQL of whether a cell says that there is none."""
        return f"coalesce(regexp_full_match({self.cells}.{field}, '{_DASH}'), false)"

    def join(self, sql: str, **values: str) -> None:
        """Join a further table, and give values from it to ``typed``."""
        self._joins.append(sql)
        self._values |= values

    def type(self, *, as_table: bool) -> None:
        """Make ``typed``; as a table where it is read often, as a view where it is large."""
        listed = [f"{self.cells}.{name}" for name in (*_PLACE, "is_total", *self._extras)]
        for field in self.fields:
            text = f"{self.cells}.{field.name}"
            value = self._values.get(field.name)
            if value is None:
                value = f"case when {self.is_dash(field.name)} then null else {text} end"
            listed += [
                f"{value} as {field.name}",
                f"{text} as {field.name}_text",
                f"{text} is null as {field.name}_blank",
            ]
        own = {field.name for field in self.fields}
        listed += [f"{sql} as {name}" for name, sql in self._values.items() if name not in own]
        kind = "table" if as_table else "view"
        self.connection.execute(
            f"create temp {kind} {self.typed} as select {', '.join(listed)} from {self._joined()}"
        )

    # -- problems ------------------------------------------------------------------------

    def required(self) -> list[Rule]:
        """The rules of the fields that must be filled in."""
        found = []
        for field in self.fields:
            if field.required:
                found.append(Rule("required", field.name, f"{field.name}_blank"))
                if field.reader in _TEXTS:
                    found.append(self.required_dash(field.name))
        return found

    @staticmethod
    def required_dash(field: str) -> Rule:
        """The rule that a text which must be filled in is no dash."""
        sql = f"coalesce(regexp_full_match({field}_text, '{_DASH}'), false)"
        return Rule("required_dash", field, sql)

    def report_unread(self) -> None:
        """Report the cells of texts that could not be read."""
        for field, failed in self.failed.items():
            if not failed:
                continue
            keys = [f"{self.cells}.{field}", *self._contexts[field]]
            columns = ", ".join(f"unnest($x{i}::varchar[]) as x{i}" for i in range(len(keys)))
            on = " and ".join(f"{key} = failed.x{i}" for i, key in enumerate(keys))
            rows = self.connection.execute(
                f"select {', '.join(f'{self.cells}.{name}' for name in _PLACE)}, {', '.join(keys)}"
                f" from {self._joined()} inner join (select {columns}) as failed on {on}"
                f" where not is_total order by all limit {MAX_REPORTED}",
                {f"x{i}": [key[i] for key in failed] for i in range(len(keys))},
            ).fetchall()
            seen = set()
            for number, row, col, *key in rows:
                error = failed[tuple(key)]
                value, at = key[0], error.field or field
                if error.field:  # the text beside it is at fault
                    value = key[1] if len(key) > 1 else None
                place = self.place(number, row, col, at)
                if (number, *place) not in seen:
                    seen.add((number, *place))
                    self.report.add(self.sheets[number], *place, value, error.rule, error.words)

    def place(self, number: int, row: int, col: int, field: str) -> tuple[int, int]:
        """Row and column of a field of a row; it may stand in a heading."""
        columns = self.columns[number]
        if field in columns:
            return row, columns[field]
        if field in ("indicator", "unit", "zone", "period") and col:
            return self.sheets[number].header_row, col
        return row, col or 1

    def add(
        self, number: int, row: int, field: str, value: Any, rule: str,
        words: Words | None = None, **details: Any,
    ) -> None:  # fmt: skip
        """Report a problem in the column of a field."""
        row, column = self.place(number, row, 0, field)
        self.report.add(self.sheets[number], row, column, value, rule, words, **details)

    def report_rules(
        self, rules: Sequence[Rule], relation: str | None = None, also: Sequence[str] = ()
    ) -> tuple[Any, ...]:
        """Report every cell that breaks a rule: one pass counts them, further ones find them.

        Returns:
            What the first pass finds for ``also``, further aggregates in SQL.
        """
        relation = relation or self.typed
        counted = [*also, *(f"count(*) filter (where {rule.sql})" for rule in rules)]
        if not counted:
            return ()
        [counts] = self.connection.execute(
            f"select {', '.join(counted)} from {relation} where not is_total"
        ).fetchall()
        for rule, count in zip(rules, counts[len(also) :], strict=True):
            if count:
                self._report_rule(rule, relation)
        return tuple(counts[: len(also)])

    def _report_rule(self, rule: Rule, relation: str) -> None:
        details: dict[str, str] = {}
        for name, sql in (rule.details or {}).items():
            details |= (
                {f"{name}_zh": sql.zh, f"{name}_en": sql.en}
                if isinstance(sql, Words)
                else {name: sql}
            )
        shown = rule.value or f"{rule.field}_text"
        listed = ", ".join([*_PLACE, f"cast({shown} as varchar)", *details.values()])
        rows = self.connection.execute(
            f"select {listed} from {relation} where ({rule.sql}) and not is_total"
            f" order by sheet, row_no, col_no limit {MAX_REPORTED}"
        ).fetchall()
        for number, row, col, value, *found in rows:
            if rule.name == "required" and rule.field not in self.columns[number] and not col:
                continue  # the column is missing, which is reported
            row, column = self.place(number, row, col, rule.field)
            named: dict[str, Any] = dict(zip(details, found, strict=True))
            for name in rule.details or {}:
                if f"{name}_zh" in named:
                    named[name] = Words(named.pop(f"{name}_zh"), named.pop(f"{name}_en"))
            self.report.add(self.sheets[number], row, column, value, rule.name, **named)

    def field(self, name: str) -> Field:
        """The field of a name."""
        return next(field for field in self.fields if field.name == name)

    def report_repeated(
        self,
        columns: Sequence[str],
        field: str,
        rule: str,
        relation: str | None = None,
        shown: str | None = None,
        **details: Any,
    ) -> None:
        """Report rows whose key stands in an earlier row, with the text of a field or ``shown``."""
        relation = relation or self.typed
        keys = ", ".join(columns)
        complete = " and ".join(f"{one} is not null" for one in columns)
        place = ", ".join(_PLACE)
        rows = self.connection.execute(
            f"select {place}, {field}, first_sheet, first_row from (select {place},"
            f" cast({shown or f'{field}_text'} as varchar) as {field},"
            f" first(sheet) over same as first_sheet, first(row_no) over same as first_row,"
            f" row_number() over same as nth from {relation}"
            f" where {complete} and not is_total"
            f" window same as (partition by {keys} order by {place}))"
            f" where nth > 1 order by {place} limit {MAX_REPORTED}"
        ).fetchall()
        for number, row, col, value, first_sheet, first in rows:
            at = Words(f"第{first}行", f"row {first}")
            if first_sheet != number:
                name = self.sheets[first_sheet].name
                at = Words(f"工作表“{name}”第{first}行", f"row {first} of sheet {name}")
            row, column = self.place(number, row, col, field)
            self.report.add(self.sheets[number], row, column, value, rule, first=at, **details)
