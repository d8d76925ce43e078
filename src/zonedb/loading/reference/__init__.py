"""Loads sources, areas, zones and groups, indicators, identities and targets: new rows only.

A sheet fills the table that it is named after, or whose columns its headings are. Constraints are
those of the schema, asked of every row before anything is written.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import duckdb

from zonedb.errors import LoadError
from zonedb.loading.blocks import assigned
from zonedb.loading.changes import Changed
from zonedb.loading.headings import Vocabulary
from zonedb.loading.known_names import Names, UnknownName
from zonedb.loading.reference.fields import TOGETHER, fields_of, reader_of, text_of
from zonedb.loading.reference.referring import Referring
from zonedb.loading.reference.rounds import PARTS_RULE, add_parts
from zonedb.loading.reference.targets import Targets
from zonedb.loading.stage import Rule, Stage
from zonedb.loading.staging import MAX_REPORTED, Counts, Report, Sheet
from zonedb.reading.messages import said
from zonedb.store.catalogue import Relation, relations
from zonedb.store.deciding import DECIDED
from zonedb.store.reference_tables import REFERENCE_TABLES, ROW_JSON

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


class ReferenceLoad:
    """The sheets of a reference workbook, staged beside the attached database ``base``."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        sheets: list[Sheet],
        report: Report,
    ) -> None:
        """Stage, read and validate; sheets may be named after their tables."""
        self._connection, self._report = connection, report
        self._relations = reference_relations(connection)
        self._sheets: dict[str, Sheet] = {}
        for sheet in sheets:
            for table in self._tables_of(sheet):
                self._take(table, sheet)
        self._tables = [name for name in self._relations if name in self._sheets]
        self._stages = {table: self._staged(table) for table in self._tables}
        self._referring = Referring(connection, self._tables)
        self._targets: Targets | None = None
        for table in self._tables:
            self._read(table)
        for table in self._tables:
            self._validate(table)

    # -- which table a sheet fills -------------------------------------------------------

    def _tables_of(self, sheet: Sheet) -> list[str]:
        """The table that a sheet is named after, or those whose columns it has."""
        name = sheet.name or Path(self._report.file).stem
        names = Names(
            (relation.name, text, relation.name)
            for relation in self._relations.values()
            for text in (relation.label.zh, relation.label.en)
        )
        try:
            return [names.find(name)]
        except UnknownName:
            pass
        headed = {
            table: set(assigned(sheet.block, Vocabulary(fields_of(relation))).fields.values())
            for table, relation in self._relations.items()
        }
        columns = {number for number, text in enumerate(sheet.headings, 1) if text}
        whole = [table for table, found in headed.items() if found == columns]
        whole = [table for table in whole if self._has_keys(table, sheet)]
        if len(whole) == 1:
            return whole
        terms = self._of_terms(Vocabulary(fields_of(self._relations["identity_terms"])))
        of_terms = assigned(sheet.block, terms).fields
        is_both = headed["identities"] | set(of_terms.values()) == columns
        if not whole and is_both and "term_no" in of_terms and self._has_keys("identities", sheet):
            return ["identities", "identity_terms"]
        known = ", ".join(whole or self._relations)
        raise LoadError(said("unknown_table", path=self._report.file, sheet=name, known=known))

    def _has_keys(self, table: str, sheet: Sheet) -> bool:
        relation = self._relations[table]
        found = assigned(sheet.block, Vocabulary(fields_of(relation))).fields
        return all(key in found for key in relation.primary_key)

    def _take(self, table: str, sheet: Sheet) -> None:
        if table in self._sheets:
            first = self._sheets[table].name
            self._report.add(sheet, sheet.header_row, 1, sheet.name, "repeated_sheet", first=first)
            return
        words = Vocabulary(fields_of(self._relations[table]))
        block = assigned(sheet.block, words)
        other = {"identities": "identity_terms", "identity_terms": "identities"}.get(table)
        if other in self._sheets and self._sheets[other].relation == sheet.relation:
            block = assigned(sheet.block, self._of_terms(words))
            block.unknown = []  # they head columns of the other table
            self._sheets[other].block.unknown.clear()
        self._sheets[table] = replace(sheet, block=block)

    def _of_terms(self, words: Vocabulary) -> Vocabulary:
        """The headings of terms beside those of their identities: no heading is of both."""
        for key, field in Vocabulary(fields_of(self._relations["identities"])).fields.items():
            if field.name != "identity_id":
                words.fields.pop(key, None)
        return words

    # -- values --------------------------------------------------------------------------

    def _listed(self, table: str) -> list[str]:
        """The columns of a table that its sheet may fill."""
        return [column.name for column in self._relations[table].columns]

    def _staged(self, table: str) -> Stage:
        """The stage of a table, with its view of texts."""
        sheet, relation = self._sheets[table], self._relations[table]
        stage = Stage(self._connection, table, [sheet], fields_of(relation), self._report)
        stage.report_headings([()])
        columns = sheet.block.fields
        texts = ", ".join(f"{text_of(table, n, columns)} as {n}" for n in self._listed(table))
        select = f"select 0 as sheet, row_no, 0 as col_no, is_total, {texts} from {sheet.relation}"
        terms = self._sheets.get("identity_terms")
        if table == "identities" and terms and terms.relation == sheet.relation:
            same = ", ".join(f"c{number}" for number in columns.values())  # a row for each term
            select += f" qualify row_number() over (partition by {same} order by row_no) = 1"
        stage.stage([{}], [[select]])
        return stage

    def _read(self, table: str) -> None:
        """Make ``TABLE_typed`` of the texts; what cannot be read is reported."""
        stage, relation = self._stages[table], self._relations[table]
        together = TOGETHER if table == "targets" else ()
        for column in relation.columns:
            read = reader_of(self._connection, relation, column, self._referring)
            if read is None or (column.name in ("value", "period_id", "printed") and together):
                continue
            stage.read(
                column.name,
                lambda text, read=read: (read(text),),
                (column.type.lower(),),
                where=f"not {stage.is_dash(column.name)}"
                if self._may_be_null(table, column.name)
                else "",
            )
        if table == "targets":
            self._targets = Targets(self._connection, with_indicators="indicators" in self._tables)
            self._targets.read(stage)
        stage.type(as_table=True)
        stage.report_unread()
        if table == "periods":
            add_parts(self._connection)
        if self._targets and table == "targets":
            self._targets.resolve(stage, self._listed(table))
        else:
            self._connection.execute(
                f"create temp view {table}_stated as select * from {stage.typed}"
            )

    def _not_null(self, table: str) -> list[str]:
        return [name for (name,) in self._connection.execute(_NOT_NULL, [table]).fetchall()]

    def _may_be_null(self, table: str, column: str) -> bool:
        return column not in self._not_null(table)

    # -- problems ------------------------------------------------------------------------

    def _validate(self, table: str) -> None:
        """Report what is required, what breaks the schema, and keys that stand twice."""
        stage, relation = self._stages[table], self._relations[table]
        labels = {column.name: column.label for column in relation.columns}
        columns = stage.columns[0]
        rules = []
        for name in self._not_null(table):
            stem, _, language = name.rpartition("_")
            if name not in columns and language == "en" and f"{stem}_zh" in labels:
                continue  # the Chinese column stands for it and is asked for itself
            if table == "targets" and name in TOGETHER and name != "value":
                continue
            if name in columns:
                rules.append(Rule("required", name, f"{name}_blank"))
                if stage.field(name).reader == "text":
                    rules.append(stage.required_dash(name))
                continue
            [(blank,)] = self._connection.execute(
                f"select count(*) from {stage.typed} where {name}_blank"
            ).fetchall()
            if blank:
                sheet = self._sheets[table]
                self._report.add(
                    sheet, sheet.header_row, 1, None, "missing_heading", heading=labels[name]
                )
        stage.report_rules([rule for rule in rules if table != "targets" or rule.field != "value"
                            or rule.name != "required_dash"])  # fmt: skip
        self._report_checks(table)
        key = relation.primary_key
        stage.report_repeated(
            key, key[0], "repeated_key", f"{table}_stated", shown=key[0], key=", ".join(key)
        )
        self._report_recorded(table)

    def _report_checks(self, table: str) -> None:
        """Ask the schema's own constraints of every row."""
        rules = []
        for (text,) in self._connection.execute(_CHECKS, [table]).fetchall():
            expression = text.removeprefix("CHECK")
            columns = self._stages[table].columns[0]
            mentioned = [c for c in columns if re.search(rf"\b{c}\b", expression)]
            if mentioned:
                constraint = "'" + expression.replace("'", "''") + "'"
                rules.append(
                    Rule("violates", mentioned[-1], f"not {expression}",
                         {"constraint": constraint}, mentioned[-1])
                )  # fmt: skip
        if table == "periods":
            rules.append(PARTS_RULE)
        self._stages[table].report_rules(rules, f"{table}_stated")

    def _report_recorded(self, table: str) -> None:
        """Keys that are on record with other content."""
        key = self._relations[table].primary_key
        on = " and ".join(f"typed.{k} = recorded.{k}" for k in key)
        recorded = f"base.{table}"
        if table == "targets":
            recorded = "(select * from base.targets where is_in_force)"
        differs = ", ".join(
            f"case when typed.{c} is distinct from recorded.{c} then '{c}' end"
            for c in self._listed(table)
        )
        self._connection.execute(
            f"create temp table compared_{table} as select typed.*,"
            f" recorded.{key[0]} is not null as known, concat_ws(', ', {differs}) as differing"
            f" from {table}_stated as typed left join {recorded} as recorded on {on}"
        )
        for row, value, columns in self._connection.execute(
            f"select row_no, cast({key[0]} as varchar), differing from compared_{table}"
            f" where known and differing <> '' order by all limit {MAX_REPORTED}"
        ).fetchall():
            self._stages[table].add(0, row, key[0], value, "exists_otherwise", columns=columns)

    # -- what is new ---------------------------------------------------------------------

    def compare(self) -> Counts:
        """Counts of rows; a row on record as it is stays as it is."""
        added = unchanged = 0
        for table in self._tables:
            [(new, known)] = self._connection.execute(
                "select count(*) filter (where not known), count(*) filter (where known)"
                f" from compared_{table}"
            ).fetchall()
            added, unchanged = added + new, unchanged + known
        return Counts(added, 0, unchanged)

    def changed(self) -> list[Changed]:
        """None: a row on record with other content is a problem."""
        return []

    def insert(self, load_id: int) -> None:
        """Write the new rows, tables that are referred to first, and what the sheets state."""
        if self._targets:
            used = self._connection.execute("select distinct period_id from targets_stated")
            self._targets.periods.insert(load_id, {period for (period,) in used.fetchall()})
        for table in self._tables:
            listed = ", ".join(self._listed(table))
            new = "true" if table == "targets" else "not known"
            self._connection.execute(
                f"insert into base.{table} ({listed}, load_id)"
                f" select {listed}, {load_id} from compared_{table} where {new}"
            )
            if table != "targets":
                self._connection.execute(
                    f"insert into base.reference_rows select {load_id}, '{table}', {ROW_JSON}"
                    f" from (select {listed} from compared_{table}) as rows"
                )
