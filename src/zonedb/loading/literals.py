"""Reads a value as people print it: number, unit, comparator and printed decimals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from zonedb.loading.unreadable import Messages, Unreadable, half_width

MAX_DECIMALS = 4  # observations.decimals
LIMIT = Decimal(10) ** 12  # observations.value stays below it
_EXCEL_DIGITS = 15  # Excel shows no more; what follows is noise of binary arithmetic


@dataclass(frozen=True)
class Literal:
    """A value as printed.

    Attributes:
        printed: the cell as given, without white space at its ends.
        value: in the printed unit; None for a dash, which means: no figure.
        unit: ``unit_id``; None where no unit is printed.
        qualifier: one of ``= >= > <= < ~``.
        decimals: decimals printed, 0 to 4.
    """

    printed: str
    value: Decimal | None
    unit: str | None = None
    qualifier: str = "="
    decimals: int = 0


class UnreadableLiteral(Unreadable):
    """A value that cannot be read for certain."""

    MESSAGES: ClassVar[Messages] = {
        "empty": ("单元格为空", "the cell is empty"),
        "no_number": (
            "“{0}”中没有数字;请填数字,没有数据填“—”",
            "no number in '{0}'; write a number, or a dash for no figure",
        ),
        "none_word": (
            "“{0}”可指零,也可指没有数据;请填0或“—”",
            "'{0}' may mean zero or no figure; write 0, or a dash for no figure",
        ),
        "ellipsis": (
            "“…”在年鉴中指不足最小单位,并非没有数据;请填数字或“—”",
            "'…' means less than the smallest unit in yearbooks; write a number or a dash",
        ),
        "lone_one": (
            "“一”可指1,也可能是横线;请填1或“—”",
            "'一' may be 1 or a dash; write 1, or a dash for no figure",
        ),
        "all": (
            "“全部”不是数字;请填全部的个数",
            "'全部' (all) is no number; write how many that is",
        ),
        "formula_error": (
            "“{0}”是公式或公式错误;请改为数值",
            "'{0}' is a formula or its error; put a value in its place",
        ),
        "ambiguous_separator": (
            "“{0}”的逗号或小数点位置不对;请写成1234.5或1,234.5",
            "commas or points of '{0}' are misplaced; write 1234.5 or 1,234.5",
        ),
        "leading_zero": (
            "“{0}”以0开头,像是编号;请填数值",
            "'{0}' begins with 0 like a code; write the number",
        ),
        "number_words": (
            "“{0}”不是规范的汉字数字;请改用阿拉伯数字",
            "'{0}' is no regular number in Chinese characters; write it in digits",
        ),
        "scientific": (
            "“{0}”是科学记数法;请写出全部数字",
            "'{0}' is scientific notation; write all digits",
        ),
        "multiplier": (
            "“{0}”带万、亿等倍数;请写出完整数字,如12000",
            "'{0}' multiplies the number; write it in full, such as 12000",
        ),
        "range": (
            "“{0}”是范围或日期;请只填一个数",
            "'{0}' is a range or a date; write one number",
        ),
        "two_numbers": (
            "“{0}”中不止一个数;一格只填一个数,数字间不留空格",
            "more than one number in '{0}'; one number a cell, no spaces inside it",
        ),
        "unknown_unit": (
            "不认识单位“{0}”;请用单位表中的符号,或只填数字",
            "unknown unit '{0}'; use a symbol of the table units, or the number alone",
        ),
        "unknown_words": (
            "数字前的“{0}”含义不明;请只留数字、单位和超、近、不足等词",
            "the words '{0}' before the number are not understood; keep number, unit, comparator",
        ),
        "two_qualifiers": (
            "“{0}”中的比较词互相矛盾;请只留一个",
            "comparators in '{0}' contradict each other; keep one",
        ),
        "sign": (
            "正负号不清楚;负数请写成-3.2",
            "the sign is unclear; write a negative number as -3.2",
        ),
        "negative_bound": (
            "负数的上下限含义不明;请写成>=-3.2或<=-3.2",
            "a bound on a negative number is unclear; write >=-3.2 or <=-3.2",
        ),
        "direction": (
            "增减词只用于增速指标的百分数;请填带正负号的数,如-3.2%",
            "words of rise and fall are read for growth in % only; write a signed number, as -3.2%",
        ),
        "rank": (
            "位次须是一个正整数,不带比较词;请写成第5位",
            "a rank is one positive whole number without comparator; write 第5位",
        ),
        "ordinal": (
            "“第…{0}”是序号,不是数量;请填数量",
            "'第…{0}' is the number of one in a series, not a quantity; write a quantity",
        ),
        "too_many_decimals": (
            "小数超过4位;请在表中四舍五入到4位以内",
            "more than 4 decimals; round to at most 4 in the sheet",
        ),
        "too_large": (
            "数值达到1万亿;请换用更大的单位",
            "the number reaches 1,000,000,000,000; use a larger unit",
        ),
        "not_finite": (
            "不是有限的数;请检查公式",
            "not a finite number; check the formula",
        ),
    }


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
_FALLS = {"增长": False, "上升": False, "提高": False, "下降": True, "降低": True, "减少": True}


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
    f"(?P<before>{_one_of(_BEFORE)})?(?P<ordinal>第)?"
)
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


def _words(token: str) -> Decimal:
    """The number that is written in Chinese numerals."""
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
    """The unit of a symbol, also where it is written ㎡, KM2 or 个百分点."""
    composed = unicodedata.normalize("NFKC", symbol)
    for form in (symbol, composed, composed.casefold(), symbol.replace("个百分点", "百分点")):
        if form in units:
            return units[form]
    return None


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


def _literal(
    printed: str, value: Decimal, decimals: int, unit: str | None = None, qualifier: str = "="
) -> Literal:
    """A literal whose value fits into a database."""
    if abs(value) >= LIMIT:
        raise UnreadableLiteral("too_large")
    if decimals > MAX_DECIMALS:
        raise UnreadableLiteral("too_many_decimals")
    return Literal(printed, value, unit, qualifier, decimals)


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])


def read_literal(text: str, units: Mapping[str, str], *, growth: bool = False) -> Literal:
    """A value as printed, such as ``1,234.5``, ``20余家``, ``5238.45万美元`` or ``第5位``.

    Nothing is guessed: a multiplier such as 1.2万 is refused because it prints fewer digits
    than the number it stands for, a word because it is not known.

    Args:
        text: the cell.
        units: symbol, as printed, to ``unit_id``; holds %, and 位 as the unit of ranks.
        growth: the indicator is a growth rate, so that 下降3.2% is -3.2 and 下降20%以上 is
            <= -20. Elsewhere such a text tells a change of the value, not the value.

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
    if text == "一":
        raise UnreadableLiteral("lone_one")
    if not found:
        raise _numberless(text)

    token, tail = found[0], text[found.end() :].strip()
    if token[0] in _NUMERALS:
        short = token.rstrip("万亿") or token  # 三百万元 is 300 of 万元, as 300万元 is
        token, tail = short, token[len(short) :] + tail
        number = _words(token)
    else:
        number = _digits(token)

    words = text[: found.start()].replace(" ", "")
    head, end = _HEAD.fullmatch(words), _TAIL.fullmatch(tail)
    if not head or not end:
        raise UnreadableLiteral("sign" if _STRAY_SIGN.fullmatch(words) else "unknown_words", words)
    symbol = end["unit"].strip()
    if head["ordinal"]:
        if symbol not in ("", "位", "名"):
            raise UnreadableLiteral("ordinal", symbol)
        symbol = "位"
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
    if head["change"]:
        falls = _FALLS.get(head["direction"])
        if falls is None or not growth or unit not in (None, units.get("%")):
            raise UnreadableLiteral("direction")
        if token[0] in "+-":
            raise UnreadableLiteral("sign")
        if falls:
            number, qualifier = -number, _MIRRORED[qualifier]
    elif number < 0 and qualifier not in ("=", "~") and head["before"] not in _SYMBOLS:
        raise UnreadableLiteral("negative_bound")
    return _literal(printed, number, _decimals(token), unit, qualifier)


def read_number(value: int | float | Decimal) -> Literal:
    """A number that a sheet or a typed column holds; it has no unit and no comparator.

    A float is taken at the 15 significant digits that Excel shows. Zeros at the end count as
    decimals only in text: a number does not know whether it was shown as 12.5 or 12.50.

    Raises:
        UnreadableLiteral: NaN, infinity, a truth value, too large, or more than 4 decimals.
    """
    if isinstance(value, bool):
        raise UnreadableLiteral("no_number", str(value).upper())
    number = Decimal(f"{value:.{_EXCEL_DIGITS}g}" if isinstance(value, float) else value)
    if not number.is_finite():
        raise UnreadableLiteral("not_finite")
    printed = f"{number or abs(number):f}"  # no negative zero
    if "." in printed:
        printed = printed.rstrip("0").rstrip(".")
    return _literal(printed, Decimal(printed), _decimals(printed))
