"""Loads sources, areas, zones and groups, indicators, identities and targets: new rows only.

A sheet fills the table that it is named after; its columns are the table's, under their names or
labels. Constraints are those of the schema, asked of every row before anything is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import duckdb

from zonedb.catalogue import Column, Relation, relations
from zonedb.errors import LoadError
from zonedb.loading.columns import code_reader, in_a_row, read_boolean, read_date, read_integer
from zonedb.loading.kinds import REFERENCE_TABLES
from zonedb.loading.literals import read_literal
from zonedb.loading.names import Names, name_key, source_names, unit_symbols
from zonedb.loading.sheets import Sheet
from zonedb.loading.staging import MAX_REPORTED, Counts, Report, distinct, lookup

# What a cell left blank stands for; everything else that is required must be written.
DEFAULTS = {
    "sources.source_kind": "user",
    "sources.source_priority": "10",
    "sources.date_basis": "not_stated",
    "zones.level_basis": "not_stated",
    "zones.host_basis": "not_stated",
    "indicators.direction": "none",
    "identities.scale": "1",
    "identity_terms.subject_scope": "same",
    "identity_terms.period_scope": "same",
    "targets.qualifier": ">=",
    "targets.period_id": "undated",
}
_CHECKS = """
    select constraint_text from duckdb_constraints()
    where database_name = 'base' and table_name = ? and constraint_type = 'CHECK'
"""
_NOT_NULL = """
    select column_name from duckdb_columns()
    where database_name = 'base' and table_name = ? and not is_nullable
