"""What ledger and progress share: their columns as values, and totals below them."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from zonedb.loading.changes import Changed
from zonedb.loading.kinds import FIELDS, Field
from zonedb.loading.known_names import KnownZones, source_names
from zonedb.loading.options import Options
from zonedb.loading.readers import (
    code_reader,
    money_reader,
    read_boolean,
    read_date,
    read_event_day,
)
from zonedb.loading.stage import Read, Stage
from zonedb.loading.staging import Report, Sheet
from zonedb.loading.totals import report_passed_over, report_sums
from zonedb.reading.periods import read_round
from zonedb.store.sql import sql_text

_TYPES = {"date": "date", "round": "integer", "boolean": "boolean", "money": "decimal(18, 8)"}


def merged(fields: dict[str, str], typed: str) -> str:
    """What is to hold of each field as its name, what is on record as ``old_`` and its name."""
    return ", ".join(
        f"if({typed}.{field}_blank, recorded.{column}, {typed}.{field}) as {field},"
        f" recorded.{column} as old_{field}"
        for field, column in fields.items()
    )


def same(fields: dict[str, str]) -> str:
    """Whether nothing of a row is otherwise than on record."""
    return " and ".join(f"{field} is not distinct from old_{field}" for field in fields)


def changed_cells(stage: Stage, rows: str, fields: Sequence[str]) -> list[Changed]:
    """The cells of fields that are otherwise than on record.

    Args:
        stage: of the sheets.
        rows: SQL of the relation with each field and its ``old_`` value, and a condition.
        fields: of which cells are compared.
    """
    parts = [
        f"select sheet, row_no, {n} as n, cast(old_{field} as varchar) as was,"
        f" cast({field} as varchar) as now from {rows} and {field} is distinct from old_{field}"
        for n, field in enumerate(fields)
    ]
    found = stage.connection.execute(f"{' union all '.join(parts)} order by all").fetchall()
    changes = []
    for number, row, n, was, now in found:
        sheet = stage.sheets[number]
        row, column = stage.place(number, row, 0, fields[n])
        changes.append(Changed(sheet.name, sheet.cell(column, row), fields[n], was, now))
    return changes


class ProjectStage(Stage):
    """The sheets of a ledger or of progress."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        kind: str,
        sheets: Sequence[Sheet],
        report: Report,
        options: Options,
    ) -> None:
        """Make the view of texts, and start to read them."""
        super().__init__(connection, kind, sheets, FIELDS[kind], report)
        self.zones = KnownZones(connection, accept=options.accept_aliases)
        self._options = options
        defaults = {"source": options.source, "period": options.period, "zone": options.zone}
        given = {name for name, text in defaults.items() if text}
        if kind == "ledger":
            given.add("project")
            self._report_without_ids()
        self.report_headings([given] * len(sheets))
        self.stage([defaults] * len(sheets), ())
        self._read_fields()
        self.zones.tell(report.tell)

    def _report_without_ids(self) -> None:
        """Report a ledger without numbers, unless its projects are known by zone and name."""
        for sheet in self.sheets:
            if "project" not in sheet.block.fields and self._options.project_id is None:
                self.report.add(sheet, sheet.header_row, 1, None, "no_project_id")

    def _read_fields(self) -> None:
        """Give the values of fields that are read cell by cell."""
        for field in self.fields:
            if field.reader in ("text", "period", "basis"):
                continue
            context: tuple[str, ...] = ()
            if field.reader == "money":
                above = [self._money_unit(sheet) for sheet in self.sheets]
                headings = [sheet.block.units.get(field.name, "") for sheet in self.sheets]
                context = (_by_sheet(headings, self.cells), _by_sheet(above, self.cells))
            is_day = field.reader == "day"
            self.read(
                field.name,
                self._reader(field),
                ("date", "varchar") if is_day else (_TYPES.get(field.reader, "varchar"),),
                context,
                outputs={f"{field.name}_precision": 2} if is_day else None,
                where="" if field.required else f"not {self.is_dash(field.name)}",
            )

    def _reader(self, field: Field) -> Read:
        """What reads the texts of a field."""
        kind, _, column = field.reader.partition(":")
        if kind == "subject":
            return lambda text: (self.zones.find(text),)
        if kind == "source":
            sources = source_names(self.connection)
            return lambda text: (sources.find(text),)
        if kind == "code":
            codes = code_reader(self.connection, column)
            return lambda text: (codes(text),)
        if kind == "money":
            money = money_reader(self.connection)
            return lambda text, heading, above: (money(text, heading, above),)
        if kind == "day":
            return read_event_day
        read = {"date": read_date, "round": read_round, "boolean": read_boolean}[kind]
        return lambda text: (read(text),)

    @staticmethod
    def _money_unit(sheet: Sheet) -> str:
        """The unit of money that a line above the table gives."""
        return next((unit for unit in sheet.block.title.units if unit.endswith("元")), "")

    def finish(self) -> None:
        """Make the table of values, without rows of totals, and report what cannot be read."""
        if self._options.project_id == "name" and any(f.name == "zone" for f in self.fields):
            name = f"regexp_replace({self.cells}.name, '\\s+', '', 'g')"
            self.join("", project=f"coalesce({self.cells}.project, look_zone.v1 || '/' || {name})")
        self.type(as_table=True)
        report_passed_over(self, self.report)
        report_sums(self, [f.name for f in self.fields if f.reader == "money"], self.report)
        self.connection.execute(f"delete from {self.typed} where is_total")
        self.report_unread()
        self.report_rules([rule for rule in self.required() if self._asks_for(rule.field)])

    def _asks_for(self, field: str) -> bool:
        return field != "project" or self._options.project_id is None


def _by_sheet(texts: Sequence[str], cells: str) -> str:
    """SQL of a text that depends on the sheet."""
    if len(set(texts)) == 1:
        return sql_text(texts[0])
    cases = " ".join(f"when {number} then {sql_text(text)}" for number, text in enumerate(texts))
    return f"case {cells}.sheet {cases} end"
