"""The rooms of the Python: no circles among files, nothing leans on the face, texts have rules."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import zonedb
from zonedb.reading.messages import texts

ROOT = Path(zonedb.__file__).parent
FILES = {
    ".".join(("zonedb", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(
        ".__init__"
    ): path
    for path in ROOT.rglob("*.py")
}


def _imports(path: Path) -> set[str]:
    """The project's files that a file imports, at its top, in a function or for types."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in FILES else str(node.module))
    return found & FILES.keys()


GRAPH = {name: _imports(path) for name, path in FILES.items()}
ROOMS = {"store", "reading", "loading", "office", "exports", "dictionary", "commands"}
READERS = {"said", "Unreadable", "UnreadableLiteral", "UnreadablePeriod", "UnreadableCell"}
FACE = {"__init__", "__main__", "cli", "errors", "version"}


def test_no_file_imports_one_that_imports_it() -> None:
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join((*path, name))
        if name not in done:
            for imported in GRAPH[name]:
                visit(imported, (*path, name))
            done.add(name)

    for name in GRAPH:
        visit(name, ())
    assert len(done) == len(FILES) > 80


def test_nothing_imports_the_face() -> None:
    faces = {"zonedb", "zonedb.cli"}
    leaning = {name: GRAPH[name] & faces for name in GRAPH if GRAPH[name] & faces}
    assert leaning == {"zonedb.__main__": {"zonedb.cli"}}


def test_every_file_stands_in_a_room() -> None:
    assert {path.relative_to(ROOT).parts[0].removesuffix(".py") for path in FILES.values()} == (
        ROOMS | FACE
    )


def test_reading_knows_no_other_room() -> None:
    for name, imported in GRAPH.items():
        if name.startswith("zonedb.reading"):
            others = {one for one in imported if not one.startswith("zonedb.reading")}
            assert others <= {"zonedb.errors"}, name


_STRING = re.compile(r'"[^"\n]*"')
_WORD = re.compile("[a-z][a-z0-9_]*")


def test_every_rule_has_its_texts_and_every_text_its_rule() -> None:
    """Rules are short codes in the source; each text of ``messages.toml`` is asked for there."""
    written = set()
    for path in FILES.values():
        for string in _STRING.findall(path.read_text("utf-8")):
            written |= set(_WORD.findall(string))
    assert texts().keys() - written == set()
    asked = set()
    for path in FILES.values():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                if node.func.id in READERS and isinstance(first, ast.Constant):
                    asked.add(first.value)
    assert asked - texts().keys() == set()
    assert len(asked) > 30


@pytest.mark.parametrize("rule", sorted(texts()))
def test_both_texts_of_a_rule_fill_in_the_same(rule: str) -> None:
    fields = {lang: set(re.findall(r"{(\w+)}", texts()[rule].in_(lang))) for lang in ("zh", "en")}
    assert fields["zh"] == fields["en"] - {"plural"}
    assert re.search("[一-鿿]", texts()[rule].zh)
    assert not re.search("[，。：；！？]", texts()[rule].zh)  # half-width, as everywhere
