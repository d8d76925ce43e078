"""Loads indicators, long or wide, and the figures of a text: both become observations."""

from __future__ import annotations

import duckdb

from zonedb.loading.changes import Changed
from zonedb.loading.figures.columns import FigureColumns
from zonedb.loading.figures.compared import COMPARED, COMPARED_IN_TEXT
from zonedb.loading.figures.meanings import Indicators
from zonedb.loading.figures.resolved import RESOLVED, RULES, Values
from zonedb.loading.headings import Vocabulary
from zonedb.loading.kinds import FIELDS
from zonedb.loading.known_names import KnownZones, source_names, unit_names
from zonedb.loading.known_periods import KnownPeriods
from zonedb.loading.options import Options
from zonedb.loading.readers import read_integer
from zonedb.loading.stage import Rule
from zonedb.loading.staging import Counts, Report, Sheet
from zonedb.loading.totals import report_differing, report_passed_over
from zonedb.store.deciding import STEPS, over

_MAX_BITS = 1 << 29  # of the bit string that finds repeated keys; a thread has one of its own
_KEY = ("source_id", "subject_id", "indicator_id", "period_id")
_UNKNOWN_PASSAGE = Rule(
    "unknown_passage",
    "passage",
    "passage is not null and source_id in (select source_id from base.source_passages)"
    " and not exists (select 1 from base.source_passages as known"
    " where known.source_id = resolved.source_id and known.passage_no = resolved.passage)",
)

_ADDENDS = (
    "select sheet, row_no, col_no, is_total, number, places, value_text as text,"
    " concat_ws('|', indicator_id, period_id, source_id) as series from resolved"
    " where number is not null and is_additive and sign = '='"
)


