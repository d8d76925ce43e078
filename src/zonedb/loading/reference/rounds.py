"""Completes rounds in a sheet of periods: the head and tail that a row names go on record, too."""

from __future__ import annotations

from collections.abc import Callable

import duckdb

from zonedb.loading.stage import Rule
from zonedb.reading.rounds import read_rounds
from zonedb.reading.unreadable import Unreadable

_KNOWN = (
    "(select period_id, round_from, round_to from base.periods"
    " union all select period_id, round_from, round_to from periods_typed)"
)
# The parts that a range of rounds has to have, for each row that names parts.
_PARTS = """
create or replace temp view round_parts as
select
    typed.row_no, part.*,
    'R' || part.first || case when part.last > part.first then '-' || part.last else '' end
    || '@' || coalesce(cast(typed.period_end as varchar), '') as part_id
from periods_typed as typed, lateral (
    values
    ('head', typed.head_period_id, typed.round_from, typed.round_to - 1),
    ('tail', typed.tail_period_id, typed.round_to, typed.round_to)
) as part (part, given_id, first, last)
where typed.period_kind = 'rounds' and part.given_id is not null and not typed.is_total
"""
_ADD = f"""
insert into periods_typed
select distinct on (part_id) typed.* replace (
    part_id as period_id, first as round_from, last as round_to,
    null as head_period_id, null as tail_period_id,
    case when first < last then '第' || first || '-' || last || '期' else '第' || last || '期' end
    || '(截至' || strftime(period_end, '%Y年%-m月%-d日') || ')' as name_zh,
    case when first < last then 'rounds ' || first || ' to ' || last else 'round ' || last end
    || ' (as of ' || period_end || ')' as name_en
)
from periods_typed as typed inner join round_parts on typed.row_no = round_parts.row_no
where given_id = part_id and first <= last and part_id not in (select period_id from {_KNOWN})
"""
_SHOULD_BE = (
    "(select string_agg(part_id, ', ' order by part) from round_parts"
    " where round_parts.row_no = periods_stated.row_no)"
)
_OTHER = (
    "head_period_id is not null and exists (select 1 from round_parts"
    " where round_parts.row_no = periods_stated.row_no"
    f" and not exists (select 1 from {_KNOWN} as known where known.period_id = given_id"
    " and known.round_from = first and known.round_to = last))"
)
PARTS_RULE = Rule("rounds_parts", "head_period_id", _OTHER, {"parts": _SHOULD_BE})


def reader(known: Callable[[str], str]) -> Callable[[str], str]:
    """``known``, which finds periods; rounds by their id may be none as yet."""

    def read(text: str) -> str:
        try:
            return known(text)
        except Unreadable:
            rounds = read_rounds(text)
            if rounds is None or rounds.id != text:
                raise
            return text

    return read


def add_parts(connection: duckdb.DuckDBPyConnection) -> None:
    """Add the parts that rows of ``periods_typed`` name, and that stand nowhere, to it."""
    connection.execute(_PARTS)
    connection.execute(_ADD)
