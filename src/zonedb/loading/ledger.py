"""Loads the project ledger and its progress; every change is a new row, old rows stay.

A column that a sheet lacks and a blank cell keep what is on record; a dash says that there is
none any more. For a project, or a period of one, that is not on record a blank cell is NULL.
"""

from __future__ import annotations

from itertools import combinations

import duckdb

from zonedb.loading.columns import StagedColumns, in_a_row
from zonedb.loading.kinds import FIELDS, LEDGER_STAGES
from zonedb.loading.known_periods import BasisError, PeriodColumn
from zonedb.loading.staging import MAX_REPORTED, Counts, Report, Sheet, lookup
from zonedb.reading.messages import Words, said
from zonedb.reading.unreadable import name_key

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
    "note": "note_zh",
}
_FOLLOWING = {  # not in a sheet: kept as long as the field that they belong to stays the same
    "name_en": "name",
    "passage_no": "source",
    "note_en": "note",
}
_REPORTED = {
    "actual_investment": "actual_investment_cny_100m",
    "actual_output": "actual_output_cny_100m",
    "source": "source_id",
    "note": "note_zh",
}
_ORDERED = ("signed", "started", "in_production", "at_capacity")
_WITH_ROUND = tuple(stage for stage in LEDGER_STAGES if stage != "withdrawn")
_STAGE_NAMES = {
    "signed": ("签约", "signed"),
    "started": ("开工", "started"),
    "in_production": ("投产", "in production"),
    "at_capacity": ("达产", "at capacity"),
}
_ASCII = "'[!-~]+'"  # an id of these characters is its own key but for its case


def _merged(fields: dict[str, str]) -> str:
    """What is to hold of each field as its name, what is on record as ``old_`` and its name."""
    return ", ".join(
        f"if(typed.{field}_blank, recorded.{column}, typed.{field}) as {field},"
        f" recorded.{column} as old_{field}"
        for field, column in fields.items()
    )


def _same(fields: dict[str, str]) -> str:
    return " and ".join(f"{field} is not distinct from old_{field}" for field in fields)


