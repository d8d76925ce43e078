"""Finds the table on a sheet: lines above it, rows of headings, and what each column is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from zonedb.loading.headings import Meaning, Vocabulary, period_in
from zonedb.loading.kinds import Field
from zonedb.reading.grids import Merged
from zonedb.reading.merged_cells import NUMBER
from zonedb.reading.unreadable import half_width, name_key

HEADER_WITHIN = 15  # rows in which the headings stand
_MOST_HEADER_ROWS = 3
EXAMPLE_MARKS = ("示例:", "example:")  # how the row below the headings begins if it is no data
NOT_DATA = ("说明", "Rules", "选项", "Choices")  # sheets of a template that people read
_OWN_LIST = "zonedb:"  # how the list of problems begins in a marked copy
_UNIT_LINE = re.compile(r"(?<![报设送制责管位])(?:计量|金额)?单位\s*:\s*([^:;。)）\s]+)")
_REPORTER = re.compile(r"(?:填报|报送|上报|报告)单位(?:\(盖章\))?\s*:\s*([^:;,。\s]+)")
_LABELLED = re.compile(r"[^:]{1,12}:")  # such as 填报人: or 单位:亿元
_TOTAL = re.compile(
    "(?:全[市省区县州部]|各?开发区|以上)?(?:合计|小计|总计|共计)数?|全[市省区县州]|总数"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")

Row = list[str | None]


@dataclass(frozen=True)
class Title:
    """What the lines above a table, and the name of its sheet, say of all of it.

    Attributes:
        units: as written, such as 亿元 and %.
        period: as written, and where: row and column, both 0 for the name of the sheet.
        year: that a line names, for periods without one.
        zone: name of a zone.
        indicator: name of an indicator.
        text: the lines and the name of the sheet.
    """

    text: str = ""
    units: tuple[str, ...] = ()
    period: str = ""
    period_place: tuple[int, int] = (0, 0)
    year: int | None = None
    zone: str = ""
    indicator: str = ""


@dataclass(frozen=True)
class FigureColumn:
    """A column of figures, and what they are."""

    number: int
    meaning: Meaning


@dataclass
class Block:
    """A table on a sheet.

    Attributes:
        first_row: of its headings, counted from 1.
        header_row: the last of its rows of headings.
        headings: of each column, those above each other joined.
        fields: numbers of columns by the field that they hold.
        units: units in the headings of fields.
        figures: columns of figures under the names of indicators, zones or periods.
        unknown: numbers of columns whose heading is not known.
        totals: numbers of columns of totals, where zones stand across.
        repeated: columns that head the field of an earlier one, and that one.
        example_row: a row below the headings that is an example.
    """

    first_row: int
    header_row: int
    headings: tuple[str, ...]
    title: Title
    fields: dict[str, int] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    figures: tuple[FigureColumn, ...] = ()
    unknown: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    repeated: list[tuple[int, int]] = field(default_factory=list)
    example_row: int | None = None


def find_block(
    name: str,
    rows: Sequence[Row],
    merged: Iterable[Merged],
    words: Vocabulary,
    *,
    is_spreadsheet: bool,
) -> Block | None:
    """The table whose headings stand among the first rows of a sheet.

    Args:
        name: of the sheet.
        rows: the first ``HEADER_WITHIN`` rows.
        merged: cells of the sheet.
        words: the headings that are known.
        is_spreadsheet: else a row that begins with ``#`` is a comment.
    """
    last = _best_row(rows, words, is_spreadsheet=is_spreadsheet)
    if last is None or _is_for_people(name, rows):
        return None
    first = last
    while first > 1 and last - first < _MOST_HEADER_ROWS - 1 and _heads(rows, first - 2, words):
        first -= 1
    while (
        last < len(rows) and last - first < _MOST_HEADER_ROWS - 1 and _is_below(rows[last], words)
    ):
        last += 1
    paths = _paths(rows[first - 1 : last], first, list(merged), words)
    block = Block(
        first,
        last,
        tuple(" ".join(dict.fromkeys(path)) for path in paths),
        _title(name, rows[: first - 1], words),
    )
    _columns(block, paths, words)
    if len(rows) > last and is_example(rows[last]):
        block.example_row = last + 1
    return block


def is_total(key: str) -> bool:
    """Whether a text, as ``name_key`` gives it, names a row or column of totals."""
    return _TOTAL.fullmatch(key) is not None


def is_example(row: Row) -> bool:
    """Whether the row below the headings is the example of a template."""
    return any(cell and name_key(cell).startswith(EXAMPLE_MARKS) for cell in row)


def holds_data(name: str, rows: Iterable[Row]) -> bool:
    """Whether a sheet without known headings has a row with a number among other cells."""
    rows = iter(rows)
    first = list(islice(rows, 1))
    if _is_for_people(name, first):
        return False
    for row in chain(first, rows):
        texts = [text for text in row if text]
        if len(texts) >= 2 and any(NUMBER.fullmatch(text) for text in texts):
            return True
    return False


def _is_for_people(name: str, rows: Sequence[Row]) -> bool:
    """Whether a sheet is one of a template or a marked copy that people read."""
    texts = [text for text in rows[0] if text] if rows else []
    return name in NOT_DATA or (bool(texts) and texts[0].startswith(_OWN_LIST))


# -- rows of headings --------------------------------------------------------------------------


def _best_row(rows: Sequence[Row], words: Vocabulary, *, is_spreadsheet: bool) -> int | None:
    """Number of the row with most known headings, at least two, and fewest other texts.

    One that is known is enough where it heads a field and no figure stands beside it.
    """

    def score(row: Row) -> tuple[int, int]:
        texts = [cell for cell in row if cell]
        if not is_spreadsheet and texts and texts[0].startswith("#"):
            return 0, 0  # a comment
        if any(map(_is_label, texts)):
            return 0, 0
        known = sum(map(words.is_heading, texts))
        return known, known - len(texts)

    scores = [score(row) for row in rows]
    best = max(scores, default=(0, 0))
    if best[0] >= 2:
        return scores.index(best) + 1
    for number, (row, (known, _)) in enumerate(zip(rows, scores, strict=True), 1):
        texts = [cell for cell in row if cell]
        is_heading = known and len(texts) >= 2 and not any(map(_is_number, texts))
        if is_heading and any(words.field(text)[0] for text in texts):
            return number
    return None


def _is_label(text: str) -> bool:
    """Whether a cell is a line such as 填报单位:… and no heading."""
    return _LABELLED.match(half_width(text)) is not None


def _is_number(text: str) -> bool:
    return NUMBER.fullmatch(half_width(text)) is not None


def _heads(rows: Sequence[Row], index: int, words: Vocabulary) -> bool:
    """Whether a row is one of headings above the next one, and no title."""
    texts = [cell for cell in rows[index] if cell]
    if not texts or any(_is_number(text) or _is_label(text) for text in texts):
        return False
    for upper, lower in zip(rows[index], rows[index + 1], strict=False):
        if upper and lower and words.field(upper)[0] and words.field(lower)[0]:
            return False  # two rows of headings, of which the lower one is the table's
    known = [words.is_heading(text) or words.is_below(text) for text in texts]
    return all(known) or (len(texts) >= 2 and any(known))


def _is_below(row: Row, words: Vocabulary) -> bool:
    """Whether a row is one of further headings: words of time and measure, or units."""
    texts = [cell for cell in row if cell]
    return bool(texts) and not is_example(row) and all(map(words.is_below, texts))


def _paths(
    rows: Sequence[Row], first_row: int, merged: list[Merged], words: Vocabulary
) -> list[list[str]]:
    """The texts above each column, from above; blank columns at the end are left out."""
    width = max(
        (column for row in rows for column, cell in enumerate(row, 1) if cell is not None),
        default=0,
    )
    cells: list[Row] = [(row + [None] * width)[:width] for row in rows]
    for area in merged:
        top, left = area.top - first_row, area.left - 1
        if 0 <= top < len(cells) and left < width and cells[top][left]:
            width = max(width, area.right)
            for row in cells:
                row += [None] * (width - len(row))
            for below in range(top, min(area.bottom - first_row, len(cells) - 1) + 1):
                for column in range(left, area.right):
                    cells[below][column] = cells[below][column] or cells[top][left]
    for number, upper in enumerate(cells[:-1]):  # a group's name stands above its first column
        for at in range(1, width):
            below = any(lower[at] for lower in cells[number + 1 :])
            beside = upper[at - 1]
            if upper[at] is None and below and beside and not words.field(beside)[0]:
                upper[at] = beside
    paths = [
        list(dict.fromkeys(text for texts in cells if (text := texts[column])))
        for column in range(width)
    ]
    while paths and not paths[-1]:
        paths.pop()
    return paths


# -- columns -----------------------------------------------------------------------------------


def _columns(block: Block, paths: Sequence[Sequence[str]], words: Vocabulary) -> None:
    """Tell what each column is."""
    others: list[int] = []
    for number, path in enumerate(paths, 1):
        if not path or words.is_ignored(path[-1]) or words.is_ignored(path[0]):
            continue
        found, unit = _field(path, words)
        if found is None:
            others.append(number)
        elif found.name in block.fields:
            block.repeated.append((number, block.fields[found.name]))
        else:
            block.fields[found.name] = number
            if unit:
                block.units[found.name] = unit
    if not words.of_figures or "value" in block.fields:
        block.unknown = others
        return
    if "indicator" in block.fields:  # zones stand across
        block.totals = [n for n in others if is_total(name_key(paths[n - 1][-1]))]
        others = [number for number in others if number not in block.totals]
    meanings = [words.meaning(paths[number - 1]) for number in others]
    block.figures = tuple(
        FigureColumn(number, meaning)
        for number, meaning in zip(others, _beside(meanings, block), strict=True)
    )


def assigned(block: Block, words: Vocabulary) -> Block:
    """A table with its columns told by the headings of one kind."""
    own = Block(block.first_row, block.header_row, block.headings, block.title)
    own.example_row = block.example_row
    _columns(own, [[heading] if heading else [] for heading in block.headings], words)
    return own


def _field(path: Sequence[str], words: Vocabulary) -> tuple[Field | None, str]:
    for text in reversed(path):
        found, unit = words.field(text)
        if found:
            own = [words.meaning([other]).unit for other in path if other != text]
            return found, unit or next(filter(None, own), "")
    return None, ""


def _beside(meanings: Sequence[Meaning], block: Block) -> list[Meaning]:
    """Columns with what they take from the ones to their left.

    同比增长(%) beside an indicator is the growth of that one, and of what stands left of it:
    the month or the year to date. So are ranks, shares and the figures of the year before.
    """
    named_across = "indicator" not in block.fields
    found: list[Meaning] = []
    indicator, timings = "", dict[str, str]()
    for meaning in meanings:
        if meaning.indicator:
            indicator = meaning.indicator
        elif named_across and not meaning.zone and not meaning.period:
            meaning = replace(meaning, indicator=indicator)
        if meaning.measure == "level" and not meaning.is_last_year:
            timings[meaning.indicator] = meaning.timing
        elif not meaning.timing:
            meaning = replace(meaning, timing=timings.get(meaning.indicator, ""))
        found.append(meaning)
    return found


# -- lines above -------------------------------------------------------------------------------


def _title(name: str, rows: Sequence[Row], words: Vocabulary) -> Title:
    """What the lines above the headings say, and the name of the sheet."""
    title = Title(" ".join([name, *(cell for row in rows for cell in row if cell)]))
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            if cell:
                title = _line(title, half_width(cell), (number, column), words)
    if named := period_in(name):
        title = replace(title, period=named, period_place=(0, 0))
        if year := _YEAR.search(half_width(name)):
            title = replace(title, year=int(year[0]))
    if not title.zone and words.of_figures:
        title = replace(title, zone=words.zone_in(name))
    return title


def _line(title: Title, text: str, place: tuple[int, int], words: Vocabulary) -> Title:
    if units := _UNIT_LINE.search(text):
        title = replace(title, units=tuple(filter(None, re.split("[、,/;和及]", units[1]))))
        text = text.replace(units[0], "")
    reporter = _REPORTER.search(text)
    if words.of_figures and not title.zone:
        title = replace(title, zone=words.zone_in(reporter[1] if reporter else text))
    if reporter or _is_label(text):
        return title
    if not title.period and (period := period_in(text)):
        title = replace(title, period=period, period_place=place)
    if title.year is None and (year := _YEAR.search(text)):
        title = replace(title, year=int(year[0]))
    if words.of_figures and not title.indicator:
        title = replace(title, indicator=words.indicator_in(text))
    return title