class FigureLoad:
    """One file of figures, staged beside the attached database ``base``."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        sheets: list[Sheet],
        words: Vocabulary,
        report: Report,
        options: Options,
        *,
        of_text: bool,
    ) -> None:
        """Stage every sheet; ``of_text`` lets a figure be printed several times in one source."""
        self._connection, self._of_text, self._report = connection, of_text, report
        fields = FIELDS["figures" if of_text else "indicators"]
        self._periods = KnownPeriods(connection)
        columns = FigureColumns(connection, sheets, fields, words, report, options, self._periods)
        self.meanings = columns.meanings
        self._stage = stage = columns.stage
        self._zones = KnownZones(connection, accept=options.accept_aliases)
        indicators = Indicators(connection, words, options.ranks)
        stage.read("zone", lambda text: (self._zones.find(text),), outputs={"zone_n": 0})
        stage.read(
            "indicator", indicators.find, ("varchar", "varchar"), ("measure", "universe"),
            outputs={"indicator_n": 0, "row_unit": 2},
        )  # fmt: skip
        stage.join(
            "left join (select indicators.* exclude (rank_end, rank_scope), units.quantity,"
            " units.factor, ranks.rank_end, ranks.rank_scope from base.indicators"
            " inner join base.units on indicators.unit_id = units.unit_id"
            " left join base.rank_indicators as ranks"
            " on indicators.indicator_id = ranks.indicator_id) as known"
            " on look_indicator.v1 = known.indicator_id",
            indicator_name="known.name_zh",
            indicator_unit="known.unit_id",
            indicator_quantity="known.quantity",
            indicator_factor="known.factor",
            is_additive="known.is_additive",
            indicator_kind="known.indicator_kind",
        )
        stage.read(
            "period", self._periods.find, ("varchar", "date", "date"),
            ("basis", "timing", "is_last_year", "year"), outputs={"period_n": 0},
        )  # fmt: skip
        sources, units = source_names(connection), unit_names(connection)
        stage.read("source", lambda text: (sources.find(text),), outputs={"source_n": 0})
        stage.read("unit", lambda text: (units.find(text),))
        stage.join(
            f"left join sheet_units on sheet_units.sheet = {stage.cells}.sheet"
            " and sheet_units.quantity = known.quantity",
            sheet_unit="sheet_units.unit_id",
        )
        Values(connection).read(stage)
        if of_text:
            stage.read("passage", lambda text: (read_integer(text),), ("integer",))
        else:
            stage.join("", passage="cast(null as integer)")
        stage.type(as_table=False)
        connection.execute(RESOLVED.format(typed=stage.typed))
        self._zones.tell(report.tell)
        self._complete = self._validate(columns)
        if report_passed_over(stage, report):
            report_differing(stage, "value", _ADDENDS, report)

    # -- problems ------------------------------------------------------------------------

    def _validate(self, columns: FigureColumns) -> int:
        """Report the problems of all rows; the number of complete figures."""
        stage = self._stage
        stage.report_unread()
        filled = "(exact is not null or not value_blank or not blank_is_none)"
        required = [
            Rule(rule.name, rule.field, f"({rule.sql}) and {filled}")
            for rule in stage.required()
            if rule.field != "value" and rule.field not in columns.missing
        ]
        required.append(
            Rule("required", "value", "exact is null and value_blank and not blank_is_none")
        )
        told = any(problem.rule.endswith("period_conflict") for problem in self._report.problems)
        may_repeat = "false" if self._of_text or told else self._may_repeat()
        complete, repeats = stage.report_rules(
            [*required, *RULES], "resolved", ("count(*) filter (where is_complete)", may_repeat)
        )
        if self._of_text:
            stage.report_rules([_UNKNOWN_PASSAGE], "resolved")
        if repeats:
            stage.report_repeated(_KEY, "value", "repeated", "(from resolved where is_complete)")
        columns.report_periods()
        return int(complete)

    def _may_repeat(self) -> str:
        """Whether a key stands twice: a bit for each tells, unless there are too many to try."""
        name = self._stage.cells.removesuffix("_cells")
        fields = ("source", "zone", "indicator", "period")
        [counts] = self._connection.execute(
            "select " + ", ".join(f"(select count(distinct n) from {name}_{f})" for f in fields)
        ).fetchall()
        bits = 1
        for count in counts:
            bits *= count
        if not 0 < bits < _MAX_BITS:
            return "true"
        key = "0"
        for field, count in zip(fields, counts, strict=True):
            key = f"({key}) * {count} + {field}_n"
        return (
            f"coalesce(bit_count(bitstring_agg({key}, 0, {bits - 1})"
            " filter (where is_complete)), 0) <> count(*) filter (where is_complete)"
        )

    # -- what is new ---------------------------------------------------------------------

    def compare(self) -> Counts:
        """Make ``compared``, what is stated beside what is on record; counts of all."""
        name = self._stage.cells.removesuffix("_cells")
        self._connection.execute(
            "create or replace temp table recorded as select * from base.observations"
            f" where is_in_force and source_id in (select v1 from {name}_source)"
            + ("" if self._of_text else f" and period_id in (select v1 from {name}_period)")
        )
        [(recorded,)] = self._connection.execute("select count(*) from recorded").fetchall()
        self._is_new = not recorded and not self._of_text
        if self._is_new:
            self._connection.execute(
                "create or replace temp view compared as select * from resolved where is_complete"
            )
            return Counts(self._complete, 0, 0)
        self._connection.execute(COMPARED_IN_TEXT if self._of_text else COMPARED)
        [(added, changed, unchanged)] = self._connection.execute(
            "select count(*) filter (where not is_change),"
            " count(*) filter (where is_change and not is_same), count(*) filter (where is_same)"
            " from compared"
        ).fetchall()
        return Counts(added, changed, unchanged)

    def changed(self) -> list[Changed]:
        """The cells that change what is on record, with the old and the new value."""
        if self._is_new:
            return []
        found = self._connection.execute(
            "select sheet, row_no, col_no, was, value_text from compared"
            " where is_change and not is_same order by sheet, row_no, col_no"
        ).fetchall()
        changes = []
        for number, row, col, was, now in found:
            sheet = self._stage.sheets[number]
            row, column = self._stage.place(number, row, col, "value")
            changes.append(Changed(sheet.name, sheet.cell(column, row), "value", was, now))
        return changes

    def insert(self, load_id: int) -> None:
        """Write every stated figure into ``base``; one that only takes back has no value."""
        used = {
            row[0]
            for row in self._connection.execute(
                "select distinct period_id from compared"
            ).fetchall()
        }
        self._periods.insert(load_id, used)
        self._zones.insert(load_id)
        stated = (
            "select source_id, figure_no, passage as passage_no, printed, subject_id,"
            " indicator_id, period_id, number as value, coalesce(unit_id, indicator_unit) as"
            " unit_id, sign as qualifier, coalesce(places, 0) as decimals, note as note_zh"
            " from compared"
        )
        self._connection.execute(
            "insert into base.observations select source_id, figure_no, passage_no, printed,"
            " subject_id, indicator_id, period_id, value, unit_id, qualifier, decimals, note_zh,"
            f" null, {load_id}, value is not null, value is not null, value is not null,"
            f" {', '.join(STEPS)} from ({over(stated, 'figure_steps')})"
        )
