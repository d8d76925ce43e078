"""Holds a copy of a source's text against the database, in both directions."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from zonedb.errors import SourceTextError
from zonedb.store.assets import DEFAULT_PATH

if TYPE_CHECKING:
    import duckdb

_NUMERAL = re.compile(r"\d+(?:\.\d+)?")
_NUMBER_WORD = re.compile("全部|[一二两三四五六七八九十百]+[期级类家个宗名项]")
_CHINESE_DIGITS = {word: value for value, word in enumerate("一二三四五六七八九十", 1)} | {"两": 2}

_PASSAGES = "select passage_no, sha256, char_count from source_passages where source_id = ?"
_FIGURES = """
    select passage_no, figure_no, printed, value, decimals
    from figures
    where source_id = ? and passage_no is not null
    order by figure_no
"""
_EXCLUDED = "select passage_no, printed, mention_count from excluded_literals where source_id = ?"
_SOURCES = "select distinct source_id from source_passages order by all"


@dataclass(frozen=True)
class VerifyReport:
    """What a verification counted and found.

    ``findings`` holds one line a difference, with its paragraph; empty if text and
    database agree.
    """

    source_id: str
    paragraphs: int
    figures: int
    numerals: int
    findings: tuple[str, ...]


@dataclass(frozen=True)
class _Literal:
    printed: str
    name: str


def paragraphs(text: str) -> list[str]:
    """Non-empty lines of a text, without white space at their ends."""
    return [line.strip() for line in text.removeprefix("\ufeff").splitlines() if line.strip()]


def _spans(literal: str, text: str) -> list[tuple[int, int]]:
    """Where a literal stands in a text, not counting it inside a longer number."""
    pattern = re.escape(literal)
    if literal[0].isdigit():
        pattern = r"(?<![\d.])" + pattern
    if literal[-1].isdigit():
        pattern += r"(?!\d|\.\d)"
    return [match.span() for match in re.finditer(pattern, text)]


def _literal_problem(name: str, printed: str, value: Decimal, decimals: int) -> str | None:
    """How the number written in a literal differs from the value, if it does."""
    numeral = _NUMERAL.search(printed.replace(",", ""))
    if numeral:
        written = Decimal(numeral.group())
        places = len(numeral.group().partition(".")[2])
        if (written, places) != (abs(value), decimals):
            return f"{name}: {printed} is printed, the value is {value:f} with {decimals} decimals"
        return None
    words = [_CHINESE_DIGITS[char] for char in printed if char in _CHINESE_DIGITS]
    if len(words) == 1 and words[0] != value:
        return f"{name}: {printed} is printed, the value is {value:f}"
    return None


def _check_counts(number: int, text: str, literals: list[_Literal]) -> list[str]:
    """Literals that the paragraph prints more or less often than the database says."""
    problems = []
    for printed, expected in Counter(literal.printed for literal in literals).items():
        found = len(_spans(printed, text))
        if found != expected:
            names = ", ".join(x.name for x in literals if x.printed == printed)
            problems.append(
                f"paragraph {number}: {printed} is printed {found} times, "
                f"the database has it {expected} times ({names})"
            )
    return problems


def _check_order(number: int, text: str, literals: list[_Literal]) -> list[str]:
    """Figures that do not stand in the paragraph in the order of their numbers."""
    position = 0
    for literal in literals:
        following = [span for span in _spans(literal.printed, text) if span[0] >= position]
        if not following and _spans(literal.printed, text):
            return [f"paragraph {number}: {literal.name} stands before the figures it follows"]
        position = following[0][1] if following else position
    return []


def _check_numerals(number: int, text: str, literals: list[_Literal]) -> list[str]:
    """Numerals and number words of the paragraph that nothing in the database accounts for."""
    covered: set[int] = set()
    for literal in literals:
        for start, end in _spans(literal.printed, text):
            covered.update(range(start, end))
    return [
        f"paragraph {number}: {match.group()} is printed, the database does not have it "
        f"(...{text[max(match.start() - 6, 0) : match.end() + 6]}...)"
        for pattern in (_NUMERAL, _NUMBER_WORD)
        for match in pattern.finditer(text)
        if match.start() not in covered
    ]


def _read(article: Path) -> list[str]:
    try:
        return paragraphs(article.read_text("utf-8"))
    except IsADirectoryError as error:
        raise SourceTextError(f"{article}: is a folder; give the text file") from error
    except OSError as error:
        raise SourceTextError(f"{article}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise SourceTextError(
            f"{article}: byte {error.start} is not UTF-8; save the text as UTF-8"
        ) from error


def _choose_source(connection: duckdb.DuckDBPyConnection, source: str | None) -> str:
    known = [str(name) for (name,) in connection.execute(_SOURCES).fetchall()]
    if source is None and len(known) == 1:
        return known[0]
    if source is not None and source in known:
        return source
    asked = f"source {source} has no passages on record" if source else "several sources"
    raise SourceTextError(f"{asked}; choose with --source one of: {', '.join(known)}")


def verify(
    article: str | Path, db: str | Path = DEFAULT_PATH, *, source: str | None = None
) -> VerifyReport:
    """Hold a copy of the text against the database, in both directions.

    Paragraph hashes; every literal in its paragraph as often as the database says and in
    order; every numeral of the text a figure or a documented exclusion; the number in every
    literal equal to its value.

    Args:
        article: path of the text, UTF-8; a paragraph is a non-empty line, counted from 1.
        db: path of the database file.
        source: ``source_id``; may be left out while one source has passages on record.

    Raises:
        SourceTextError: the text cannot be read, or the source is unknown.
        DatabaseError: the file is missing or not one of zonedb's.
    """
    from zonedb.store.opening import connect

    lines = _read(Path(article))
    with connect(db) as connection:
        source_id = _choose_source(connection, source)
        passages = connection.execute(_PASSAGES, [source_id]).fetchall()
        figures = connection.execute(_FIGURES, [source_id]).fetchall()
        excluded = connection.execute(_EXCLUDED, [source_id]).fetchall()

    known = {sha256 for _, sha256, _ in passages}
    if not any(hashlib.sha256(line.encode()).hexdigest() in known for line in lines):
        raise SourceTextError(
            f"{article}: no paragraph of it is on record; is this the text of {source_id}?"
        )
    findings = []
    if len(lines) != len(passages):
        findings.append(f"the text has {len(lines)} paragraphs, the database {len(passages)}")
    hashes = {number: (sha256, count) for number, sha256, count in passages}
    for number, line in enumerate(lines, 1):
        sha256, count = hashes.get(number, ("", 0))
        if hashlib.sha256(line.encode()).hexdigest() != sha256:
            findings.append(
                f"paragraph {number}: differs from the text on record "
                f"({len(line)} characters, {count} on record)"
            )
        text = line.replace("**", "")  # bold marks of the copy
        own = [
            _Literal(printed, f"figure {no}")
            for passage, no, printed, _, _ in figures
            if passage == number
        ]
        names = [
            _Literal(printed, "excluded")
            for passage, printed, times in excluded
            if passage == number
            for _ in range(times)
        ]
        findings += _check_counts(number, text, own + names)
        findings += _check_order(number, text, own)
        findings += _check_numerals(number, text, own + names)
    for passage, no, printed, value, decimals in figures:
        problem = _literal_problem(f"figure {no}", printed, value, decimals)
        if problem:
            findings.append(f"paragraph {passage}: {problem}")
        if passage > len(lines):
            findings.append(f"paragraph {passage}: missing from the text, figure {no} ({printed})")
    numerals = sum(len(_NUMERAL.findall(line)) for line in lines)
    return VerifyReport(source_id, len(lines), len(figures), numerals, tuple(findings))
