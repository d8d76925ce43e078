"""Loads the ledger: revisions of projects, and the stages that they have reached."""

from __future__ import annotations

from itertools import combinations

import duckdb

from zonedb.loading.changes import Changed
from zonedb.loading.kinds import LEDGER_STAGES
from zonedb.loading.options import Options
from zonedb.loading.projects.ids import ProjectIds
from zonedb.loading.projects.staged import ProjectStage, changed_cells, merged, same
from zonedb.loading.stage import Rule
from zonedb.loading.staging import Counts, Report, Sheet
from zonedb.reading.messages import Words

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
    "developer": "developer_zh",
    "content": "content_zh",
    "works_state": "works_state_zh",
}
_FOLLOWING = {  # not in a sheet: kept as long as the field that they belong to stays the same
    "name_en": "name",
    "passage_no": "source",
    "note_en": "note",
}
# What a project is on record as on the day from which its row is to hold; before all others the
# first; without a day as it is now.
_ON_RECORD = """(
    select typed.sheet as of_sheet, typed.row_no as of_row, revisions.* from ledger_typed as typed
    inner join base.project_revisions as revisions on typed.project = revisions.project_id
    qualify row_number() over (
        partition by typed.sheet, typed.row_no
        order by if(coalesce(revisions.valid_from <= typed.valid_from, true), 1, 2),
            if(coalesce(revisions.valid_from <= typed.valid_from, true),
               -epoch(coalesce(revisions.valid_from, date '0001-01-01')),
               epoch(revisions.valid_from))
    ) = 1
)"""
_ORDERED = ("signed", "started", "in_production", "at_capacity")
_WITH_ROUND = tuple(stage for stage in LEDGER_STAGES if stage != "withdrawn")
_STAGE_NAMES = {
    "signed": Words("签约", "signed"),
    "started": Words("开工", "started"),
    "in_production": Words("投产", "in production"),
    "at_capacity": Words("达产", "at capacity"),
}


def _order_rules() -> list[Rule]:
    """No stage is reached before the latest one ahead of it that has a date."""
    rules = []
    for first, last in combinations(range(len(_ORDERED)), 2):
        earlier, later = _ORDERED[first], _ORDERED[last]
        between = "".join(f" and {stage}_on is null" for stage in _ORDERED[first + 1 : last])
        wrong = f"{later}_on < {earlier}_on{between}"
        for rule, field, other, stated, recorded in (
            ("event_order", later, earlier, f"not {later}_on_blank", f"{earlier}_on_blank"),
            ("event_after", earlier, later, f"{later}_on_blank and not {earlier}_on_blank", "true"),
        ):
            name, day = _STAGE_NAMES[other], f"cast({other}_on as varchar)"
            other_day = Words(
                f"concat('{name.zh} ', {day}, if({recorded}, ',台账所载', ''))",
                f"concat('{name.en} ', {day}, if({recorded}, ', on record', ''))",
            )
            details = {"earlier" if rule == "event_order" else "later": other_day}
            sql = f"{wrong} and {stated}"
            rules.append(Rule(rule, f"{field}_on", sql, details, f"cast({field}_on as varchar)"))
    return rules


def _whether_rules() -> list[Rule]:
    """A stage that is said to be reached has a day or a round; one that is not has none."""
    rules = []
    for stage in ("started", "in_production"):
        dated = f"({stage}_on is not null or {stage}_round is not null)"
        rules += [
            Rule("stage_without_day", f"is_{stage}", f"is_{stage} and not {dated}"),
            Rule("stage_contradicts", f"is_{stage}", f"not is_{stage} and {dated}"),
        ]
    return rules


def _day_rules() -> list[Rule]:
    """What changes where or whether a project counts says from which day on."""
    no_day = "valid_from_blank and old_zone is not null"
    return [
        Rule("move_without_day", "zone", f"zone <> old_zone and {no_day}"),
        Rule(
            "departure_without_day",
            "status",
            "not status_blank and status <> 'active' and withdrawn_on is null"
            " and valid_from_blank and not is_gone",
        ),
        Rule(
            "return_without_day",
            "status",
            "not status_blank and status = 'active' and is_gone and valid_from_blank"
            " and not (withdrawn_on is null and not withdrawn_on_blank)",
        ),
    ]


