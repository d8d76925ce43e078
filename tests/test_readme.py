"""The READMEs: their commands run, print what they show, and are the same in both languages."""

from __future__ import annotations

import re
import shutil

import duckdb
import pytest
from readme import CONSOLE, PAGES, ROOT, renewed

from zonedb import commands

BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def folder(db, tmp_path_factory):
    path = tmp_path_factory.mktemp("readme")
    shutil.copy(db, path / "zonedb.duckdb")
    return path


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_output_and_metrics_are_current(page, folder):
    assert renewed(page, folder) == page.read_text("utf-8")


def test_both_pages_have_the_same_commands_and_code():
    english, chinese = (
        [block for block in BLOCK.findall(page.read_text("utf-8"))] for page in PAGES
    )
    assert english == chinese
    assert len(CONSOLE.findall(PAGES[0].read_text("utf-8"))) == 22


def test_both_pages_have_the_same_sections_and_tables():
    shapes = []
    for page in PAGES:
        lines = page.read_text("utf-8").splitlines()
        shapes.append([
            line.split("`")[1] if line.startswith("| `") else line[:2]
            for line in lines if line.startswith(("#", "| `"))
        ])  # fmt: skip
    assert shapes[0] == shapes[1]


def test_sql_runs(con):
    [sql] = [text for kind, text in BLOCK.findall(PAGES[0].read_text("utf-8")) if kind == "sql"]
    statements = con.extract_statements(sql)
    assert len(statements) == 5
    for statement in statements:
        assert con.execute(statement).fetchall()


@pytest.mark.slow
def test_python_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    [code] = [text for kind, text in BLOCK.findall(PAGES[0].read_text("utf-8")) if kind == "python"]
    exec(compile(code, "README.md", "exec"), {})


def test_every_command_and_option_is_documented():
    text = PAGES[0].read_text("utf-8")
    for command in commands.NAMES:
        assert f"zonedb {command}" in text, command
    for option in (
        "--format",
        "--bom",
        "--force",
        "-o FILE",
        "-c ",
        "-p ",
        "--view",
        "--lang",
        "--chinese-views",
        "--storage-version",
        "--as-of",
        "--period",
        "--source",
        "--dry-run",
        "--marked",
    ):
        assert option in text


def test_linked_files_exist():
    for page in PAGES:
        for target in re.findall(r"\]\((?!http)([^)#]+)\)", page.read_text("utf-8")):
            assert (ROOT / target).exists(), target


def test_duckdb_shell_claim(db):
    with duckdb.connect(str(db), read_only=True) as connection:
        assert len(connection.execute("from checks where not ok").fetchall()) == 4
