"""Loads sources, areas, zones and groups, indicators, identities and targets: new rows only.

A sheet fills the table that it is named after; its columns are the table's, under their names or
labels. Constraints are those of the schema, asked of every row before anything is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import duckdb

from zonedb.errors import LoadError
from zonedb.loading.columns import in_a_row
from zonedb.loading.kinds import REFERENCE_TABLES, ROW_JSON
from zonedb.loading.known_names import Names
from zonedb.loading.reference.cells import TOGETHER, headings, reader_of, text_of
from zonedb.loading.reference.referring import Referring
from zonedb.loading.reference.targets import Targets
from zonedb.loading.staging import MAX_REPORTED, Counts, Report, Sheet, distinct, lookup
from zonedb.reading.messages import Words
from zonedb.reading.unreadable import name_key
from zonedb.store.catalogue import Relation, relations
from zonedb.store.deciding import DECIDED

_CHECKS = """
    select constraint_text from duckdb_constraints()
    where database_name = 'base' and table_name = ? and constraint_type = 'CHECK'
"""
_NOT_NULL = """
    select column_name from duckdb_columns()
    where database_name = 'base' and table_name = ? and not is_nullable
"""


def reference_relations(connection: duckdb.DuckDBPyConnection) -> dict[str, Relation]:
    """The tables that a reference workbook fills, in the order in which they refer.

    Columns that are decided, not stated, are left out; a target is known by its id.
    """
    connection.execute("use base")
    known = relations(connection)
    connection.execute("use memory")
    found = {}
    for name in REFERENCE_TABLES:
        stated = tuple(c for c in known[name].columns if c.name not in ("load_id", *DECIDED))
        key = known[name].primary_key or (stated[0].name,)
        found[name] = replace(known[name], columns=stated, primary_key=key)
    return found


def heading_test(connection: duckdb.DuckDBPyConnection) -> Callable[[str], bool]:
    """Whether a text heads a column of one of the tables."""
    known = {
        name_key(text)
        for relation in reference_relations(connection).values()
        for column in relation.columns
        for text in headings(column)
    }
    return lambda text: name_key(text) in known


class ReferenceLoad:
    """The sheets of a reference workbook, staged beside the attached database ``base``."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        sheets: list[Sheet],
        report: Report,
        stem: str,
    ) -> None:
        """Stage, read and validate; a CSV file is named after its table (``stem``)."""
        self.connection, self.report = connection, report
        self._relations = reference_relations(connection)
        names = Names(
            (relation.name, text, relation.name)
            for relation in self._relations.values()
            for text in (relation.label.zh, relation.label.en)
        )
        self._sheets: dict[str, Sheet] = {}
        self._columns: dict[str, dict[str, int]] = {}
        for sheet in sheets:
            try:
                table = names.find(sheet.name or stem)
            except ValueError as error:
                raise LoadError(
                    f"{report.file}: sheet {sheet.name or stem} is named after no table;"
                    f" it is one of {', '.join(self._relations)}"
                ) from error
            if table in self._sheets:
                first = self._sheets[table].name
                report.add(sheet, sheet.header_row, 1, sheet.name, "repeated_sheet", first=first)
            else:
                self._sheets[table] = sheet
        self._tables = [name for name in self._relations if name in self._sheets]
        for table in self._tables:
            self._stage(table)
        self._referring = Referring(connection, self._tables)
        self._targets: Targets | None = None
        for table in self._tables:
            self._read(table)
        for table in self._tables:
            self._report_required(table)
            self._report_checks(table)
            self._report_repeated(table)

    def _listed(self, table: str) -> list[str]:
        """The columns of a table that its sheet may fill."""
        return [column.name for column in self._relations[table].columns]

    def _stage(self, table: str) -> None:
        """Make the view ``texts_TABLE`` with the columns of the table, ``row_no`` in front."""
        sheet, relation = self._sheets[table], self._relations[table]
        known = {name_key(text): c.name for c in relation.columns for text in headings(c)}
        columns: dict[str, int] = {}
        for number, heading in enumerate(sheet.headings, 1):
            name = known.get(name_key(heading))
            if name in columns:
                first = sheet.headings[columns[name] - 1]
                place = sheet.cell(columns[name], sheet.header_row)
                self.report.add(
                    sheet, sheet.header_row, number, heading, "repeated_heading",
                    first=first, place=place,
                )  # fmt: skip
            elif name:
                columns[name] = number
            elif heading:
                self.report.add(sheet, sheet.header_row, number, heading, "unknown_heading")
        self._columns[table] = columns
        texts = ", ".join(f"{text_of(table, n, columns)} as {n}" for n in self._listed(table))
        self.connection.execute(
            f"create temp view texts_{table} as select row_no, {texts} from {sheet.relation}"
        )

    def _read(self, table: str) -> None:
        """Make the table ``typed_TABLE`` of the texts; what cannot be read is reported."""
        relation = self._relations[table]
        joins, values = [], []
        for column in relation.columns:
            look = f"look_{table}_{column.name}"
            failed = lookup(
                self.connection,
                look,
                distinct(self.connection, f"texts_{table}", column.name),
                in_a_row(reader_of(self.connection, relation, column, self._referring)),
                (
                    "varchar"
                    if f"{table}.{column.name}" == "targets.value"
                    else column.type.lower(),
                ),
            )
            values.append(f"{look}.v1 as {column.name}")
            joins.append(f"left join {look} on texts.{column.name} = {look}.text")
            for row, text in (
                self.connection.execute(
                    f"select row_no, {column.name} from texts_{table} where {column.name} in"
                    f" (select unnest($texts::varchar[])) order by all limit {MAX_REPORTED}",
                    {"texts": list(failed)},
                ).fetchall()
                if failed
                else []
            ):
                error = failed[text]
                self._add(table, row, column.name, text, error.rule, error.words)
        target = "read_targets" if table == "targets" else f"typed_{table}"
        self.connection.execute(
            f"create temp table {target} as select texts.row_no, {', '.join(values)}"
            f" from texts_{table} as texts {' '.join(joins)}"
        )
        if table == "targets":
            self._targets = Targets(
                self.connection,
                self._columns[table],
                self._listed(table),
                self._add,
                with_indicators="indicators" in self._tables,
            )

    def _add(
        self,
        table: str,
        row: int,
        column: str,
        value: Any,
        rule: str,
        words: Words | None = None,
        **details: Any,
    ) -> None:
        number = self._columns[table].get(column, 1)
        self.report.add(self._sheets[table], row, number, value, rule, words, **details)

    def _report_required(self, table: str) -> None:
        columns = self._columns[table]
        labels = {column.name: column.label for column in self._relations[table].columns}
        for (name,) in self.connection.execute(_NOT_NULL, [table]).fetchall():
            if name not in columns and name.removesuffix("_en") + "_zh" in columns:
                continue  # the Chinese column stands for it and is asked for itself
            if f"{table}.{name}" in TOGETHER - {"targets.value"}:
                continue
            blank = self.connection.execute(
                f"select row_no from texts_{table} where {name} is null order by 1"
                f" limit {MAX_REPORTED}"
            ).fetchall()
            if blank and name not in columns:
                row = self._sheets[table].header_row
                self._add(
                    table, row, name, None, "missing_heading",
                    heading=labels[name],
                )  # fmt: skip
                continue
            for (row,) in blank:
                self._add(table, row, name, None, "required")

    def _report_checks(self, table: str) -> None:
        """Ask the schema's own constraints of every row."""
        for (text,) in self.connection.execute(_CHECKS, [table]).fetchall():
            expression = text.removeprefix("CHECK")
            mentioned = [c for c in self._columns[table] if re.search(rf"\b{c}\b", expression)]
            if not mentioned:
                continue
            for row, value in self.connection.execute(
                f"select row_no, cast({mentioned[-1]} as varchar) from typed_{table}"
                f" where not {expression} order by all limit {MAX_REPORTED}"
            ).fetchall():
                self._add(table, row, mentioned[-1], value, "violates", constraint=expression)

    def _report_repeated(self, table: str) -> None:
        """Keys that stand twice in the sheet, or on record with other content."""
        key = self._relations[table].primary_key
        keys = ", ".join(key)
        for row, value, first in self.connection.execute(
            f"select row_no, cast({key[0]} as varchar), first_row from (select *, first(row_no)"
            f" over (partition by {keys} order by row_no) as first_row, row_number() over"
            f" (partition by {keys} order by row_no) as nth from typed_{table}"
            f" where {' and '.join(f'{k} is not null' for k in key)}) where nth > 1"
            f" order by all limit {MAX_REPORTED}"
        ).fetchall():
            self._add(table, row, key[0], value, "repeated_key", first=first, key=keys)
        on = " and ".join(f"typed.{k} = recorded.{k}" for k in key)
        recorded = f"base.{table}"
        if table == "targets":
            recorded = "(select * from base.targets where is_in_force)"
        differs = ", ".join(
            f"case when typed.{c} is distinct from recorded.{c} then '{c}' end"
            for c in self._listed(table)
        )
        self.connection.execute(
            f"create temp table compared_{table} as select typed.*,"
            f" recorded.{key[0]} is not null as known, concat_ws(', ', {differs}) as differing"
            f" from typed_{table} as typed left join {recorded} as recorded on {on}"
        )
        for row, value, columns in self.connection.execute(
            f"select row_no, cast({key[0]} as varchar), differing from compared_{table}"
            f" where known and differing <> '' order by all limit {MAX_REPORTED}"
        ).fetchall():
            self._add(table, row, key[0], value, "exists_otherwise", key=keys, columns=columns)

    def compare(self) -> Counts:
        """Counts of rows; a row on record as it is stays as it is."""
        added = unchanged = 0
        for table in self._tables:
            [(new, known)] = self.connection.execute(
                "select count(*) filter (where not known), count(*) filter (where known)"
                f" from compared_{table}"
            ).fetchall()
            added, unchanged = added + new, unchanged + known
        return Counts(added, 0, unchanged)

    def insert(self, load_id: int) -> None:
        """Write the new rows, tables that are referred to first, and what the sheets state."""
        if self._targets:
            self._targets.periods.insert(load_id)
        for table in self._tables:
            listed = ", ".join(self._listed(table))
            new = "true" if table == "targets" else "not known"
            self.connection.execute(
                f"insert into base.{table} ({listed}, load_id)"
                f" select {listed}, {load_id} from compared_{table} where {new}"
            )
            if table != "targets":
                self.connection.execute(
                    f"insert into base.reference_rows select {load_id}, '{table}', {ROW_JSON}"
                    f" from (select {listed} from compared_{table}) as rows"
                )
