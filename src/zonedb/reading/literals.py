"""Reads a value as people print it: number, unit, comparator and printed decimals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from zonedb.reading.unreadable import Unreadable, half_width, name_key

MAX_DECIMALS = 4  # observations.decimals
LIMIT = Decimal(10) ** 12  # observations.value stays below it
GROWTH_TIMES = "times_growth"  # the unit of 增长1.2倍, which is percent
_LAST_PLACE = Decimal(10) ** -MAX_DECIMALS
_EXCEL_DIGITS = 15  # Excel shows no more; what follows is noise of binary arithmetic


@dataclass(frozen=True)
class Literal:
    """A value as printed.

    Attributes:
        printed: the cell as given, without white space at its ends; rounded to four decimals
            where it has more.
        value: in the printed unit; None for a dash, which means: no figure.
        unit: ``unit_id``; None where no unit is printed.
        qualifier: one of ``= >= > <= < ~``.
        decimals: decimals of ``printed``, 0 to 4.
        given: the cell as given where ``printed`` had to be rounded.
        universe: among whom a rank is printed: ``country``, ``province``, ``city``, ``county``,
            or ``region`` for 全区, which is an autonomous region or a district.
    """

    printed: str
    value: Decimal | None
    unit: str | None = None
    qualifier: str = "="
    decimals: int = 0
    given: str | None = None
    universe: str | None = None


class UnreadableLiteral(Unreadable):
    """A value that cannot be read for certain."""


# 以上, 以下 and 以内 include the number, 超过 and 不满 do not: Civil Code (民法典), article 1259.
# 不少于, 不高于 and their like are the terms of GB/T 8170 for limiting values.
_SYMBOLS = {symbol: symbol for symbol in (">=", ">", "<=", "<")} | {"≈": "~"}
_BEFORE = _SYMBOLS | {
    word: symbol
    for symbol, words in {
        ">": "超 超过 突破 逾 大于 高于 多于",
        ">=": "至少 不少于 不低于 不小于",
        "<": "不足 不到 不满 小于 低于 少于",
        "<=": "至多 最多 不超过 不多于 不高于 不大于",
        "~": "近 将近 接近 约 大约",
    }.items()
    for word in words.split()
}
_BETWEEN = {"余": ">", "多": ">"}
_AFTER = {
    "以上": ">=",
    "及以上": ">=",
    "以下": "<=",
    "及以下": "<=",
    "以内": "<=",
    "左右": "~",
    "上下": "~",
}
_MIRRORED = {"=": "=", ">=": "<=", ">": "<", "<=": ">=", "<": ">", "~": "~"}
_FALLS = dict.fromkeys(("增长", "增加", "上升", "提高"), False) | dict.fromkeys(
    ("下降", "降低", "减少"), True
)
_LEVEL = re.compile("(?:同比|与(?:上年|去年)(?:同期)?)?(?:基本)?持平")
UNIVERSES = {
    "全国": "country",
    "全省": "province",
    "全市": "city",
    "全县": "county",
    "全区": "region",
}
_LAST = re.compile("末位|垫底|最后一?[位名]")
_FROM_BOTTOM = re.compile(f"倒数|{_LAST.pattern}")
# A unit that is written in several ways; ㎡ is m2 and km² km2 in ``name_key``.
_ALSO_WRITTEN = {
    "百分点": ("个百分点",),
    "平方公里": ("平方千米", "km2"),
    "平方米": ("平米", "m2"),
}


def unit_forms(symbol: str) -> set[str]:
    """A unit's symbol in every form in which sheets write it, also as ``name_key`` compares it."""
    forms = {symbol}
    for usual, others in _ALSO_WRITTEN.items():
        forms |= {form.replace(usual, other) for form in set(forms) for other in others}
    return forms | {name_key(form) for form in forms}


def _one_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_NUMERALS = "零〇一二两三四五六七八九十百千万亿"

# Chinese numerals below 亿, as they are regularly written: 三百一十, 一千零五, 一万二千.
_VALUES = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {"两": 2}
_WEIGHTS = {"十": 10, "百": 100, "千": 1000}
_DIGIT = "[一二三四五六七八九]"
_HEAD_DIGIT = "[一二两三四五六七八九]"
_TENS = f"{_DIGIT}十{_DIGIT}?"
_HUNDREDS = f"{_HEAD_DIGIT}百(?:零{_DIGIT}|{_TENS})?"
_THOUSANDS = f"{_HEAD_DIGIT}千(?:零(?:{_TENS}|{_DIGIT})|{_HUNDREDS})?"
_BELOW_WAN = f"(?:{_THOUSANDS}|{_HUNDREDS}|{_TENS}|十{_DIGIT}?|{_HEAD_DIGIT})"
_IN_WORDS = re.compile(
    f"零|(?:{_BELOW_WAN}万零(?:{_HUNDREDS}|{_TENS}|{_DIGIT})|{_BELOW_WAN}万{_THOUSANDS}|{_BELOW_WAN})"
)

