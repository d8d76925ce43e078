"""Proposes the zone that a short name plainly means: 平遥 and 平遥县开发区 for 平遥经开区."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from zonedb.reading.unreadable import name_key

# What names of zones end in, with the kind of zone that it tells; 开发区 and 园区 tell none.
_ENDINGS = (
    (re.compile("经济技术开发区|经济开发区|经开区?"), "economic"),
    (re.compile("高新技术(?:产业)?开发区|高新区"), "high-tech"),
    (re.compile("(?:工业|产业)园区?"), "park"),
    (re.compile("示范区"), "demonstration"),
    (re.compile("开发区|园区"), ""),
)
_LEVEL = ("国家级", "国家", "省级")
_Fits = set[tuple[str, str | None]]  # zones, each with the kind that a name of it tells


def _division(name: str) -> str:
    """An administrative division without its last word; 祁县 keeps it."""
    return name[:-1] if len(name) > 2 and name[-1] in "省市县区旗" else name


def _split(name: str) -> tuple[str, str | None]:
    """What tells a name from others, and the kind of zone if it ends like one."""
    for ending, kind in _ENDINGS:
        found = re.fullmatch(f"(.{{2,}}?)(?:{ending.pattern})", name)
        if found:
            return _division(found[1]), kind
    return _division(name), None


class ShortNames:
    """Zones by what tells their names from others, and by the county that hosts them."""

    def __init__(
        self,
        cities: Iterable[str],
        names: Iterable[tuple[str, str]],
        hosts: Iterable[tuple[str, str]],
    ) -> None:
        """Take names of provinces and cities, (zone, name) and (zone, name of its host)."""
        self._cities = {_division(name_key(name)) for name in cities}
        self._before = {city + level for level in ("省", "市", "") for city in self._cities}
        self._before.update(_LEVEL)
        self._longest = max(map(len, self._before))
        self._named: dict[str, _Fits] = defaultdict(set)
        self._hosted: dict[str, _Fits] = defaultdict(set)
        kinds: dict[str, set[str | None]] = defaultdict(set)
        for id_, name in names:
            stem, kind = _split(self._local(name_key(name)))
            self._named[stem].add((id_, kind))
            kinds[id_].add(kind)
        for id_, host in hosts:
            self._hosted[_division(name_key(host))] |= {(id_, kind) for kind in kinds[id_]}

    def _local(self, name: str) -> str:
        """A name without the province, the city and 国家 before what tells it from others."""
        for end in range(min(self._longest, len(name) - 2), 1, -1):
            rest = name[end:]
            if name[:end] in self._before and not any(e.fullmatch(rest) for e, _ in _ENDINGS):
                return self._local(rest)
        return name

    def propose(self, text: str) -> str | None:
        """The one zone that a short name plainly means, if there is one.

        What is named after a city may be the city, its zones together, or one of them: only a
        zone of the very kind that the name tells is plain. A county alone is its zone where it
        hosts no other.
        """
        stem, kind = _split(self._local(name_key(text)))
        named, hosted = self._named.get(stem, set()), self._hosted.get(stem, set())
        if stem in self._cities:
            fits = {id_ for id_, of_kind in named if kind and of_kind == kind}
        elif kind is None:
            fits = {id_ for id_, _ in named | hosted}
        else:
            fits = {id_ for id_, own in named or hosted if not (kind and own) or own == kind}
        return fits.pop() if len(fits) == 1 else None
