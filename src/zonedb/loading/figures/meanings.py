"""Finds the indicator of a figure: by name, or as growth, rank or share of another one."""

from __future__ import annotations

import duckdb

from zonedb.loading.headings import WIDER, Vocabulary
from zonedb.loading.known_names import UnknownName, indicator_names, rank_scopes, unit_names
from zonedb.reading.messages import Words, said
from zonedb.reading.unreadable import Unreadable

MEASURES = {
    "growth": Words("同比增速", "growth"),
    "rank": Words("排名", "rank"),
    "bottom_rank": Words("倒数排名", "rank from the bottom"),
    "share": Words("占比", "share"),
}


class Indicators:
    """The indicators on record, and how they hang together."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, words: Vocabulary, ranks: str | None
    ) -> None:
        """``ranks`` is among whom ranks count that do not say it."""
        self._names, self._words, self._ranks = indicator_names(connection), words, ranks
        self._units, self._scopes = unit_names(connection), rank_scopes(connection)
        self._labels: dict[str, str] = {}
        self._of: dict[tuple[str, str, str], list[str]] = {}
        for id_, name, kind, of, scope, end in connection.execute(
            "select indicators.indicator_id, name_zh, indicator_kind, indicators.of_indicator_id,"
            " ranks.rank_scope, ranks.rank_end from base.indicators"
            " left join base.rank_indicators as ranks"
            " on indicators.indicator_id = ranks.indicator_id"
        ).fetchall():
            self._labels[id_] = name
            if of is not None:
                among = [universe for word, universe in WIDER.items() if word in name]
                universe = (scope or "") if kind == "rank" else next(iter(among), "")
                measure = "bottom_rank" if end == "bottom" else kind
                self._of.setdefault((of, measure, universe), []).append(id_)

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
        label, what = self._labels[of], MEASURES[measure]
        is_rank = measure in ("rank", "bottom_rank")
        among = universe or (self._ranks if is_rank else "")
        if is_rank and not among:
            raise Unreadable("rank_universe", label, what=what)
        # a share that does not say of what is that of the city, where there is one
        wanted = [among] if among else ["city", ""]
        candidates = next(filter(None, (self._of.get((of, measure, one)) for one in wanted)), [])
        if is_rank:
            scope = self._scopes[str(among)]
            what = Words(scope.zh + what.zh, f"{what.en} in {scope.en}")
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
