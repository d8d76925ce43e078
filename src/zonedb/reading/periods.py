"""Reads a period, a day or a round as people write it; equal dates always give one id."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal as OneOf

from zonedb.reading.literals import UnreadableLiteral, number_in_words
from zonedb.reading.unreadable import Unreadable, half_width


@dataclass(frozen=True)
class Period:
    """A period as the table periods holds it; both days belong to it."""

    period_id: str
    period_kind: str
    name_zh: str
    name_en: str
    start: date
    end: date


@dataclass(frozen=True)
class Day:
    """A day as a ledger states it; of a month alone it is the last day, with precision month."""

    date: date
    precision: OneOf["day", "month"]


class UnreadablePeriod(Unreadable):
    """A period that cannot be read for certain."""


_EN_MONTHS = (  # not calendar.month_name, which speaks the user's language
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_EN_ORDINALS = ("first", "second", "third", "fourth")

_EXCEL_EPOCH = date(1899, 12, 30)  # day 0 of the numbers by which Excel knows days
_SERIAL = re.compile("[0-9]{5}")
_SHORT_DAY = re.compile(r"[0-9]{2}([-/.])[0-9]{1,2}\1[0-9]{1,2}")
_MONTH_OR_OCTOBER = re.compile("[0-9]{4}[.]1")  # a sheet drops the zero of the number 2021.10
_ROUND = re.compile(
    "第?(?:(?P<digits>[0-9]{1,9})(?:[.]0+)?|(?P<words>[一二两三四五六七八九十百]+))期?"
)

_Y = "(?:19|20)[0-9]{2}"
_YEAR = f"(?P<y>{_Y})"
_DAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{_YEAR}年)?(?P<m>[0-9]{{1,2}})月(?P<d>[0-9]{{1,2}})[日号]",
        rf"{_YEAR}(?P<sep>[-/.])(?P<m>[0-9]{{1,2}})(?P=sep)(?P<d>[0-9]{{1,2}})",
        rf"{_YEAR}(?P<m>[0-9]{{2}})(?P<d>[0-9]{{2}})",
    )
)
_SEVERAL = "(?!1[^0-9])(?P<b>[0-9]{1,2})"  # 前一个月 is the month before, not the first one
# Each form with the months its numbers count: a is the first, b the last, both may be absent.
_SPANS = tuple(
    (re.compile(pattern), months)
    for pattern, months in (
        (rf"(?:{_YEAR}[年\-/. ]?)?(?P<a>[0-9]{{1,2}})(?:月?[-~](?P<b>[0-9]{{1,2}}))?月", 1),
        (rf"{_YEAR}[-/](?P<a>[0-9]{{1,2}})", 1),
        (rf"{_YEAR}[./-](?P<a>[0-9]{{1,2}})~(?P<b>[0-9]{{1,2}})", 1),
        (rf"{_YEAR}\.(?P<a>[0-9]{{1,2}})(?:-(?P<b>[0-9]{{1,2}}))?", 1),
        (rf"{_YEAR}(?P<a>[0-9]{{2}})", 1),
        (rf"(?:{_YEAR}年?)?前{_SEVERAL}个?月", 1),
        (rf"(?:{_YEAR}年?)?前{_SEVERAL}个?季度", 3),
        (rf"(?:{_YEAR}[年 ]?)?第?(?P<a>[0-9])(?:[-~]第?(?P<b>[0-9]))?季度?", 3),
        (rf"(?:{_YEAR}年?-?)?Q(?P<a>[0-9])", 3),
        (rf"Q(?P<a>[0-9])[ /-]{_YEAR}", 3),
        (rf"(?:{_YEAR}年?-?)?[HS](?P<a>[0-9])", 6),
        (rf"{_YEAR}(?:年度?)?", 12),
        (rf"(?:{_YEAR}年?)?全年", 12),
    )
)
_TWO_SIDED = re.compile(f"(.+?)[-/~]({_Y}.*)")  # 2021-01/2021-07: each side has its own year
_NUMBER_WORD = re.compile(
    f"(?:(?<![0-9一二两三四五六七八九十])|(?<={_Y}))"
    "(十[一二]?|[一二两三四五六七八九])(?=个?[月季]|[-~–—―至到])"
)
_NUMBER_WORDS = {word: str(n) for n, word in enumerate("一二三四五六七八九十", 1)} | {
    "两": "2",
    "十一": "11",
    "十二": "12",
}


def _plain(text: str) -> str:
    """A period in Arabic digits, with ``-`` or ``~`` between its ends, H1 and H2 for half-years."""
    text = re.sub("(?<![0-9]) | (?![0-9])", "", half_width(text).upper()).replace("月份", "月")
    text = re.sub("(?<![0-9])(?=[0-9]{2}年)", "20", text)  # 21年3月
    text = _NUMBER_WORD.sub(lambda word: _NUMBER_WORDS[word[0]], text)
    text = text.replace("上半年", "H1").replace("下半年", "H2")
    return re.sub("[–—―至到]", "~", text)


def _as_of(day: date) -> Period:
    name_zh = f"截至{day.year}年{day.month}月{day.day}日"
    name_en = f"as of {day.day} {_EN_MONTHS[day.month - 1]} {day.year}"
    return Period(day.isoformat(), "as_of", name_zh, name_en, day, day)


def _months(first: int, last: int) -> Period:
    """The period from one month to another, each counted as 12 * year + month - 1."""
    (year, a), (last_year, b) = divmod(first, 12), divmod(last, 12)
    start = date(year, a + 1, 1)
    end = date(last_year, b + 1, monthrange(last_year, b + 1)[1])
    length = last - first + 1
    month_en, last_month_en = _EN_MONTHS[a], _EN_MONTHS[b]
    if length == 1:
        named = (f"{year}-{a + 1:02}", "month", f"{year}年{a + 1}月", f"{month_en} {year}")
    elif length == 3 and a % 3 == 0:
        name_zh = f"{year}年第{'一二三四'[a // 3]}季度"
        name_en = f"{_EN_ORDINALS[a // 3]} quarter of {year}"
        named = (f"{year}-Q{a // 3 + 1}", "quarter", name_zh, name_en)
    elif length == 6 and a % 6 == 0:
        name_zh = f"{year}年{'上下'[a // 6]}半年"
        name_en = f"{_EN_ORDINALS[a // 6]} half of {year}"
        named = (f"{year}-S{a // 6 + 1}", "half", name_zh, name_en)
    elif length == 12 and a == 0:
        named = (f"{year}", "year", f"{year}年", f"{year}")
    elif length % 12 == 0 and a == 0:
        named = (
            f"{year}/{last_year}",
            "range",
            f"{year}-{last_year}年",
            f"{year} to {last_year}",
        )
    else:
        period_id = f"{year}-{a + 1:02}/{last_year}-{b + 1:02}"
        if year == last_year:
            kind = "year_to_date" if a == 0 else "range"
            name_zh = f"{year}年{a + 1}-{b + 1}月"
            name_en = f"{month_en} to {last_month_en} {year}"
        else:
            kind = "range"
            name_zh = f"{year}年{a + 1}月至{last_year}年{b + 1}月"
            name_en = f"{month_en} {year} to {last_month_en} {last_year}"
        named = (period_id, kind, name_zh, name_en)
    return Period(*named, start, end)


def _year(found: str | None, given: int | None, text: str) -> int:
    if found is not None:
        return int(found)
    if given is None:
        raise UnreadablePeriod("no_year", text)
    if not 1900 <= given < 2100:
        raise UnreadablePeriod("two_digit_year", str(given))
    return given


def _day(form: str, year: int | None, text: str) -> date | None:
    """The day that a text in plain form names, if it is a day."""
    for pattern in _DAYS:
        if found := pattern.fullmatch(form):
            numbers = _year(found["y"], year, text), int(found["m"]), int(found["d"])
            try:
                return date(*numbers)
            except ValueError as error:
                raise UnreadablePeriod("no_such_date", text) from error
    return None


def _one_side(form: str, year: int | None, text: str) -> tuple[int, int] | None:
    """First and last month of a form that names its year at most once."""
    for pattern, months in _SPANS:
        if found := pattern.fullmatch(form):
            parts = found.groupdict()
            a = int(parts.get("a") or 1)
            b = int(parts.get("b") or parts.get("a") or 1)
            if not (1 <= a <= 12 // months and 1 <= b <= 12 // months):
                raise UnreadablePeriod("no_such_date", text)
            january = 12 * _year(parts["y"], year, text)
            return january + (a - 1) * months, january + b * months - 1
    return None


def _span(form: str, year: int | None, text: str) -> tuple[int, int]:
    """First and last month of a text in plain form, each as 12 * year + month - 1."""
    span = _one_side(form, year, text)
    sides = _TWO_SIDED.fullmatch(form)
    if span is None and sides:
        from_, to = (_one_side(side, None, text) for side in sides.groups())
        span = (from_[0], to[1]) if from_ and to else None
    if span is None:
        raise UnreadablePeriod("unknown_form", text)
    if span[0] > span[1]:
        raise UnreadablePeriod("order", text)
    return span


def read_period(
    text: str | date | datetime, *, cumulative: bool = False, year: int | None = None
) -> Period:
    """A period such as ``2021-06``, ``2021年1-6月``, ``2021年上半年`` or ``截至2021年6月底``.

    Equal dates give one id: 2021年1-6月, 2021H1 and 2021-01/2021-06 are all 2021-S1. A date
    from a sheet that is the first of a month is read as that month, because Excel turns a
    typed 2021-06 into 2021-06-01; any other day, and a day written out as text, is a state as
    of that day. 截至2021年6月 without a day is refused: its end may lie anywhere in the month.
    So is 2021.1, which is also what a sheet makes of the number 2021.10. A year of two digits is
    one of this century before 年, as in 21年3月.

    Args:
        text: the cell.
        cumulative: the figures run from 1 January, so that 2021-06 means January to June.
            The suffix 累计 says the same of one cell. Days keep their meaning.
        year: the year of texts that print none, such as 上半年 or 1-6月.

    Raises:
        UnreadablePeriod: the text is no period, or more than one could be meant.
    """
    if isinstance(text, date):
        day = date(text.year, text.month, text.day)
        midnight = not isinstance(text, datetime) or text.time() == time.min
        if day.day > 1 or not midnight:
            return _as_of(day)
        text = f"{day:%Y-%m}"

    form = _plain(text)
    if not form:
        raise UnreadablePeriod("empty")
    if _MONTH_OR_OCTOBER.fullmatch(form):
        raise UnreadablePeriod("month_or_october", text, year=form[:4])
    if _SERIAL.fullmatch(form):
        day = _EXCEL_EPOCH + timedelta(days=int(form))
        raise UnreadablePeriod("serial_day", text, day=day.isoformat())
    until = re.match("截[~止]~?", form)  # 截至, 截止, 截至到; 至 and 到 are ~ by now
    form = form[until.end() :] if until else form
    if named_day := _day(form, year, text):
        return _as_of(named_day)
    if form.endswith(("底", "末")):
        return _as_of(_months(*_span(form[:-1], year, text)).end)
    if until:
        raise UnreadablePeriod("as_of_day", text)
    if re.fullmatch(".*(月|季度?|H[12])累计", form):
        form, cumulative = form.removesuffix("累计"), True

    first, last = _span(form, year, text)
    january = last - last % 12
    if cumulative and first == last:
        first = january
    if cumulative and first != january:
        raise UnreadablePeriod("not_cumulative", text)
    return _months(first, last)


def read_day(text: str) -> Day:
    """A day such as ``2021-01-15``, ``2021.1.15``, ``21.1.15`` or ``20210115``, or a month.

    Raises:
        UnreadablePeriod: with rule ``month_or_october``, ``serial_day`` or else ``date``.
    """
    form = _plain(text)
    try:
        period = read_period(f"20{form}" if _SHORT_DAY.fullmatch(form) else text)
    except UnreadablePeriod as error:
        if error.rule in ("month_or_october", "serial_day"):
            raise
        raise UnreadablePeriod("date", text) from error
    if period.period_kind == "as_of":
        return Day(period.end, "day")
    if period.period_kind != "month" or form.endswith("累计"):
        raise UnreadablePeriod("date", text)
    return Day(period.end, "month")


def read_round(text: str) -> int:
    """The number of a round of a campaign: ``第四期``, ``4期``, ``一`` or ``4.0``.

    Raises:
        UnreadablePeriod: with rule ``round``.
    """
    found = _ROUND.fullmatch(half_width(text).replace(" ", ""))
    try:
        number = int(found["digits"] or number_in_words(found["words"])) if found else 0
    except UnreadableLiteral as error:
        raise UnreadablePeriod("round", text) from error
    if number < 1:
        raise UnreadablePeriod("round", text)
    return number