def _assign_round(sheet: Sheet, report: Report) -> None:
    """Take a column 期次 for the rounds of the batch that the title names."""
    fields = sheet.block.fields
    if "round" not in fields:
        return
    named = [
        name for name, words in _STAGE_NAMES.items() if f"{words.zh}一批" in sheet.block.title.text
    ]
    if len(named) == 1 and f"{named[0]}_round" not in fields:
        fields[f"{named[0]}_round"] = fields.pop("round")
    else:
        column = fields.pop("round")
        heading = sheet.headings[column - 1]
        report.add(sheet, sheet.header_row, column, heading, "round_of_which")


class LedgerLoad:
    """The rows of a ledger, staged beside the attached database ``base``."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        sheets: list[Sheet],
        report: Report,
        options: Options,
    ) -> None:
        """Stage, read and validate."""
        self._connection = connection
        for sheet in sheets:
            _assign_round(sheet, report)
        self._stage = stage = ProjectStage(connection, "ledger", sheets, report, options)
        stage.finish()
        ids = ProjectIds(connection, stage)
        ids.report_other_than_on_record()
        ids.report_other_than_before()
        stage.report_repeated(["project"], "project", "repeated_key", key="project id")
        self._stage_events()
        stage.report_rules([*_day_rules(), *_whether_rules(), *_order_rules()], "merged_events")
        self._tell_months(report)

    def _tell_months(self, report: Report) -> None:
        """Tell which days are known only by their month."""
        for field in [f"{name}_on" for name in LEDGER_STAGES]:
            found = self._connection.execute(
                f"select sheet, row_no from ledger_typed where {field}_precision = 'month'"
                " order by all"
            ).fetchall()
            for number, sheet in enumerate(self._stage.sheets):
                cells = [
                    sheet.cell(self._stage.place(number, row, 0, field)[1], row)
                    for sheet_no, row in found
                    if sheet_no == number
                ]
                if cells:
                    report.tell(sheet.name, cells, "month_dates", count=len(cells))

    def _stage_events(self) -> None:
        """Make ``merged_events``: for each row and stage what is to hold and what is on record."""
        # a departure of a project on record begins with the day on which it leaves
        self._connection.execute(
            "update ledger_typed set valid_from = withdrawn_on, valid_from_blank = false"
            " where valid_from_blank and withdrawn_on is not null"
            " and (status_blank or status <> 'active')"
            " and project in (select project_id from base.valid_projects)"
        )
        pivoted = ", ".join(
            f"any_value(event_date) filter (where event_kind = '{stage}') as {stage}_date,"
            f" any_value(date_precision) filter (where event_kind = '{stage}') as {stage}_exact,"
            f" any_value(round_no) filter (where event_kind = '{stage}') as {stage}_no,"
            f" bool_or(event_kind = '{stage}') as {stage}_known"
            for stage in LEDGER_STAGES
        )
        fields = {f"{stage}_on": f"{stage}_date" for stage in LEDGER_STAGES}
        fields |= {f"{stage}_round": f"{stage}_no" for stage in _WITH_ROUND}
        flags = ", ".join(
            [f"ledger_typed.{field}_blank" for field in [*fields, "status", "valid_from"]]
            + ["zone", "zone_text", "status", "status_text"]
            + ["valid_projects.subject_id as old_zone"]
            + ["valid_projects.project_id is not null and present.project_id is null as is_gone"]
            + ["is_started", "is_started_text", "is_in_production", "is_in_production_text"]
            + [f"coalesce({stage}_known, false) as {stage}_known" for stage in LEDGER_STAGES]
        )
        precisions = ", ".join(
            f"if(ledger_typed.{stage}_on_blank, {stage}_exact, {stage}_on_precision)"
            f" as {stage}_precision, {stage}_exact as old_{stage}_precision"
            for stage in LEDGER_STAGES
        )
        self._connection.execute(
            "create or replace temp table merged_events as select sheet, row_no, col_no, is_total,"
            f" ledger_typed.project, ledger_typed.source, {flags}, {precisions},"
            f" {merged(fields, 'ledger_typed')} from ledger_typed left join (select project_id,"
            f" {pivoted} from base.project_stages"
            " where project_id in (select project from ledger_typed)"
            " group by project_id) as recorded on ledger_typed.project = recorded.project_id"
            " left join base.valid_projects on ledger_typed.project = valid_projects.project_id"
            " left join base.project_presence as present on ledger_typed.project ="
            " present.project_id and present.present_until is null"
        )

    # -- what is new ---------------------------------------------------------------------

    def compare(self) -> Counts:
        """Make ``stated_projects`` and ``stated_events``; counts of projects."""
        following = ", ".join(
            f"if({field} is not distinct from old_{field}, old_{column}, null) as {column}"
            for column, field in _FOLLOWING.items()
        )
        kept = ", ".join(f"recorded.{column} as old_{column}" for column in _FOLLOWING)
        olds = ", ".join(f"old_{field}" for field in _ATTRIBUTES)
        named = ", ".join(
            f"if(ledger_typed.{field}_blank, null, '{column}')"
            for field, column in _ATTRIBUTES.items()
        )
        stated = f"concat_ws(', ', {named})"
        self._connection.execute(
            "create or replace temp table stated_projects as with merged as ("
            "select sheet, row_no, ledger_typed.project, recorded.project_id is not null as known,"
            f" {kept}, if(recorded.project_id is null, null, {stated}) as stated_columns,"
            f" {merged(_ATTRIBUTES, 'ledger_typed')} from ledger_typed"
            f" left join {_ON_RECORD} as recorded"
            " on ledger_typed.project = recorded.project_id and ledger_typed.sheet ="
            " recorded.of_sheet and ledger_typed.row_no = recorded.of_row)"
            f" select sheet, row_no, project, known, {same(_ATTRIBUTES)} as is_same,"
            f" {', '.join(_ATTRIBUTES)}, {olds}, {following}, stated_columns,"
            " coalesce(last_revision, 0) + 1 as revision from merged"
            " left join (select project_id, max(revision) as last_revision from base.projects"
            " group by project_id) as numbered on project = numbered.project_id"
        )
        events = " union all ".join(map(self._stated_events, LEDGER_STAGES))
        self._connection.execute(f"create or replace temp table stated_events as {events}")
        [(total, added, changed)] = self._connection.execute(
            "select (select count(*) from ledger_typed),"
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
        is_same = (
            f"{day} is not distinct from old_{day}"
            f" and {stage}_precision is not distinct from old_{stage}_precision"
            f" and {number} is not distinct from {old_number}"
            f" and not ({is_none})"
        )
        return (
            f"select project, '{stage}' as event_kind, {day} as event_date, {number} as round_no,"
            f" {is_none} as is_void, source, coalesce({stage}_precision, 'day') as date_precision,"
            f" {is_same} as is_same from merged_events"
            f" where not ({day}_blank and {blank}) and not (not {stage}_known and {is_none})"
        )

    def changed(self) -> list[Changed]:
        """The cells that change what is on record, with the old and the new value."""
        fields = [field for field in _ATTRIBUTES if field not in ("source", "valid_from")]
        found = changed_cells(self._stage, "stated_projects where known", fields)
        dated = [f"{stage}_on" for stage in LEDGER_STAGES]
        dated += [f"{stage}_round" for stage in _WITH_ROUND]
        known = "merged_events where project in (select project from stated_projects where known)"
        return sorted([*found, *changed_cells(self._stage, known, dated)], key=lambda c: c.sheet)

    def insert(self, load_id: int) -> None:
        """Write what is stated: a revision of each project, and its events."""
        self._stage.zones.insert(load_id)
        fields = ", ".join([*_ATTRIBUTES, *_FOLLOWING])
        columns = ", ".join([*_ATTRIBUTES.values(), *_FOLLOWING])
        self._connection.execute(
            f"insert into base.projects (project_id, revision, {columns}, stated_columns, load_id)"
            f" select project, revision, {fields}, stated_columns, {load_id} from stated_projects"
        )
        self._connection.execute(
            "insert into base.project_events (project_id, event_kind, event_date, round_no,"
            " is_void, source_id, date_precision, load_id) select project, event_kind, event_date,"
            f" round_no, is_void, source, date_precision, {load_id} from stated_events"
        )
