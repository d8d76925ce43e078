"""What a heading says of the cells below it: their field, or indicator, unit, time and measure.

Offices head a column of figures with one text or with several above each other: 工业投资(亿元)
over 本月, 累计 and 同比增长(%). ``Vocabulary.meaning`` reads such a path into one ``Meaning``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from zonedb.loading.kinds import IGNORED, Field
from zonedb.loading.known_names import unit_symbols
from zonedb.reading.literals import UNIVERSES
from zonedb.reading.periods import read_period
from zonedb.reading.unreadable import Unreadable, half_width, name_key

IN_BRACKETS = re.compile(r"\s*[(（]([^()（）]*)[)）]")
_COMPLETED = "(?:完成|实际|发生)?(?:数|额|值)?"
# Of whom headings and indicators can say that a rank or share is among them.
WIDER = {word: UNIVERSES[word] for word in ("全国", "全省", "全市")}
_PLACE = "(?:倒数)?第?(?:排名|排位|位次|名次)"
_PLACED = re.compile(f"{_PLACE}$")
_FROM_BOTTOM = "倒数"  # wherever it stands in a heading, the rank counts from the bottom
# Words of a heading in the order in which they are looked for, and what each says.
_SAYS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("[比较]?(?:上年|去年)?(?:同期)?(?:同比)?(?:增长|增速|增幅|增减)(?:率|速度|幅度?)?"
     "|[比较](?:上年|去年)同期|同比[±]?", {"measure": "growth"}),
    (f"(?:上年|去年)同月{_COMPLETED}", {"timing": "month", "is_last_year": True}),
    (f"(?:上年|去年)同期累计{_COMPLETED}", {"timing": "year_to_date", "is_last_year": True}),
    (f"(?:上年|去年)同期{_COMPLETED}", {"is_last_year": True}),
    ("(?:本年|今年|当年)?(?:自?年初[-~至到](?:今|本月)|本月止|截[至止]本月|1[-~至到]本月)?"
     f"累计{_COMPLETED}|(?:自?年初|1)[-~至到]本月[止末]?{_COMPLETED}",
     {"timing": "year_to_date"}),
    (f"[本当]月{_COMPLETED}", {"timing": "month"}),
    *((f"在?{word}(?:{_PLACE}|{_FROM_BOTTOM})", {"measure": "rank", "universe": universe})
      for word, universe in WIDER.items()),
    (f"{_PLACE}|{_FROM_BOTTOM}", {"measure": "rank"}),
    # in English only a heading as a whole, as in templates: names hold these words, too
    ("(?<!.)(?:this ?)?month(?!.)", {"timing": "month"}),
    ("(?<!.)(?:cumulative|year ?to ?date)(?!.)", {"timing": "year_to_date"}),
    ("(?<!.)growth(?!.)", {"measure": "growth"}),
    *((f"占{word}的?(?:比重|比例|比)", {"measure": "share", "universe": universe})
      for word, universe in WIDER.items()),
    ("占的?(?:比重|比例|比)|占比|比重", {"measure": "share"}),
)  # fmt: skip
_WORDS = tuple((re.compile(f"^(?:{pattern})|(?:{pattern})$"), says) for pattern, says in _SAYS)
_A_PERIOD = re.compile(r"(?:(?:19|20)?\d\d年)?(?:[\d一二三四五六七八九十~-]+月份?|[上下]半年|"
                       r"第?[一二三四1-4]季度|前[一二三1-3]个?季度|\d\d?[-~]\d\d?月)|(?:19|20)\d\d年度?"
                       r"|(?:19|20)\d\d[-.]\d\d?")  # fmt: skip


@dataclass(frozen=True)
class Meaning:
    """What a column of figures is.

    Attributes:
        indicator: name of the indicator as written, without unit and words of time.
        unit: as written in brackets, or in a row of units.
        timing: ``month`` or ``year_to_date`` of the period given, or as that is.
        is_last_year: the figures are of the year before.
        measure: ``level``, or ``growth``, ``rank``, ``bottom_rank`` (倒数) or ``share`` of the
            indicator.
        universe: among whom a rank counts, or of what a share is: ``province``, ``city``,
            ``country``; blank: not said.
        zone: name of the zone, where zones stand across.
        period: where periods stand across.
    """

    indicator: str = ""
    unit: str = ""
    timing: str = ""
    is_last_year: bool = False
    measure: str = "level"
    universe: str = ""
    zone: str = ""
    period: str = ""


def heading_key(text: str) -> str:
    """A heading as it is compared: full and half width alike, without spaces."""
    return re.sub("[–—―〜]", "-", name_key(half_width(text)))


class Vocabulary:
    """The headings that a kind of sheet may have."""

    def __init__(
        self,
        fields: Iterable[Field],
        connection: duckdb.DuckDBPyConnection | None = None,
        more: Mapping[str, str] | None = None,
    ) -> None:
        """Take the fields of a kind.

        Args:
            fields: of the kind.
            connection: with the file attached as ``base``, for a kind of figures under the
                names of indicators, zones and periods.
            more: further headings, and the fields that they head.
        """
        self.fields = {heading_key(text): field for field in fields for text in field.headings}
        by_name = {field.name: field for field in fields}
        for text, name in (more or {}).items():
            self.fields.setdefault(heading_key(text), by_name[name])
        self._units: set[str] = set()
        self._indicators: set[str] = set()
        self.zones: dict[str, set[str]] = {}
        self.areas: set[str] = set()  # by name; an id is never mistaken for one
        self.subject_ids: set[str] = set()
        self.of_figures = connection is not None
        if connection is not None:
            self._read(connection)

    def _read(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._units = {heading_key(text) for text in unit_symbols(connection)}
        for texts in connection.execute(
            "select indicator_id, name_zh, name_en from base.indicators"
        ).fetchall():
            self._indicators |= {heading_key(text) for text in texts if text}
        for id_, kind, *names in connection.execute(
            "select subject_id, subject_kind, subjects.name_zh, name_en, official_name_zh, alias_zh"
            " from base.subjects left join base.zones using (subject_id)"
            " left join base.subject_aliases using (subject_id)"
        ).fetchall():
            self.subject_ids.add(id_)
            keys = {heading_key(name) for name in names if name}
            if kind == "area":
                self.areas |= keys
            for key in keys:
                if kind == "zone":
                    self.zones.setdefault(key, set()).add(id_)

    # -- one text ------------------------------------------------------------------------

    def field(self, text: str) -> tuple[Field | None, str]:
        """The field that a text heads, and the unit beside it in brackets."""
        found = self.fields.get(heading_key(text))
        if found:
            return found, ""
        name, unit = self._without_unit(text)
        return self.fields.get(heading_key(name)), unit

    @staticmethod
    def is_ignored(text: str) -> bool:
        """Whether a text heads a running number, which says nothing."""
        return heading_key(text) in IGNORED

    def is_unit(self, text: str) -> bool:
        """Whether a text is a unit, also one in brackets."""
        return heading_key(text).strip("()") in self._units

    def is_heading(self, text: str) -> bool:
        """Whether a text is known to head a column of this kind."""
        if self.field(text)[0] or self.is_ignored(text):
            return True
        return self.of_figures and self._is_known(self.meaning([text]))

    def is_below(self, text: str) -> bool:
        """Whether a text may stand below another heading: words of time and measure, a unit."""
        if not self.of_figures:
            return self.field(text)[0] is not None or self.is_unit(text)
        read = self.meaning([text])
        return self.is_unit(text) or bool(read.zone or read.period) or self._is_known(read)

    def _is_known(self, read: Meaning) -> bool:
        if read.indicator:
            return heading_key(read.indicator) in self._indicators
        return replace(read, unit="", zone="", period="") != Meaning()

    def is_indicator(self, text: str) -> bool:
        """Whether a text is the name of an indicator."""
        return heading_key(text) in self._indicators

    def indicator_in(self, text: str) -> str:
        """The longest name of an indicator that a title holds."""
        return _longest(self._indicators, text)

    def zone_in(self, text: str) -> str:
        """The longest name of a zone that a title holds; none where that fits several."""
        found = _longest(self.zones, text)
        return found if found and len(self.zones[found]) == 1 else ""

    def _without_unit(self, text: str) -> tuple[str, str]:
        """A text without what stands in brackets, and that, which is its unit."""
        text = text.strip()
        for found in reversed(list(IN_BRACKETS.finditer(text))):
            inner, at_end = found[1].strip(), found.end() == len(text)
            if found.start() and (at_end or self.is_unit(inner)):
                return text[: found.start()] + text[found.end() :], inner
        return text, ""

    # -- a path of texts -----------------------------------------------------------------

    def meaning(self, path: Sequence[str]) -> Meaning:
        """What texts above each other say together; lower ones go before upper ones."""
        read = Meaning()
        for text in path:
            own = self._meaning(text)
            unit = own.unit or (read.unit if own.measure == read.measure == "level" else "")
            known = own.indicator and heading_key(own.indicator) in self._indicators
            joined = own.indicator if known or not read.indicator else read.indicator
            if own.indicator and not known and read.indicator:
                joined = read.indicator + own.indicator
            read = Meaning(
                joined,
                unit,
                own.timing or read.timing,
                own.is_last_year or read.is_last_year,
                _lower(read.measure, own.measure),
                own.universe or read.universe,
                own.zone or read.zone,
                own.period or read.period,
            )
        return read

    def _meaning(self, text: str) -> Meaning:
        text = half_width(text)
        if self.is_unit(text):
            return Meaning(unit=heading_key(text).strip("()"))
        if heading_key(text) in self._indicators:
            return Meaning(text)
        if heading_key(text) in self.zones:
            return Meaning(zone=text)
        if _A_PERIOD.fullmatch(heading_key(text)):
            return Meaning(period=heading_key(text))
        unit = ""
        while heading_key(text) not in self._indicators:
            text, inner = self._without_unit(text)
            if not inner:
                break
            if self.is_unit(inner) or not self._says(inner):
                unit = unit or inner
            else:
                text += inner  # 工业投资(累计)
        says: dict[str, Any] = {"unit": unit} if unit else {}
        rest = heading_key(text)
        if rest.endswith("%") and rest not in self._indicators:  # 同比±%
            rest, says["unit"] = rest[:-1], unit or "%"
        if rest not in self._indicators:
            rest, said = self._stripped(rest)
            says |= said
        if found := _A_PERIOD.fullmatch(rest):
            return Meaning(period=found[0], **says)
        name = text.strip() if rest == heading_key(text) else rest
        return Meaning(name, **says)

    def _stripped(self, key: str) -> tuple[str, dict[str, Any]]:
        """A text without the words of time and measure at its ends, and what they say."""
        says: dict[str, Any] = {}
        whole = key
        # 工业投资全省排名倒数 is no 工业投资全省排名, though that is an indicator
        while key and (
            key not in self._indicators or (says.get("measure") == "rank" and _PLACED.search(key))
        ):
            for pattern, said in _WORDS:
                if found := pattern.search(key):
                    key = key[: found.start()] + key[found.end() :]
                    key = key.strip("-:,、")
                    says = said | says
                    break
            else:
                break
        if says.get("measure") == "rank" and _FROM_BOTTOM in whole:
            says["measure"] = "bottom_rank"
        return key, says

    def _says(self, text: str) -> bool:
        rest, says = self._stripped(heading_key(text))
        return bool(says) and not rest


def _lower(upper: str, own: str) -> str:
    """What a text says of the measure, below another text."""
    if "bottom_rank" in (upper, own) and {upper, own} <= {"level", "rank", "bottom_rank"}:
        return "bottom_rank"
    return own if own != "level" else upper


def _longest(keys: Iterable[str], text: str) -> str:
    key = heading_key(text)
    return max((one for one in keys if one in key), key=len, default="")


def period_in(text: str) -> str:
    """The first period, at least a year, that a title names; a day is none."""
    for found in re.finditer(_A_PERIOD, heading_key(text)):
        rest = heading_key(text)[found.end() :]
        if not re.match(r"\d", rest) and not re.match(r"\d{0,2}日", rest):
            try:
                read_period(found[0], year=2000)
            except Unreadable:
                continue
            return found[0]
    return ""
