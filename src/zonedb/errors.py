"""What can go wrong, each as one clear line: what, where, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zonedb.reading.messages import Words

if TYPE_CHECKING:
    from zonedb.reading.problems import Problem


class ZonedbError(Exception):
    """Base of every error that a user can cause; its text is one line, in English.

    Attributes:
        words: the line in Chinese and in English, as far as it is written in both.
    """

    def __init__(self, text: str | Words) -> None:
        """Take one line, or the same line in both languages."""
        self.words = text if isinstance(text, Words) else Words(text, text)
        super().__init__(self.words.en)


class AssetError(ZonedbError):
    """A SQL or seed file is missing or broken; names file, line and statement."""


class TargetError(ZonedbError):
    """The file to write cannot be written, or must not be."""


class DatabaseError(ZonedbError):
    """The file to read is missing, locked, or not a zonedb database."""


class CheckError(ZonedbError):
    """A check at level error fails; nothing was published."""


class ExportError(ZonedbError):
    """An export cannot be made as asked: a format, a view, a library or a size does not fit."""


class LoadError(ZonedbError):
    """A file cannot be loaded; nothing was changed. ``problems`` lists every reason, if many."""

    def __init__(self, text: str | Words, problems: Sequence[Problem] = ()) -> None:
        """Keep the problems beside the line that sums them up."""
        super().__init__(text)
        self.problems = tuple(problems)


class QueryError(ZonedbError):
    """A query or view is unknown, or a parameter does not fit."""


class SourceTextError(ZonedbError):
    """A text cannot be held against the database."""