_DASH = re.compile("[-–—―─]{1,3}|/")  # as in the yearbook of Shanxi: no such figure
_FORMULA = re.compile("=|#[A-Z#]")
_HEAD = re.compile(
    f"(?P<change>(?:同比)?(?P<direction>{_one_of(_FALLS)})?)"
    f"(?P<before>{_one_of(_BEFORE)})?"
    f"(?P<ranked>(?:位居|位列|排名|居|列|排)?(?P<universe>{_one_of(UNIVERSES)})?(?:并列)?)"
    "(?P<ordinal>第)?"
)
_AMONG = re.compile("/ ?([1-9][0-9]*) ?(?=[位名]?$)")  # 3/11: the third of eleven
_NUMBER = re.compile("[+-]?[.,]?[0-9][0-9.,]*|[" + _NUMERALS + "]+")
_STRAY_SIGN = re.compile("[-+–—―─(△▲]+")
_IN_DIGITS = re.compile(r"[+-]?(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_TAIL = re.compile(f"(?P<between>{_one_of(_BETWEEN)})?(?P<unit>.*?)(?P<after>{_one_of(_AFTER)})?")
_A_NUMBER = f"[0-9]|{_HEAD_DIGIT}|十"


def _digits(token: str) -> Decimal:
    """The number that is written in Arabic digits, with its decimals."""
    if not _IN_DIGITS.fullmatch(token):
        code = re.fullmatch("[+-]?0[0-9]+(?:[.][0-9]+)?", token)
        raise UnreadableLiteral("leading_zero" if code else "ambiguous_separator", token)
    number = Decimal(token.replace(",", ""))
    return number or abs(number)  # no negative zero


def number_in_words(token: str) -> Decimal:
    """The number that is written in Chinese numerals, such as 十二 or 三百一十.

    Raises:
        UnreadableLiteral: they are not written regularly.
    """
    token = token.replace("〇", "零")
    if not _IN_WORDS.fullmatch(token):
        raise UnreadableLiteral("number_words", token)
    total = section = digit = 0
    for char in token:
        if char in _VALUES:
            digit = _VALUES[char]
        elif char in _WEIGHTS:
            section += (digit or 1) * _WEIGHTS[char]
            digit = 0
        else:  # 万
            total, section, digit = (section + digit) * 10000, 0, 0
    return Decimal(total + section + digit)


def _unit(symbol: str, units: Mapping[str, str]) -> str | None:
    """The unit of a symbol in any of its forms."""
    return units.get(symbol) or units.get(name_key(symbol))


def _not_a_unit(tail: str, text: str, units: Mapping[str, str]) -> UnreadableLiteral:
    """Why what follows the number is no unit."""
    if re.match(r"[eE][+-]?[0-9]|[×xX*]\s*10", tail):
        return UnreadableLiteral("scientific", text)
    if re.search(rf"[-~–—―至到]\s*(?:{_A_NUMBER})", tail):
        return UnreadableLiteral("range", text)
    multiplied = re.fullmatch("[十百千万亿]+[余多]?(.*)", tail)
    if multiplied and (not multiplied[1] or _unit(multiplied[1], units)):
        return UnreadableLiteral("multiplier", text)
    if re.search(_A_NUMBER, tail):
        return UnreadableLiteral("two_numbers", text)
    return UnreadableLiteral("unknown_unit", tail)


def _numberless(text: str) -> UnreadableLiteral:
    """Why a text without a number is no value."""
    if text in ("无", "暂无", "没有"):
        return UnreadableLiteral("none_word", text)
    if re.fullmatch(r"…+|\.{3,}", text):
        return UnreadableLiteral("ellipsis")
    return UnreadableLiteral("all" if text == "全部" else "no_number", text)


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])


def _fitted(value: Decimal, decimals: int, qualifier: str = "=") -> tuple[Decimal, int]:
    """A value with its decimals, as a database holds them: rounded half up to four decimals.

    A bound is rounded away from what it bounds, so that it stays true.
    """
    if abs(value) < LIMIT and decimals > MAX_DECIMALS:
        rounding = {">": ROUND_FLOOR, "<": ROUND_CEILING}.get(qualifier[0], ROUND_HALF_UP)
        value, decimals = value.quantize(_LAST_PLACE, rounding), MAX_DECIMALS
    if abs(value) >= LIMIT:
        raise UnreadableLiteral("too_large")
    return value or value.copy_abs(), decimals  # no negative zero


