"""Loads the project ledger and its progress; every change is a new row, old rows stay."""

from __future__ import annotations

from itertools import pairwise

import duckdb

from zonedb.loading.columns import StagedColumns
from zonedb.loading.kinds import FIELDS, LEDGER_STAGES
from zonedb.loading.names import name_key
from zonedb.loading.period_column import PeriodColumn
from zonedb.loading.sheets import Sheet
from zonedb.loading.staging import MAX_REPORTED, Counts, Report

_ATTRIBUTES = {
    "name": "name_zh",
    "zone": "subject_id",
    "industry": "industry_zh",
    "leader": "leader_zh",
    "planned_investment": "planned_investment_cny_100m",
    "expected_output": "expected_output_cny_100m",
    "status": "project_status",
    "valid_from": "valid_from",
    "source": "source_id",
}
_ORDERED = ("signed", "started", "in_production", "at_capacity")
_ORDERED_ZH = {"signed": "签约", "started": "开工", "in_production": "投产", "at_capacity": "达产"}


class LedgerLoad:
    """The rows of a ledger, staged beside the attached database ``base``."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        sheets: list[Sheet],
        report: Report,
        source: str | None,
    ) -> None:
        """Stage, read and validate."""
        self.connection = connection
        self.staged = StagedColumns(
            connection, sheets, FIELDS["ledger"], report, {"source": source}
        )
        self._report_repeated()
        self._report_order()

    def _report_repeated(self) -> None:
        found = self.connection.execute(
            "select sheet, row_no, project, first_row from (select *, first(row_no) over"
            " (partition by project order by sheet, row_no) as first_row, row_number() over"
            " (partition by project order by sheet, row_no) as nth from typed"
            f" where project is not null) where nth > 1 order by all limit {MAX_REPORTED}"
        ).fetchall()
        for sheet, row, project, first in found:
            self.staged.add(
                sheet, row, "project", project, "repeated_key", first=first, key="project id"
            )

    def _report_order(self) -> None:
        """A stage is not reached before the one that precedes it."""
        for earlier, later in pairwise(_ORDERED):
            found = self.connection.execute(
                f"select sheet, row_no, {later}_on, {earlier}_on from typed"
                f" where {later}_on < {earlier}_on order by all limit {MAX_REPORTED}"
            ).fetchall()
            for sheet, row, day, before in found:
                self.staged.add(
                    sheet, row, f"{later}_on", day, "event_order",
                    earlier=f"{_ORDERED_ZH[earlier]} {before}",
                )  # fmt: skip

    def compare(self) -> Counts:
        """Make ``fresh_projects`` and ``fresh_events``; counts of projects."""
        same = " and ".join(
            f"typed.{field} is not distinct from recorded.{column}"
            for field, column in _ATTRIBUTES.items()
        )
        events = " union all ".join(
            f"select row_no, project, '{stage}' as event_kind, {stage}_on as event_date,"
            + (f" {stage}_round as round_no" if stage != "withdrawn" else " null as round_no")
            + f", source from typed where {stage}_on is not null"
            + (f" or {stage}_round is not null" if stage != "withdrawn" else "")
            for stage in LEDGER_STAGES
        )
        self.connection.execute(
            "create or replace temp table fresh_projects as select typed.*,"
            " coalesce(last_revision, 0) + 1 as revision, recorded.project_id is not null as known"
            " from typed left join base.valid_projects as recorded"
            " on typed.project = recorded.project_id"
            " left join (select project_id, max(revision) as last_revision from base.projects"
            " group by project_id) as numbered on typed.project = numbered.project_id"
            f" where recorded.project_id is null or not ({same})"
        )
        self.connection.execute(
            "create or replace temp table fresh_events as select events.*"
            f" from ({events}) as events"
            " left join base.valid_project_events as recorded"
            " on events.project = recorded.project_id and events.event_kind = recorded.event_kind"
            " and events.round_no is not distinct from recorded.round_no"
            " where recorded.project_id is null"
            " or events.event_date is distinct from recorded.event_date"
        )
        [(total, added, changed)] = self.connection.execute(
            "select (select count(*) from typed),"
            " (select count(*) from fresh_projects where not known),"
            " (select count(*) from (select project from fresh_projects where known"
            " union select project from fresh_events"
            " where project not in (select project from fresh_projects where not known)))"
        ).fetchall()
        return Counts(added, changed, total - added - changed)

    def insert(self, load_id: int) -> None:
        """Write new revisions and events."""
        fields = ", ".join(_ATTRIBUTES)
        columns = ", ".join(_ATTRIBUTES.values())
        self.connection.execute(
            f"insert into base.projects (project_id, revision, {columns}, note_zh, load_id)"
            f" select project, revision, {fields}, note, {load_id} from fresh_projects"
        )
        self.connection.execute(
            "insert into base.project_events (project_id, event_kind, event_date, round_no,"
            f" source_id, load_id) select project, event_kind, event_date, round_no, source,"
            f" {load_id} from fresh_events"
        )


class ProgressLoad:
    """Monthly progress of projects, staged beside the attached database ``base``."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        sheets: list[Sheet],
        report: Report,
        source: str | None,
        period: str | None,
    ) -> None:
        """Stage, read and validate."""
        self.connection = connection
        defaults = {"source": source, "period": period}
        self.staged = StagedColumns(connection, sheets, FIELDS["progress"], report, defaults)
        self.periods = PeriodColumn(connection, "cells")
        self._report()

    def _report(self) -> None:
        for sheet, row, text, basis in (
            self.connection.execute(
                "select sheet, row_no, period, coalesce(basis, '') from cells"
                f" where period is not null order by all limit {MAX_REPORTED}"
            ).fetchall()
            if self.periods.failed
            else []
        ):
            if error := self.periods.failed.get((text, basis)):
                words = (error.message_zh, error.message_en)
                place, shown = ("basis", basis) if error.rule == "basis" else ("period", text)
                self.staged.add(sheet, row, place, shown, error.rule, words)
        known = {
            name_key(project)
            for (project,) in self.connection.execute(
                "select project_id from base.valid_projects"
            ).fetchall()
        }
        for sheet, row, project in self.connection.execute(
            "select sheet, row_no, project from cells where project is not null order by all"
        ).fetchall():
            if name_key(project) not in known:
                self.staged.add(sheet, row, "project", project, "unknown_project")
        for sheet, row, project, first in self.connection.execute(
            "select sheet, row_no, project, first_row from (select *, first(row_no) over"
            " (partition by project, period, basis order by sheet, row_no) as first_row,"
            " row_number() over (partition by project, period, basis order by sheet, row_no)"
            f" as nth from typed) where nth > 1 order by all limit {MAX_REPORTED}"
        ).fetchall():
            self.staged.add(
                sheet, row, "project", project, "repeated_key",
                first=first, key="project id and period",
            )  # fmt: skip

    def compare(self) -> Counts:
        """Make ``fresh_reports``; counts of reports."""
        self.connection.execute(
            "create or replace temp table compared as select typed.project as project_id,"
            " look_period.v1 as period_id, actual_investment, actual_output, source, note,"
            " recorded.project_id is not null as known,"
            " coalesce(typed.actual_investment is not distinct from"
            " recorded.actual_investment_cny_100m and typed.actual_output is not distinct from"
            " recorded.actual_output_cny_100m and recorded.project_id is not null, false) as same"
            " from typed inner join look_period on typed.period = look_period.text"
            " and coalesce(typed.basis, '') = look_period.basis"
            " left join base.valid_project_reports as recorded"
            " on typed.project = recorded.project_id and look_period.v1 = recorded.period_id"
        )
        [(added, changed, unchanged)] = self.connection.execute(
            "select count(*) filter (where not known), count(*) filter (where known and not same),"
            " count(*) filter (where same) from compared"
        ).fetchall()
        return Counts(added, changed, unchanged)

    def insert(self, load_id: int) -> None:
        """Write new reports and the periods they speak of."""
        self.periods.insert(load_id)
        self.connection.execute(
            "insert into base.project_reports (project_id, period_id, actual_investment_cny_100m,"
            " actual_output_cny_100m, source_id, note_zh, load_id) select project_id, period_id,"
            f" actual_investment, actual_output, source, note, {load_id} from compared"
            " where not same"
        )
