"""Finds the indicator of a figure: by name, or as growth, rank or share of another one."""

from __future__ import annotations

import duckdb

from zonedb.loading.headings import Vocabulary
from zonedb.loading.known_names import UnknownName, indicator_names, unit_names
from zonedb.reading.messages import Words, said
from zonedb.reading.unreadable import Unreadable

_UNIVERSES = {"country": "全国", "province": "全省", "city": "全市"}
MEASURES = {
    "growth": Words("同比增速", "growth"),
    "rank": Words("排名", "rank"),
    "share": Words("占比", "share"),
}


class Indicators:
    """The indicators on record, and how they hang together."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, words: Vocabulary, ranks: str | None
    ) -> None:
        """``ranks`` is among whom ranks count that do not say it."""
        self._names, self._words, self._ranks = indicator_names(connection), words, ranks
        self._units = unit_names(connection)
        self._labels: dict[str, str] = {}
        self._of: dict[tuple[str, str], list[str]] = {}
        for id_, name, kind, of in connection.execute(
            "select indicator_id, name_zh, indicator_kind, of_indicator_id from base.indicators"
        ).fetchall():
            self._labels[id_] = name
            if of is not None:
                self._of.setdefault((of, kind), []).append(id_)

    def find(self, text: str, measure: str = "level", universe: str = "") -> tuple[str, str | None]:
        """Id of an indicator, and of the unit that stands beside its name.

        Raises:
            Unreadable: no such indicator is on record, or several may be meant.
        """
        unit = None
        try:
            found = self._names.find(text)
        except UnknownName as error:
            read = self._words.meaning([text])
            if error.rule != "unknown_name" or not read.indicator or read.timing:
                raise
            found = self._names.find(read.indicator)
            unit = self._units.find(read.unit) if read.unit else None
            if read.measure != "level":
                measure, universe = read.measure, read.universe or universe
        if measure == "level":
            return found, unit
        return self._derived(found, measure, universe), unit

    def _derived(self, of: str, measure: str, universe: str) -> str:
        """The growth, rank or share of an indicator."""
        label = self._labels[of]
        candidates = self._of.get((of, measure), [])
        if measure == "rank":
            among = universe or self._ranks
            if not among:
                raise Unreadable("rank_universe", label)
            candidates = [id_ for id_ in candidates if _UNIVERSES[among] in self._labels[id_]]
            what = Words(_UNIVERSES[among] + "排名", f"rank in the {among}")
        else:
            what = MEASURES[measure]
        if len(candidates) == 1:
            return candidates[0]
        listed = "、".join(self._labels[id_] for id_ in candidates)
        rule = "several_derived" if candidates else "not_derived"
        raise Unreadable(rule, label, what=what, candidates=listed)

    def label(self, id_: str) -> str:
        """Chinese name of an indicator."""
        return self._labels[id_]


def told(measure: str) -> Words:
    """What a column holds of its indicator, in words."""
    return MEASURES.get(measure, said("level"))