def read_literal(
    text: str, units: Mapping[str, str], *, growth: bool = False, rank: str = ""
) -> Literal:
    """A value as printed, such as ``1,234.5``, ``20余家``, ``5238.45万美元`` or ``第5位``.

    Nothing is guessed: a multiplier such as 1.2万 is refused because it prints fewer digits
    than the number it stands for, a word because it is not known.

    Args:
        text: the cell.
        units: symbol, as printed, to ``unit_id``; holds %, and 位 as the unit of ranks.
        growth: the indicator is a growth rate, so that 下降3.2% is -3.2, 下降20%以上 is <= -20,
            增长1.2倍 is 1.2 times and 持平 is about 0. Elsewhere such a text tells a change of
            the value, not the value.
        rank: the indicator is a rank from the ``top`` or ``bottom``, so that 3, 三, 3名 and 3/11
            are a third place; elsewhere only what has 第 or 位 is. 倒数第3 is one from the bottom.

    Raises:
        UnreadableLiteral: the text is no value, or more than one value could be meant.
    """
    printed, text = text.strip(), half_width(text)
    found = _NUMBER.search(text)
    if not text:
        raise UnreadableLiteral("empty")
    if _DASH.fullmatch(text):
        return Literal(printed, None)
    if _FORMULA.match(text):
        raise UnreadableLiteral("formula_error", text)
    if _FROM_BOTTOM.search(text):
        if rank != "bottom":
            raise UnreadableLiteral("rank_from_bottom", text)
        text = _LAST.sub("第1位", text).replace("倒数", "")
        found = _NUMBER.search(text)
    if text == "一":
        raise UnreadableLiteral("lone_one")
    if growth and _LEVEL.fullmatch(text):  # about equal: no digit says how nearly
        return Literal(printed, Decimal(0), units.get("%"), "~")
    if not found:
        raise _numberless(text)

    token, tail = found[0], text[found.end() :].strip()
    if token[0] in _NUMERALS:
        short = token.rstrip("万亿") or token  # 三百万元 is 300 of 万元, as 300万元 is
        token, tail = short, token[len(short) :] + tail
        number = number_in_words(token)
    else:
        number = _digits(token)

    words = text[: found.start()].replace(" ", "")
    head, end = _HEAD.fullmatch(words), _TAIL.fullmatch(tail)
    if not head or not end or (head["ranked"] and not head["ordinal"]):
        raise UnreadableLiteral("sign" if _STRAY_SIGN.fullmatch(words) else "unknown_words", words)
    symbol = end["unit"].strip()
    if rank or head["ordinal"]:
        among = _AMONG.match(symbol)
        symbol = symbol[among.end() :] if among and number <= int(among[1]) else symbol
        if head["ordinal"] and symbol not in ("", "位", "名"):
            raise UnreadableLiteral("ordinal", symbol)
        symbol = "位" if symbol in ("", "名") else symbol
    unit = _unit(symbol, units) if symbol else None
    if symbol and unit is None:
        raise _not_a_unit(symbol, text, units)

    signs = (_BEFORE.get(head["before"]), _BETWEEN.get(end["between"]), _AFTER.get(end["after"]))
    qualifiers = {sign for sign in signs if sign} or {"="}
    if len(qualifiers) > 1:
        raise UnreadableLiteral("two_qualifiers", text)
    qualifier = qualifiers.pop()

    if unit and unit == units.get("位") and (qualifier != "=" or number < 1 or "." in token):
        raise UnreadableLiteral("rank")
    falls = _FALLS.get(head["direction"])
    if growth and unit and unit == units.get("倍"):  # only a rise by so many times is plain
        if falls is not False:
            raise UnreadableLiteral("falls_times" if falls else "bare_times", text)
        unit = GROWTH_TIMES
    if head["change"]:
        if falls is None or not growth or unit not in (None, units.get("%"), GROWTH_TIMES):
            raise UnreadableLiteral("direction")
        if token[0] in "+-":
            raise UnreadableLiteral("sign")
        if falls:
            number, qualifier = number.copy_negate(), _MIRRORED[qualifier]
    elif number < 0 and qualifier not in ("=", "~") and head["before"] not in _SYMBOLS:
        raise UnreadableLiteral("negative_bound")

    value, decimals = _fitted(number, _decimals(token), qualifier)
    universe = UNIVERSES.get(head["universe"])
    if decimals == _decimals(token):
        return Literal(printed, value, unit, qualifier, decimals, universe=universe)
    sign = token[0] if token[0] in "+-" and value else ""
    shown = f"{sign}{value.copy_abs():f}"
    rounded = text[: found.start()] + shown + text[found.end() :]
    return Literal(rounded, value, unit, qualifier, decimals, printed)


def read_number(value: int | float | Decimal) -> Literal:
    """A number that a sheet or a typed column holds; it has no unit and no comparator.

    A float is taken at the 15 significant digits that Excel shows. Zeros at the end count as
    decimals only in text: a number does not know whether it was shown as 12.5 or 12.50. More
    than four decimals are rounded half up.

    Raises:
        UnreadableLiteral: NaN, infinity, a truth value, or too large.
    """
    if isinstance(value, bool):
        raise UnreadableLiteral("no_number", str(value).upper())
    number = Decimal(f"{value:.{_EXCEL_DIGITS}g}" if isinstance(value, float) else value)
    if not number.is_finite():
        raise UnreadableLiteral("not_finite")
    given = f"{number or number.copy_abs():f}"  # no negative zero
    if "." in given:
        given = given.rstrip("0").rstrip(".")
    number, decimals = _fitted(Decimal(given), _decimals(given))
    printed = f"{number:f}"
    return Literal(printed, number, decimals=decimals, given=given if printed != given else None)
