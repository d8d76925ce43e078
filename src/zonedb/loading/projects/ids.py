"""Numbers of projects: written alike everywhere, and on record where they have to be."""

from __future__ import annotations

import duckdb

from zonedb.loading.stage import Stage
from zonedb.loading.staging import MAX_REPORTED, lookup
from zonedb.reading.messages import Words
from zonedb.reading.unreadable import name_key

_ASCII = "'[!-~]+'"  # an id of these characters is its own key but for its case


class ProjectIds:
    """Tables ``typed_ids`` and ``known_ids`` of project ids and of what they are compared by."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, stage: Stage) -> None:
        """Make the tables; ids with other than ASCII characters are read one by one."""
        self._connection, self._stage = connection, stage
        connection.execute(
            "create or replace temp table known_ids as"
            " select project_id as project from base.valid_projects"
        )
        texts = connection.execute(
            f"select project from (select project from {stage.typed} union"
            " select project from known_ids)"
            f" where not regexp_full_match(project, {_ASCII}) order by all"
        ).fetchall()
        lookup(connection, "look_key", texts, lambda text: (name_key(text),), ("varchar",))
        for table, columns, relation in (
            ("known_ids", "", "known_ids"),
            ("typed_ids", "sheet, row_no, ", stage.typed),
        ):
            connection.execute(
                f"create or replace temp table {table} as select {columns}project,"
                f" coalesce(look_key.v1, lower(project)) as key from {relation}"
                " left join look_key on project = look_key.x0 where project is not null"
            )

    def report_other_than_on_record(self) -> None:
        """Ids that are on record, but for case, width or spaces."""
        for sheet, row, project, written in self._connection.execute(
            "select sheet, row_no, typed_ids.project, min(known_ids.project)"
            " from typed_ids inner join known_ids using (key)"
            " where typed_ids.project not in (select project from known_ids)"
            f" group by all order by all limit {MAX_REPORTED}"
        ).fetchall():
            self._report(sheet, row, project, written, Words("台账中", "on record"))

    def report_other_than_before(self) -> None:
        """Ids that stand in an earlier row, but for case, width or spaces."""
        for sheet, row, project, written, first in self._connection.execute(
            "select sheet, row_no, project, written, first from (select *,"
            " first(project) over earlier as written, first(row_no) over earlier as first"
            " from typed_ids where key not in (select key from known_ids)"
            " window earlier as (partition by key order by sheet, row_no))"
            f" where project <> written order by all limit {MAX_REPORTED}"
        ).fetchall():
            self._report(sheet, row, project, written, Words(f"第{first}行", f"in row {first}"))

    def report_unknown(self) -> None:
        """Ids that are not on record in any way of writing."""
        for sheet, row, project in self._connection.execute(
            "select sheet, row_no, project from typed_ids"
            " where key not in (select key from known_ids)"
            f" order by all limit {MAX_REPORTED}"
        ).fetchall():
            self._stage.add(sheet, row, "project", project, "unknown_project")

    def _report(self, sheet: int, row: int, project: str, written: str, place: Words) -> None:
        self._stage.add(sheet, row, "project", project, "id_differs", written=written, place=place)
