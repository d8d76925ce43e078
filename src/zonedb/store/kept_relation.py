"""A DuckDB relation on a file that may be built anew while somebody still holds it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from zonedb.errors import DatabaseError
from zonedb.reading.messages import said

State = tuple[int, ...]


def state_of(path: Path) -> State:
    """What tells one state of a file from another that took its place."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


class KeptRelation:
    """Answers as the relation does, while the file is the one that it was made on.

    Relations that are made from it are of this class, too.
    """

    def __init__(self, relation: duckdb.DuckDBPyRelation, path: Path, state: State) -> None:
        """Keep the relation on the file ``path`` in its ``state``."""
        self._kept = (relation, path, state)

    def _asked(self, ask: Callable[[duckdb.DuckDBPyRelation], Any]) -> Any:
        relation, path, state = self._kept
        if state_of(path) != state:
            raise DatabaseError(said("built_anew", path=path))
        try:
            answer = ask(relation)
        except duckdb.ConnectionException as error:  # closed, for a newer file is in use
            raise DatabaseError(said("built_anew", path=path)) from error
        if isinstance(answer, duckdb.DuckDBPyRelation):
            return KeptRelation(answer, path, state)
        return answer

    def __getattr__(self, name: str) -> Any:
        """An attribute or method of the relation."""
        found = self._asked(lambda relation: getattr(relation, name))
        if not callable(found) or isinstance(found, KeptRelation):
            return found

        def method(*arguments: Any, **named: Any) -> Any:
            own = [_bare(argument) for argument in arguments]
            given = {key: _bare(value) for key, value in named.items()}
            return self._asked(lambda relation: getattr(relation, name)(*own, **given))

        return method

    def __getitem__(self, name: Any) -> Any:
        """A column of the relation."""
        return self._asked(lambda relation: relation[name])

    def __contains__(self, name: Any) -> bool:
        """Whether it has such a column."""
        return bool(self._asked(lambda relation: name in relation))

    def __len__(self) -> int:
        """Number of rows."""
        return int(self._asked(len))

    def __repr__(self) -> str:
        """As the relation prints itself."""
        return str(self._asked(repr))


def _bare(value: Any) -> Any:
    return value._kept[0] if isinstance(value, KeptRelation) else value