class _ProjectIds:
    """Tables ``typed_ids`` and ``known_ids`` of project ids and of what they are compared by."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, staged: StagedColumns) -> None:
        """Make the tables; ids with other than ASCII characters are read one by one."""
        self.connection, self.staged = connection, staged
        connection.execute(
            "create or replace temp table known_ids as"
            " select project_id as project from base.valid_projects"
        )
        texts = connection.execute(
            "select project from (select project from typed union select project from known_ids)"
            f" where not regexp_full_match(project, {_ASCII}) order by all"
        ).fetchall()
        lookup(
            connection, "look_key", [text for (text,) in texts], in_a_row(name_key), ("varchar",)
        )
        for table, columns, relation in (
            ("known_ids", "", "known_ids"),
            ("typed_ids", "sheet, row_no, ", "typed"),
        ):
            connection.execute(
                f"create or replace temp table {table} as select {columns}project,"
                f" coalesce(look_key.v1, lower(project)) as key from {relation}"
                " left join look_key on project = look_key.text where project is not null"
            )

    def report_other_than_on_record(self) -> None:
        """Ids that are on record, but for case, width or spaces."""
        for sheet, row, project, written in self.connection.execute(
            "select sheet, row_no, typed_ids.project, min(known_ids.project)"
            " from typed_ids inner join known_ids using (key)"
            " where typed_ids.project not in (select project from known_ids)"
            f" group by all order by all limit {MAX_REPORTED}"
        ).fetchall():
            self._report(sheet, row, project, written, Words("台账中", "on record"))

    def report_other_than_before(self) -> None:
        """Ids that stand in an earlier row, but for case, width or spaces."""
        for sheet, row, project, written, first in self.connection.execute(
            "select sheet, row_no, project, written, first from (select *,"
            " first(project) over earlier as written, first(row_no) over earlier as first"
            " from typed_ids where key not in (select key from known_ids)"
            " window earlier as (partition by key order by sheet, row_no))"
            f" where project <> written order by all limit {MAX_REPORTED}"
        ).fetchall():
            place = Words(f"第{first}行", f"in row {first}")
            self._report(sheet, row, project, written, place)

    def report_unknown(self) -> None:
        """Ids that are not on record in any way of writing."""
        for sheet, row, project in self.connection.execute(
            "select sheet, row_no, project from typed_ids"
            " where key not in (select key from known_ids)"
            f" order by all limit {MAX_REPORTED}"
        ).fetchall():
            self.staged.add(sheet, row, "project", project, "unknown_project")

    def _report(self, sheet: int, row: int, project: str, written: str, place: Words) -> None:
        self.staged.add(
            sheet, row, "project", project, "id_differs",
            written=written, place=place,
        )  # fmt: skip


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
        ids = _ProjectIds(connection, self.staged)
        ids.report_other_than_on_record()
        ids.report_other_than_before()
        self._report_repeated()
        self._stage_events()
        self._report_rounds()
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

    def _stage_events(self) -> None:
        """Make ``merged_events``: for each row and stage what is to hold and what is on record."""
        pivoted = ", ".join(
            f"any_value(event_date) filter (where event_kind = '{stage}') as {stage}_date,"
            f" any_value(round_no) filter (where event_kind = '{stage}') as {stage}_no,"
            f" bool_or(event_kind = '{stage}') as {stage}_known"
            for stage in LEDGER_STAGES
        )
        fields = {f"{stage}_on": f"{stage}_date" for stage in LEDGER_STAGES}
        fields |= {f"{stage}_round": f"{stage}_no" for stage in _WITH_ROUND}
        flags = ", ".join(
            [f"typed.{field}_blank" for field in fields]
            + [f"coalesce({stage}_known, false) as {stage}_known" for stage in LEDGER_STAGES]
        )
        self.connection.execute(
            "create or replace temp table merged_events as select sheet, row_no, typed.project,"
            f" typed.source, {flags}, {_merged(fields)} from typed left join (select project_id,"
            f" {pivoted} from base.project_stages where project_id in (select project from typed)"
            " group by project_id) as recorded on typed.project = recorded.project_id"
        )

    def _report_rounds(self) -> None:
        for stage in _WITH_ROUND:
            found = self.connection.execute(
                f"select sheet, row_no, {stage}_round from typed where {stage}_round < 1"
                f" order by all limit {MAX_REPORTED}"
            ).fetchall()
            for sheet, row, number in found:
                self.staged.add(sheet, row, f"{stage}_round", number, "round")

    def _report_order(self) -> None:
        """No stage is reached before the latest one ahead of it that has a date."""
        for first, last in combinations(range(len(_ORDERED)), 2):
            earlier, later = _ORDERED[first], _ORDERED[last]
            between = "".join(f" and {s}_on is null" for s in _ORDERED[first + 1 : last])
            found = self.connection.execute(
                f"select sheet, row_no, {earlier}_on, {later}_on, {earlier}_on_blank,"
                f" {later}_on_blank from merged_events where {later}_on < {earlier}_on{between}"
                f" and not ({earlier}_on_blank and {later}_on_blank)"
                f" order by all limit {MAX_REPORTED}"
            ).fetchall()
            for sheet, row, before, day, before_blank, day_blank in found:
                if day_blank:
                    words = self._stage_words("event_after", "later", later, day, on_record=True)
                    place, shown, rule = f"{earlier}_on", before, "event_after"
                else:
                    words = self._stage_words(
                        "event_order", "earlier", earlier, before, on_record=before_blank
                    )
                    place, shown, rule = f"{later}_on", day, "event_order"
                self.staged.add(sheet, row, place, shown, rule, words)

    @staticmethod
    def _stage_words(rule: str, detail: str, stage: str, day: object, *, on_record: bool) -> Words:
        chinese, english = _STAGE_NAMES[stage]
        zh = f"{chinese} {day}{',台账所载' if on_record else ''}"
        en = f"{english} {day}{', on record' if on_record else ''}"
        return said(rule, **{detail: Words(zh, en)})

    def compare(self) -> Counts:
        """Make ``stated_projects`` and ``stated_events``; counts of projects."""
        following = ", ".join(
            f"if({field} is not distinct from old_{field}, old_{column}, null) as {column}"
            for column, field in _FOLLOWING.items()
        )
        kept = ", ".join(f"recorded.{column} as old_{column}" for column in _FOLLOWING)
        self.connection.execute(
            "create or replace temp table stated_projects as with merged as ("
            f"select typed.project, recorded.project_id is not null as known, {kept},"
            f" {_merged(_ATTRIBUTES)} from typed left join base.valid_projects as recorded"
            " on typed.project = recorded.project_id)"
            f" select project, known, {_same(_ATTRIBUTES)} as is_same,"
            f" {', '.join(_ATTRIBUTES)}, {following},"
            " coalesce(last_revision, 0) + 1 as revision from merged"
            " left join (select project_id, max(revision) as last_revision from base.projects"
            " group by project_id) as numbered on project = numbered.project_id"
        )
        events = " union all ".join(map(self._stated_events, LEDGER_STAGES))
        self.connection.execute(f"create or replace temp table stated_events as {events}")
        [(total, added, changed)] = self.connection.execute(
            "select (select count(*) from typed),"
            " (select count(*) from stated_projects where not known),"
            " (select count(*) from (select project from stated_projects"
            " where known and not is_same union select project from stated_events where not is_same"
            " and project not in (select project from stated_projects where not known)))"
        ).fetchall()
        return Counts(added, changed, total - added - changed)

    @staticmethod
    def _stated_events(stage: str) -> str:
        """The events of a stage that are stated; a void one takes one back."""
        day, number, old_number, blank = f"{stage}_on", "cast(null as integer)", "null", "true"
        if stage in _WITH_ROUND:
            number, old_number = f"{stage}_round", f"old_{stage}_round"
            blank = f"{stage}_round_blank"
        is_none = f"{day} is null and {number} is null"
        same = (
            f"{day} is not distinct from old_{day} and {number} is not distinct from {old_number}"
            f" and not ({is_none})"
        )
        return (
            f"select project, '{stage}' as event_kind, {day} as event_date, {number} as round_no,"
            f" {is_none} as is_void, source, {same} as is_same from merged_events"
            f" where not ({day}_blank and {blank}) and not (not {stage}_known and {is_none})"
        )

    def insert(self, load_id: int) -> None:
        """Write what is stated: a revision of each project, and its events."""
        fields = ", ".join([*_ATTRIBUTES, *_FOLLOWING])
        columns = ", ".join([*_ATTRIBUTES.values(), *_FOLLOWING])
        self.connection.execute(
            f"insert into base.projects (project_id, revision, {columns}, load_id)"
            f" select project, revision, {fields}, {load_id} from stated_projects"
        )
        self.connection.execute(
            "insert into base.project_events (project_id, event_kind, event_date, round_no,"
            " is_void, source_id, load_id) select project, event_kind, event_date, round_no,"
            f" is_void, source, {load_id} from stated_events"
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
        self._report_periods()
        ids = _ProjectIds(connection, self.staged)
        ids.report_other_than_on_record()
        ids.report_unknown()
        self._report_repeated()

    def _report_periods(self) -> None:
        failed = self.periods.failed
        for sheet, row, text, basis in self.connection.execute(
            "select sheet, row_no, period, coalesce(basis, '') from cells where (period,"
            " coalesce(basis, '')) in (select unnest($texts::varchar[]), unnest($bases::varchar[]))"
            f" order by all limit {MAX_REPORTED}",
            {"texts": [text for text, _ in failed], "bases": [basis for _, basis in failed]},
        ).fetchall():
            error = failed[text, basis]
            is_basis = isinstance(error, BasisError)
            place, shown = ("basis", basis) if is_basis else ("period", text)
            self.staged.add(sheet, row, place, shown, error.rule, error.words)

    def _report_repeated(self) -> None:
        """A project has one row for a period, however the period is written."""
        for sheet, row, project, first in self.connection.execute(
            "select sheet, row_no, project, first_row from (select *, first(row_no) over"
            " (partition by project, look_period.v1 order by sheet, row_no) as first_row,"
            " row_number() over (partition by project, look_period.v1 order by sheet, row_no)"
            " as nth from typed inner join look_period on typed.period = look_period.text"
            " and coalesce(typed.basis, '') = look_period.basis where project is not null)"
            f" where nth > 1 order by all limit {MAX_REPORTED}"
        ).fetchall():
            self.staged.add(
                sheet, row, "project", project, "repeated_key",
                first=first, key="project id and period",
            )  # fmt: skip

    def compare(self) -> Counts:
        """Make ``compared``; counts of reports."""
        self.connection.execute(
            "create or replace temp table compared as with merged as (select"
            " typed.project as project_id, look_period.v1 as period_id,"
            " recorded.project_id is not null as known, recorded.note_en as old_note_en,"
            f" {_merged(_REPORTED)} from typed"
            " inner join look_period on typed.period = look_period.text"
            " and coalesce(typed.basis, '') = look_period.basis"
            " left join base.valid_project_reports as recorded"
            " on typed.project = recorded.project_id and look_period.v1 = recorded.period_id)"
            " select *, if(note is not distinct from old_note, old_note_en, null) as note_en,"
            f" known and {_same(_REPORTED)} as same from merged"
        )
        [(added, changed, unchanged)] = self.connection.execute(
            "select count(*) filter (where not known), count(*) filter (where known and not same),"
            " count(*) filter (where same) from compared"
        ).fetchall()
        return Counts(added, changed, unchanged)

    def insert(self, load_id: int) -> None:
        """Write the reports and the periods they speak of."""
        self.periods.insert(load_id)
        self.connection.execute(
            f"insert into base.project_reports (project_id, period_id,"
            f" {', '.join(_REPORTED.values())}, note_en, load_id) select project_id, period_id,"
            f" {', '.join(_REPORTED)}, note_en, {load_id} from compared"
        )
