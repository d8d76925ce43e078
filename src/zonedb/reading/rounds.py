"""Reads rounds of a campaign as people write them: 前六批, 第7期, 第1-6批 截至2021年6月."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from zonedb.reading.periods import read_period, read_round
from zonedb.reading.unreadable import Unreadable, half_width

_NO_DAY = "YYYY-MM-DD"
_N = "[0-9]{1,9}|[一二两三四五六七八九十百]+"
_KIND = "(?:批次?|期|轮|次)"
_ROUNDS = tuple(
    re.compile(pattern)
    for pattern in (
        f"前(?P<last>{_N})个?{_KIND}",
        f"第?(?P<first>{_N}){_KIND}?[-~–—―至到]第?(?P<last>{_N}){_KIND}",
        f"第(?P<last>{_N}){_KIND}",
        "R(?P<first>[0-9]{1,9})(?:-(?P<last>[0-9]{1,9}))?@",
    )
)
_UNTIL = re.compile("截[至止]到?")
_PAST = re.compile('[()（）,，、;:]|[“"]?三个一批[”"]?')  # says nothing of rounds


@dataclass(frozen=True)
class Rounds:
    """Rounds from one to another, as of a day.

    Attributes:
        first: number of the first round.
        last: number of the last one.
        day: None where none is written.
        is_month: only the month of the day is written; it stands as its last day.
    """

    first: int
    last: int
    day: date | None
    is_month: bool = False

    @property
    def id(self) -> str:
        """By which ``periods`` knows them: ``R1-6@2021-06-30``."""
        numbers = f"{self.first}" if self.first == self.last else f"{self.first}-{self.last}"
        return f"R{numbers}@{self.day or _NO_DAY}"

    def line(self, name: str) -> str:
        """The line of a sheet of periods that puts them on record, with their two parts."""
        parts = [
            Rounds(self.first, self.last - 1, self.day),
            Rounds(self.last, self.last, self.day),
        ]
        ids = [part.id for part in parts] if self.first < self.last else ["", ""]
        quoted = f'"{name}"' if "," in name else name
        cells = (self.id, "rounds", quoted, self.day or _NO_DAY, self.first, self.last, *ids)
        return ",".join(map(str, cells))


LINE_HEADINGS = (
    "period_id,period_kind,name_zh,period_end,round_from,round_to,head_period_id,tail_period_id"
)


def read_rounds(text: str) -> Rounds | None:
    """The rounds that a text names, as of the day or month that it names; else None."""
    form = _PAST.sub("", half_width(text).replace(" ", ""))
    for pattern in _ROUNDS:
        if not (found := pattern.search(form)):
            continue
        rest = form[: found.start()] + form[found.end() :]
        with suppress(Unreadable):
            last = read_round(found["last"] or found["first"])
            named = found.groupdict().get("first")
            first = read_round(named) if named else 1 if form[found.start()] == "前" else last
            if first <= last:
                return Rounds(first, last, *_day(rest))
    return None


def _day(text: str) -> tuple[date | None, bool]:
    """The day as of which rounds are counted, and whether only its month is written.

    Raises:
        Unreadable: the text says something else.
    """
    if not text:
        return None, False
    plain = _UNTIL.sub("", text)
    period = read_period(plain)
    if period.period_kind == "as_of":
        return period.end, False
    if plain == text or period.period_kind != "month":
        raise Unreadable("unknown_form", text)
    return period.end, True
