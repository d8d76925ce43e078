"""Loads the progress of projects by period."""

from __future__ import annotations

import duckdb

from zonedb.loading.changes import Changed
from zonedb.loading.known_periods import KnownPeriods
from zonedb.loading.options import Options
from zonedb.loading.projects.ids import ProjectIds
from zonedb.loading.projects.staged import ProjectStage, changed_cells, merged, same
from zonedb.loading.staging import Counts, Report, Sheet

_REPORTED = {
    "actual_investment": "actual_investment_cny_100m",
    "actual_output": "actual_output_cny_100m",
    "source": "source_id",
    "note": "note_zh",
}


class ProgressLoad:
    """Progress of projects, staged beside the attached database ``base``."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        sheets: list[Sheet],
        report: Report,
        options: Options,
    ) -> None:
        """Stage, read and validate; a project has one row for a period, however it is written."""
        self._connection = connection
        self._stage = stage = ProjectStage(connection, "progress", sheets, report, options)
        self._periods = KnownPeriods(connection)
        stage.read("period", self._periods.find, ("varchar", "date", "date"), ("basis",))
        stage.finish()
        ids = ProjectIds(connection, stage)
        ids.report_other_than_on_record()
        ids.report_unknown()
        stage.report_repeated(
            ["project", "period"], "project", "repeated_key", key="project id and period"
        )

    def compare(self) -> Counts:
        """Make ``compared``; counts of reports."""
        self._connection.execute(
            "create or replace temp table compared as with merged as (select sheet, row_no,"
            " progress_typed.project as project_id, progress_typed.period as period_id,"
            " recorded.project_id is not null as known, recorded.note_en as old_note_en,"
            f" {merged(_REPORTED, 'progress_typed')} from progress_typed"
            " left join base.valid_project_reports as recorded"
            " on progress_typed.project = recorded.project_id"
            " and progress_typed.period = recorded.period_id)"
            " select *, if(note is not distinct from old_note, old_note_en, null) as note_en,"
            f" known and {same(_REPORTED)} as is_same from merged"
        )
        [(added, changed, unchanged)] = self._connection.execute(
            "select count(*) filter (where not known),"
            " count(*) filter (where known and not is_same),"
            " count(*) filter (where is_same) from compared"
        ).fetchall()
        return Counts(added, changed, unchanged)

    def changed(self) -> list[Changed]:
        """The cells that change what is on record, with the old and the new value."""
        fields = [field for field in _REPORTED if field != "source"]
        return changed_cells(self._stage, "compared where known", fields)

    def insert(self, load_id: int) -> None:
        """Write the reports and the periods they speak of."""
        used = self._connection.execute("select distinct period_id from compared").fetchall()
        self._periods.insert(load_id, {period for (period,) in used})
        self._connection.execute(
            f"insert into base.project_reports (project_id, period_id,"
            f" {', '.join(_REPORTED.values())}, note_en, load_id) select project_id, period_id,"
            f" {', '.join(_REPORTED)}, note_en, {load_id} from compared"
        )
