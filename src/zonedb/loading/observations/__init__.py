"""Loads indicators, long or wide, and the figures of a text: both become observations."""

from __future__ import annotations

import duckdb

from zonedb.loading.kinds import FIELDS
from zonedb.loading.observations.long import Defaults, LongView
from zonedb.loading.observations.resolved import ResolvedView
from zonedb.loading.observations.validation import Validation
from zonedb.loading.sheets import Sheet
from zonedb.loading.staging import Counts, Report


class ObservationLoad:
    """One file of figures, staged beside the attached database ``base``."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        sheets: list[Sheet],
        report: Report,
        defaults: Defaults,
        *,
        of_text: bool,
    ) -> None:
        """Stage every sheet; ``of_text`` lets a figure be printed several times in one source."""
        self._connection, self._of_text = connection, of_text
        fields = FIELDS["figures" if of_text else "indicators"]
        long = LongView(connection, sheets, report, defaults, fields)
        resolved = ResolvedView(connection)
        self._periods = resolved.periods
        validation = Validation(connection, long, resolved.failed, report, of_text=of_text)
        self._complete = validation.complete

    def compare(self) -> Counts:
        """Make ``fresh`` of what is not on record as it is; counts of all."""
        same = (
            "recorded.value = resolved.number and recorded.unit_id = resolved.unit_id"
            " and recorded.qualifier = resolved.sign and recorded.decimals = resolved.places"
        )
        on = (
            "resolved.source_id = recorded.source_id and resolved.figure_no = recorded.figure_no"
            if self._of_text
            else "resolved.source_id = recorded.source_id and resolved.subject_id ="
            " recorded.subject_id and resolved.indicator_id = recorded.indicator_id"
            " and resolved.period_id = recorded.period_id"
        )
        if self._of_text:
            same += (
                " and recorded.printed = resolved.value and recorded.subject_id ="
                " resolved.subject_id and recorded.indicator_id = resolved.indicator_id"
                " and recorded.period_id = resolved.period_id"
            )
        self._connection.execute(
            "create or replace temp table recorded as select * from base.valid_observations"
            " where source_id in (select v1 from look_source)"
            " and period_id in (select v1 from look_period)"
        )
        [(recorded,)] = self._connection.execute("select count(*) from recorded").fetchall()
        if not recorded:
            self._connection.execute(
                "create or replace temp view fresh as select *, null as old_load_id,"
                " null as old_figure_no, false as is_change from resolved where is_complete"
            )
            return Counts(self._complete, 0, 0)
        self._connection.execute(
            "create or replace temp table compared as select resolved.*,"
            " coalesce(recorded.load_id, 0) as old_load_id, recorded.figure_no as old_figure_no,"
            f" recorded.source_id is not null as is_change, coalesce({same}, false) as is_same"
            f" from resolved left join recorded on {on} where is_complete"
        )
        self._connection.execute(
            "create or replace temp view fresh as select * from compared where not is_same"
        )
        [(added, changed, unchanged)] = self._connection.execute(
            "select count(*) filter (where not is_change),"
            " count(*) filter (where is_change and not is_same), count(*) filter (where is_same)"
            " from compared"
        ).fetchall()
        return Counts(added, changed, unchanged)

    def insert(self, load_id: int) -> None:
        """Write what is fresh into ``base``, and what it replaces into ``supersessions``."""
        self._periods.insert(load_id)
        self._connection.execute(
            "insert into base.observations select source_id, figure_no, passage, value,"
            " subject_id, indicator_id, period_id, number, unit_id, sign, places, note, null,"
            f" {load_id} from fresh"
        )
        self._connection.execute(
            "insert into base.supersessions select source_id, old_figure_no, old_load_id,"
            f" {load_id} from fresh where is_change"
        )
