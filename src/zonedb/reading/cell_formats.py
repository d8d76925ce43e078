"""Numbers and days of a workbook as text, as the format of their cells shows them.

Zeros that a format of whole numbers puts in front are shown, too: 12 in ``0000`` is the code
``0012``. In front of decimals (``00.0``) they are no code, and are left out like the separators of
thousands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

_EXCEL_DIGITS = 15  # Excel shows no more; what follows is noise of binary arithmetic
_LONG = 1e15  # the first number of more digits
# Formats that Chinese Excel numbers and does not write down; libraries take them for General.
_CHINESE_MONTHS = dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"')
_CHINESE_DAYS = dict.fromkeys((28, 29, 30, 31, 51, 53, 54, 58), 'yyyy"年"m"月"d"日"')
CHINESE_FORMATS = _CHINESE_MONTHS | _CHINESE_DAYS
_PARTS = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|[_*].'
    r"|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]|(?P<general>General|G/通用格式)"
    r"|(?P<end>;)|(?P<digit>[0#?.,%])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_PLAIN = re.compile(r"(?:[0#?]|,(?=[0#?]))*(?:\.(?P<decimals>[0#?]*))?(?P<percent>%?)")
_HARMLESS = re.compile(r"[-+() \xa0]*")  # literals that add no unit
_OTHER_NOTATION = re.compile("[Ee/@]")  # scientific, fractions, text: the number itself counts


class UnitInFormat(ValueError):
    """A format scales a number, or adds a unit that the cell does not hold."""


@dataclass(frozen=True)
class _Section:
    """How a section of a format shows a number; ``most`` is None where it leaves it as it is."""

    least: int = 0
    most: int | None = None
    zeros: int = 1
    is_percent: bool = False
    has_digits: bool = True
    has_zero: bool = True
    has_unit: bool = False


def _section(skeleton: str, literals: str, *, is_general: bool, is_split: bool) -> _Section:
    found = _PLAIN.fullmatch(skeleton)
    if not found or is_split or not _HARMLESS.fullmatch(literals):
        return _Section(has_unit=True)
    if is_general:
        return _Section()
    decimals = found["decimals"] or ""
    is_whole = found["decimals"] is None and not found["percent"]
    return _Section(
        decimals.count("0"),
        len(decimals),
        skeleton.count("0") if is_whole else 1,
        bool(found["percent"]),
        bool(skeleton.strip(".,%")),
        "0" in skeleton,
    )


@cache
def _sections(format_: str) -> tuple[_Section, ...]:
    sections = []
    for section in _parted(format_):
        skeleton = literals = between = ""
        is_general = is_split = False
        for part in section:
            other = part["other"] or ""
            is_general = is_general or part["general"] is not None
            if _OTHER_NOTATION.fullmatch(other):
                is_general, other = True, ""
            if part["digit"]:
                # such as the hyphen of 0000-00, which makes another text of the number
                is_split = is_split or bool(skeleton and between.strip(" \xa0"))
                skeleton, between = skeleton + part["digit"], ""
            between += other + (part["quoted"] or "") + (part["escaped"] or "")
            literals += other + (part["quoted"] or "") + (part["escaped"] or "")
            literals += part["currency"] or ""
        is_split = is_split and not is_general
        sections.append(_section(skeleton, literals, is_general=is_general, is_split=is_split))
    return tuple(sections)


def _parted(format_: str) -> list[list[re.Match[str]]]:
    """The parts of each section of a format."""
    sections: list[list[re.Match[str]]] = [[]]
    for part in _PARTS.finditer(format_):
        if part["end"]:
            sections.append([])
        else:
            sections[-1].append(part)
    return sections


def is_long(value: int | float) -> bool:
    """Whether a number has more digits before its point than Excel keeps."""
    return abs(value) >= _LONG


def plain_number(value: int | float) -> str:
    """A number without a format, in at most the digits that Excel shows."""
    if isinstance(value, float):
        return f"{value:.{_EXCEL_DIGITS}g}" if abs(value) < _LONG else repr(value)
    return str(value)


def full_number(value: int | float, text: str) -> str:
    """All digits of a number that is shown as ``text``, in percent if that is."""
    number = Decimal(plain_number(value))
    if not number.is_finite():
        return text
    if not text.endswith("%"):
        return f"{number:f}"
    return f"{(number * 100).normalize():f}%"


def shows_all(value: int | float, text: str) -> bool:
    """Whether a text is equal to the number that it shows."""
    if text == plain_number(value):
        return True
    full = full_number(value, text)
    return bool(Decimal(text.removesuffix("%")) == Decimal(full.removesuffix("%")))


def shown_number(value: int | float, format_: str) -> str:
    """A number with the decimals that its format shows, 0.8723 as ``87.23%`` in ``0.00%``.

    Separators of thousands are left out: they are no part of the number.

    Raises:
        UnitInFormat: what is shown is another number, or has a unit that the cell lacks.
    """
    plain = plain_number(value)
    if format_ == "General" or re.search(r"\[[<>=]", format_):
        if any(section.has_unit for section in _sections(format_)):
            raise UnitInFormat
        return plain
    sections = _sections(format_)
    number = Decimal(plain)
    if not number.is_finite():
        return plain
    section = sections[0]
    if number < 0 and len(sections) > 1:
        section = sections[1]
    elif number == 0 and len(sections) > 2 and (sections[2].has_zero or sections[2].has_unit):
        section = sections[2]  # else it is such as the dash of accounts: the cell holds 0
    if section.has_unit or not section.has_digits:
        raise UnitInFormat
    if section.most is None:
        return plain
    if section.is_percent:
        number *= 100
    text = f"{number.quantize(Decimal(1).scaleb(-section.most), ROUND_HALF_UP):f}"
    for _ in range(section.most - section.least):
        text = text.removesuffix("0")
    text = text.removesuffix(".")
    text = text.removeprefix("-") if not Decimal(text) else text
    if section.zeros > 1:
        sign = "-" * text.startswith("-")
        text = sign + text.removeprefix("-").zfill(section.zeros)
    return text + "%" * section.is_percent


def shown_day(value: date | datetime, format_: str) -> str:
    """A day as ISO 8601, or the month or year that is all its format shows of it."""
    tokens = re.sub(r'"[^"]*"|[\\!].|[_*].|\[[^\]]*\]|AM/PM', "", format_.split(";")[0]).lower()
    has_clock = "h" in tokens or "s" in tokens
    if isinstance(value, datetime):
        if value.time() != time() and (has_clock or "y" not in tokens):
            return value.isoformat()
        value = value.date()
    if "d" in tokens or has_clock or not re.search("[ym]", tokens):
        return value.isoformat()
    return f"{value:%Y-%m}" if "m" in tokens else f"{value:%Y}"


def shown(value: Any, format_: str) -> str | None:
    """A cell of a workbook as text; nothing for a blank one.

    Raises:
        UnitInFormat: a number whose format scales it or adds a unit.
    """
    if value is None or isinstance(value, str):
        stripped = value.strip() if value else ""
        return stripped or None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return shown_day(value, format_)
    if isinstance(value, int | float):
        return shown_number(value, format_)
    return str(value)