"""


def reference_relations(connection: duckdb.DuckDBPyConnection) -> dict[str, Relation]:
    """The tables that a reference workbook fills, in the order in which they refer."""
    connection.execute("use base")
    known = relations(connection)
    connection.execute("use memory")
    return {name: known[name] for name in REFERENCE_TABLES}


def heading_test(connection: duckdb.DuckDBPyConnection) -> Callable[[str], bool]:
    """Whether a text heads a column of one of the tables."""
    known = {
        name_key(text)
        for relation in reference_relations(connection).values()
        for column in relation.columns
        for text in _headings(column)
    }
    return lambda text: name_key(text) in known


def _headings(column: Column) -> tuple[str, ...]:
    return (column.name, column.label.zh, column.label.en)


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
            self._sheets[table] = sheet
        self._tables = [name for name in self._relations if name in self._sheets]
        for table in self._tables:
            self._stage(table)
        for table in self._tables:
            self._report_required(table)
            self._report_checks(table)
            self._report_repeated(table)
            self._report_unknown(table)

    def _stage(self, table: str) -> None:
        """Make the table ``typed_TABLE`` with the columns of the table, ``row_no`` in front."""
        sheet, relation = self._sheets[table], self._relations[table]
        known = {name_key(text): c.name for c in relation.columns for text in _headings(c)}
        columns: dict[str, int] = {}
        for number, heading in enumerate(sheet.headings, 1):
            name = known.get(name_key(heading))
            if name:
                columns[name] = number
            elif heading:
                self.report.add(sheet, sheet.header_row, number, heading, "unknown_heading")
        self._columns[table] = columns
        texts, joins, values = [], [], []
        for column in relation.columns:
            if column.name == "load_id":
                continue
            texts.append(f"{self._text(table, column.name)} as {column.name}")
        self.connection.execute(
            f"create temp view texts_{table} as select row_no, {', '.join(texts)}"
            f" from {sheet.relation}"
        )
        for column in relation.columns:
            if column.name == "load_id":
                continue
            look = f"look_{table}_{column.name}"
            reader = self._reader(table, column)
            failed = lookup(
                self.connection,
                look,
                distinct(self.connection, f"texts_{table}", column.name),
                in_a_row(reader),
                (column.type.lower(),),
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
                words = (error.message_zh, error.message_en)
                self._add(table, row, column.name, text, error.rule, words)
        self.connection.execute(
            f"create temp table typed_{table} as select texts.row_no, {', '.join(values)}"
            f" from texts_{table} as texts {' '.join(joins)}"
        )

    def _text(self, table: str, column: str) -> str:
        """The text of a column: its cell, or what a blank cell stands for."""
        columns = self._columns[table]
        own = f"cast(c{columns[column]} as varchar)" if column in columns else "null"
        other = column.removesuffix("_en") + "_zh"
        if column.endswith("_en") and other in columns:
            return f"coalesce({own}, cast(c{columns[other]} as varchar))"
        if f"{table}.{column}" in DEFAULTS:
            return f"coalesce({own}, '{DEFAULTS[f'{table}.{column}']}')"
        if f"{table}.{column}" == "targets.figure_no":
            return f"coalesce({own}, cast(row_no as varchar))"
        if f"{table}.{column}" == "targets.printed" and "value" in columns:
            return f"coalesce({own}, cast(c{columns['value']} as varchar))"
        if f"{table}.{column}" == "targets.decimals" and "value" in columns:
            value = f"cast(c{columns['value']} as varchar)"
            return f"coalesce({own}, cast(length(split_part({value}, '.', 2)) as varchar))"
        return own

    def _reader(self, table: str, column: Column) -> Callable[[str], Any]:
        """What reads the texts of a column."""
        if column.name == "unit_id":
            symbols = {name_key(text): unit for text, unit in unit_symbols(self.connection).items()}
            names = Names((unit, text, unit) for text, unit in symbols.items())
            return names.find
        if column.name == "source_id" and table != "sources" and "sources" not in self._sheets:
            return source_names(self.connection).find
        if column.type == "DATE":
            return read_date
        if column.type == "INTEGER":
            return read_integer
        if column.type == "BOOLEAN":
            return read_boolean
        if column.type.startswith("DECIMAL"):
            return lambda text: read_literal(text, {}).value
        codes = self.connection.execute(
            "select count(*) from base.codes where column_name = ?", [column.name]
        ).fetchall()
        if codes[0][0] and column.name != "breakdown_part":
            return code_reader(self.connection, column.name)
        return lambda text: text

    def _add(
        self,
        table: str,
        row: int,
        column: str,
        value: Any,
        rule: str,
        words: tuple[str, str] | None = None,
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
            blank = self.connection.execute(
                f"select row_no from texts_{table} where {name} is null order by 1"
                f" limit {MAX_REPORTED}"
            ).fetchall()
            if blank and name not in columns:
                row = self._sheets[table].header_row
                self._add(
                    table, row, name, None, "missing_heading",
                    heading=labels[name].zh, heading_en=name,
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
        listed = [c.name for c in self._relations[table].columns if c.name != "load_id"]
        on = " and ".join(f"typed.{k} = recorded.{k}" for k in key)
        differs = ", ".join(
            f"case when typed.{c} is distinct from recorded.{c} then '{c}' end" for c in listed
        )
        self.connection.execute(
            f"create temp table compared_{table} as select typed.*,"
            f" recorded.{key[0]} is not null as known, concat_ws(', ', {differs}) as differing"
            f" from typed_{table} as typed left join base.{table} as recorded on {on}"
        )
        for row, value, columns in self.connection.execute(
            f"select row_no, cast({key[0]} as varchar), differing from compared_{table}"
            f" where known and differing <> '' order by all limit {MAX_REPORTED}"
        ).fetchall():
            self._add(table, row, key[0], value, "exists_otherwise", key=keys, columns=columns)

    def _report_unknown(self, table: str) -> None:
        """Ids that refer to nothing on record and nothing in the file."""
        references = [
            (key.columns[0], key.table, key.referred[0])
            for key in self._relations[table].foreign_keys
            if len(key.columns) == 1
        ]
        references += {
            "areas": [("parent_area_id", "areas", "area_id")],
            "subjects": [
                ("whole_subject_id", "subjects", "subject_id"),
                ("benchmark_subject_id", "subjects", "subject_id"),
            ],
            "indicators": [("of_indicator_id", "indicators", "indicator_id")],
            "targets": [
                ("subject_id", "subjects", "subject_id"),
                ("indicator_id", "indicators", "indicator_id"),
                ("period_id", "periods", "period_id"),
                ("source_id", "sources", "source_id"),
            ],
        }.get(table, [])
        for column, other, referred in references:
            if column == "load_id":
                continue
            known = [
                str(value)
                for (value,) in self.connection.execute(
                    f"select {referred} from base.{other}"
                    + (
                        f" union select {referred} from typed_{other}"
                        if other in self._tables
                        else ""
                    )
                ).fetchall()
                if value is not None
            ]
            names = Names((value, None, value) for value in known)
            for row, value in self.connection.execute(
                f"select row_no, {column} from typed_{table} where {column} is not null"
                " and not list_contains($known::varchar[], cast("
                f"{column} as varchar)) order by all limit {MAX_REPORTED}",
                {"known": known},
            ).fetchall():
                error = names.unknown(str(value))
                words = (error.message_zh, error.message_en)
                self._add(table, row, column, value, error.rule, words)

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
        """Write the new rows, tables that are referred to first."""
        for table in self._tables:
            listed = ", ".join(
                c.name for c in self._relations[table].columns if c.name != "load_id"
            )
            self.connection.execute(
                f"insert into base.{table} ({listed}, load_id)"
                f" select {listed}, {load_id} from compared_{table} where not known"
            )
