"""Loads indicators, long or wide, and the figures of a text: both become observations."""

from __future__ import annotations

import duckdb

from zonedb.loading.kinds import FIELDS
from zonedb.loading.observations.long import Defaults, LongView
from zonedb.loading.observations.resolved import ResolvedView
from zonedb.loading.observations.validation import Validation
from zonedb.loading.staging import Counts, Report, Sheet
from zonedb.store.deciding import STEPS, over


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
        """Make ``compared``, what is stated beside what is on record; counts of all."""
        self._connection.execute(
            "create or replace temp table recorded as select * from base.observations"
            " where is_in_force and source_id in (select v1 from look_source)"
            + ("" if self._of_text else " and period_id in (select v1 from look_period)")
        )
        [(recorded,)] = self._connection.execute("select count(*) from recorded").fetchall()
        if not recorded and not self._of_text:
            self._connection.execute(_ALL_NEW)
            return Counts(self._complete, 0, 0)
        self._connection.execute(_COMPARED_IN_TEXT if self._of_text else _COMPARED)
        [(added, changed, unchanged)] = self._connection.execute(
            "select count(*) filter (where not is_change),"
            " count(*) filter (where is_change and not is_same), count(*) filter (where is_same)"
            " from compared"
        ).fetchall()
        return Counts(added, changed, unchanged)

    def insert(self, load_id: int) -> None:
        """Write every stated figure into ``base``; one that only takes back has no value."""
        self._periods.insert(load_id)
        stated = (
            "select source_id, figure_no, passage as passage_no, value as printed, subject_id,"
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


_KEY = "source_id, subject_id, indicator_id, period_id"
_FIGURE = "source_id, figure_no"
_ALL_NEW = """
create or replace temp view compared as
select * from resolved where is_complete
"""
# A dash in place of a figure on record says that there is none any more.
_IS_DASH = (
    "literal is not null and number is null and sign is not null and source_id is not null"
    " and subject_id is not null and indicator_id is not null and period_id is not null"
)


def _same(versions: str, *, of_text: bool) -> str:
    """Whether a row of ``resolved`` is as one of the versions on record; a blank note is as any."""
    literal = " and version.printed = resolved.value" if of_text else ""
    return (
        f"number is not null and len(list_filter({versions}, lambda version:"
        " version.value = number and version.unit_id = resolved.unit_id"
        " and version.qualifier = sign and version.decimals = places"
        f" and (note is null or note is not distinct from version.note_zh){literal})) > 0"
    )


# A figure may stand several times on record; it is one key, and a correction replaces them all.
_COMPARED = f"""
create or replace temp table compared as
with versions as (
    select {_KEY}, list(recorded) as versions
    from recorded
    group by {_KEY}
)

select
    resolved.*,
    versions.versions is not null as is_change,
    coalesce({_same("versions.versions", of_text=False)}, false) as is_same
from resolved
left join versions using ({_KEY})
where is_complete or (({_IS_DASH}) and versions.versions is not null)
"""
# In a text, the nth figure of a paragraph, subject, indicator and period; a new one gets the next
# number of its source.
_COMPARED_IN_TEXT = f"""
create or replace temp table compared as
with versions as (
    select
        {_KEY},
        passage_no as passage,
        figure_no as known_no,
        [recorded] as versions,
        row_number() over (
            partition by {_KEY}, passage_no order by figure_no
        ) as nth
    from recorded
),

numbered as (
    select
        *,
        row_number() over (partition by {_KEY}, passage order by sheet, row_no, col_no) as nth
    from resolved
    where is_complete or ({_IS_DASH})
),

matched as (
    select
        numbered.*,
        versions.known_no,
        versions.versions,
        row_number() over (
            partition by numbered.source_id, versions.known_no is null
            order by sheet, row_no, col_no
        ) as new_no
    from numbered
    left join versions using ({_KEY}, passage, nth)
),

used as (
    select source_id, max(figure_no) as last_no
    from (
        select source_id, figure_no from base.observations
        union all
        select source_id, figure_no from base.targets
    )
    group by source_id
)

select
    resolved.* exclude (figure_no, known_no, new_no, nth, versions),
    cast(coalesce(known_no, coalesce(last_no, 0) + new_no) as integer) as figure_no,
    versions is not null as is_change,
    coalesce({_same("resolved.versions", of_text=True)}, false) as is_same
from matched as resolved
left join used using (source_id)
where number is not null or versions is not null
"""
