"""A file from a stranger: its names are names, its views reach no other file, its texts run nowhere."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import duckdb
import pytest

import zonedb
from zonedb.cli import main
from zonedb.store.sql import sql_name

RUNS = "loads; copy (select 'owned') to 'owned.csv'; select * from loads"
NAMES = (RUNS, "my notes", "备注-1", "order", "a/b", "..", '"', "o'clock")
COMMANDS = (
    "query start_rate", "query start_rate --as-of 2030-01-01", "query start_rate --format csv --bom",
    "query start_rate -o rate.parquet", "check", "check --period 2021-08-06", "loads",
    "export --format csv -o csv", "export --format csv --bom -o bom", "export --format json -o json",
    "export --format parquet -o parquet", "export --format parquet -o then --as-of 2030-01-01",
    "export --format xlsx -o book.xlsx", "export --format superset -o superset.zip",
    "docs -o docs.html", "docs -o docs.md", "template indicators -o paper.xlsx",
    "load indicators sheet.csv",
)  # fmt: skip


@pytest.fixture
def folder(db, tmp_path, monkeypatch) -> Path:
    """The current folder, with a file of theirs that has tables and views of such names."""
    monkeypatch.chdir(tmp_path)
    shutil.copyfile(db, tmp_path / "theirs.duckdb")
    Path("secret.csv").write_text("secret\n42\n", "utf-8")
    Path("sheet.csv").write_text(
        "开发区,指标,时期,数值,单位,来源\n平遥经开区,工业投资,2021-03,1,亿元,jinzhong_commerce_bureau\n",
        "utf-8",
    )
    with duckdb.connect("theirs.duckdb") as connection:
        for name in NAMES:
            table, view = sql_name(name), sql_name(f"of {name}")
            connection.execute(f'create table {table} ("b c" integer, "x""y" varchar)')
            connection.execute(f"""insert into {table} values (1, '=1+cmd|'' /C calc''!A0')""")
            connection.execute(f"create view {view} as select * from {table}")
    return tmp_path


def theirs(command: str) -> int:
    return main([*command.split(" "), "--db", "theirs.duckdb"])


@pytest.mark.parametrize("command", COMMANDS)
def test_names_are_never_run_nor_paths(folder, command, capsys):
    before = {path.name for path in folder.iterdir()}
    assert theirs(command) == 0, capsys.readouterr().err
    made = {path.name for path in folder.iterdir()} - before
    assert made <= {command.split(" -o ")[-1].split(" ")[0], ".theirs.duckdb.lock"}
    assert not list(folder.rglob("owned.csv"))


def test_every_table_of_any_name_is_exported(folder):
    assert theirs("export --format csv -o csv") == 0
    [row] = csv.reader(Path("csv/%2E%2E.csv").read_text("utf-8").splitlines()[1:])
    assert row == ["1", "=1+cmd|' /C calc'!A0"]
    assert {path.name for path in Path("csv").iterdir()} >= {"my notes.csv", "备注-1.csv", "order.csv",
                                                             "a%2Fb.csv", "of a%2Fb.csv"}  # fmt: skip
    assert not list(folder.glob("*.csv.csv"))


def test_csv_for_a_spreadsheet_has_no_cell_that_it_runs(folder, capsys):
    with duckdb.connect("theirs.duckdb") as connection:
        connection.execute("create table signed as select -3 as number, '-5.2%' as text")
    assert theirs("export --format csv --bom -o bom") == 0
    [exported] = csv.reader(Path("bom/order.csv").read_text("utf-8-sig").splitlines()[1:])
    assert exported == ["1", "'=1+cmd|' /C calc'!A0"]
    capsys.readouterr()
    assert theirs("query order --format csv --bom") == 0
    assert "1,'=1+cmd|' /C calc'!A0" in capsys.readouterr().out
    assert theirs("query signed --format csv --bom") == 0
    assert "-3,-5.2%" in capsys.readouterr().out  # a number with its sign is none


@pytest.mark.parametrize("command", COMMANDS)
def test_views_reach_no_other_file(folder, command, capsys):
    with duckdb.connect("theirs.duckdb") as connection:
        names = [name for name, *_ in connection.execute("describe start_rate").fetchall()]
        connection.execute("alter view start_rate rename to start_rate_was")
        listed = ", ".join(f"start_rate_was.{name}" for name in names)
        connection.execute(
            f"create view start_rate as select {listed} from start_rate_was"
            " cross join read_csv('secret.csv')"
        )
    theirs(command)
    told = capsys.readouterr()
    assert "42" not in told.out.split()
    for path in folder.rglob("*.csv"):
        if path.name != "secret.csv":
            assert "secret" not in path.read_text("utf-8")
    if command.startswith("query start_rate"):
        assert "Traceback" not in told.err
        assert len(told.err.splitlines()) == 1
        assert told.out == ""


def test_a_connection_reaches_no_other_file_unless_it_is_told_so(folder):
    with zonedb.connect("theirs.duckdb") as connection:
        with pytest.raises(duckdb.PermissionException):
            connection.execute("from read_csv('secret.csv')")
        with pytest.raises(duckdb.Error, match="lock"):
            connection.execute("set enable_external_access = true")
    with zonedb.connect("theirs.duckdb", external_access=True) as connection:
        assert connection.execute("from read_csv('secret.csv')").fetchall() == [(42,)]
