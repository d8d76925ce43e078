"""The pages for users: their commands run and print what they show, alike in both languages."""

from __future__ import annotations

import argparse
import re
import shutil

import duckdb
import pytest
from readme import PAGES, PAIRS, STEP, renewed

from zonedb import commands

BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
README = PAGES[0].read_text("utf-8")


@pytest.fixture
def folder(db, tmp_path):
    shutil.copy(db, tmp_path / "zonedb.duckdb")
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_output_and_metrics_are_current(page, folder):
    assert renewed(page, folder) == page.read_text("utf-8")


def code(page):
    """Every block, of a command without its output and language."""
    return [
        (kind, text.split("\n")[0].removesuffix(" --lang en") if kind == "console" else text)
        for kind, text in BLOCK.findall(page.read_text("utf-8"))
    ]


@pytest.mark.parametrize("pair", PAIRS, ids=("readme", "loading"))
def test_both_languages_have_the_same_commands_and_code(pair):
    english, chinese = map(code, pair)
    assert english == chinese
    for page in pair:
        text = page.read_text("utf-8")
        assert text.count("```console\n") == sum(bool(step[1]) for step in STEP.finditer(text)) > 15
        said = re.findall(r"^\$ zonedb (?:load|check|unload) .*", text, re.M)
        assert {command.endswith(" --lang en") for command in said} == {page == pair[0]}


@pytest.mark.parametrize("pair", PAIRS, ids=("readme", "loading"))
def test_both_languages_have_the_same_sections_and_tables(pair):
    shapes = []
    for page in pair:
        lines = page.read_text("utf-8").splitlines()
        shapes.append([
            line.split("`")[1] if line.startswith("| `") else line.split(" ")[0]
            for line in lines if line.startswith(("#", "| `"))
        ])  # fmt: skip
    assert shapes[0] == shapes[1]


def test_sql_runs(con):
    sql, _ = [text for kind, text in BLOCK.findall(README) if kind == "sql"]
    statements = con.extract_statements(sql)
    assert len(statements) == 5
    for statement in statements:
        assert con.execute(statement).fetchall()


def test_what_the_readme_sets_keeps_a_file_to_itself(db, tmp_path):
    shutil.copyfile(db, tmp_path / "theirs.duckdb")
    asked, settings = [text for kind, text in BLOCK.findall(README) if kind == "sql"]
    with duckdb.connect(str(tmp_path / "theirs.duckdb"), read_only=True) as connection:
        connection.execute(settings)
        assert connection.execute(asked).fetchall()
        with pytest.raises(duckdb.PermissionException):
            connection.execute("select * from read_text('README.md')")


@pytest.mark.slow
def test_python_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    [python] = [text for kind, text in BLOCK.findall(README) if kind == "python"]
    exec(compile(python, "README.md", "exec"), {})


@pytest.mark.parametrize("pages", list(zip(*PAIRS, strict=True)), ids=("en", "zh"))
def test_every_command_and_option_is_documented(pages):
    text = "".join(page.read_text("utf-8") for page in pages)
    for command in commands.NAMES:
        assert f"zonedb {command}" in text, command
        parser = argparse.ArgumentParser(add_help=False)
        commands.command(command).arguments(parser)
        for action in parser._actions:
            options = action.option_strings
            assert not options or any(option in text for option in options), options


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_linked_files_exist(page):
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_duckdb_shell_claim(db):
    with duckdb.connect(str(db), read_only=True) as connection:
        assert len(connection.execute("from checks where not ok").fetchall()) == 5
