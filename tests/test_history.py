"""Loads over time: listed, taken back, seen as of a day, carried over by a build."""

from __future__ import annotations

import datetime
from decimal import Decimal

import duckdb
import openpyxl
import pytest
from test_load import LONG, SOURCE, csv, rows

import zonedb
from zonedb.cli import main
from zonedb.errors import CheckError, DatabaseError, LoadError

CURRENT = (
    "select value from current_figures where subject_id = 'pingyao_zone' and period_id = '2021-06'"
)


@pytest.fixture
def twice(own, tmp_path):
    """A file with a figure of load 1 that load 2 corrects; the time between them."""
    text = LONG + f"平遥经开区,工业投资,2021-06,1.5,亿元,{SOURCE}\n"
    zonedb.load("indicators", csv(tmp_path, text), own)
    zonedb.load("indicators", csv(tmp_path, text.replace("1.5", "1.6"), "b.csv"), own)
    first, second = zonedb.loads(own)
    between = first.loaded_at + (second.loaded_at - first.loaded_at) / 2
    return own, between.replace(tzinfo=datetime.UTC)


def test_every_metric_can_be_asked_as_of_a_time(twice):
    path, between = twice
    for as_of, value in ((None, "1.6"), (between, "1.5")):
        with zonedb.connect(path, as_of=as_of) as connection:
            assert connection.execute(CURRENT).fetchall() == [(Decimal(value),)]
    with zonedb.connect(path, as_of="2020-01-01") as connection:
        assert connection.execute(CURRENT).fetchall() == []
        views = connection.execute("select view_name from view_dictionary").fetchall()
        assert len(views) > 50
        for (view,) in views:
            connection.execute(f"select * from {view}").fetchall()
        [(rate,)] = connection.execute("select start_rate_pct from start_rate").fetchall()
    assert round(rate, 2) == 87.23


def test_as_of_answers_like_the_file_did_then(own, tmp_path):
    names = ("metric_values", "checks", "reconciliation", "figures", "current_figures")
    before = {name: rows(own, f"select * from {name} order by all") for name in names}
    moment = datetime.datetime.now(datetime.UTC)
    text = LONG + f"平遥经开区,签约项目数,R1-4@2021-08-06,10,个,{SOURCE}\n"
    zonedb.load("indicators", csv(tmp_path, text), own)
    zonedb.unload(1, own)
    zonedb.load("indicators", csv(tmp_path, text.replace("10", "11"), "b.csv"), own)
    with zonedb.connect(own, as_of=moment) as connection:
        for name in names:
            then = connection.execute(f"select * from {name} order by all").fetchall()
            assert then == before[name], name
    assert rows(own, "select * from current_figures order by all") != before["current_figures"]


def test_as_of_a_time_before_a_load_was_taken_back(twice):
    path, _ = twice
    moment = datetime.datetime.now(datetime.UTC)
    zonedb.unload(2, path)
    assert rows(path, CURRENT) == [(Decimal("1.5"),)]
    with zonedb.connect(path, as_of=moment) as connection:
        assert connection.execute(CURRENT).fetchall() == [(Decimal("1.6"),)]


def test_as_of_from_query_and_command_line(twice, capsys):
    path, _ = twice
    relation = zonedb.query("current_figures", path, as_of="2020-01-01")
    assert relation.filter("subject_id = 'pingyao_zone' and period_id = '2021-06'").fetchall() == []
    assert (
        main(
            [
                "query",
                "start_rate",
                "-c",
                "start_rate_pct",
                "--as-of",
                "2020-01-01",
                "--db",
                str(path),
                "--format",
                "csv",
            ]
        )
        == 0
    )
    assert capsys.readouterr().out.split() == ["start_rate_pct", "87.23404255319149"]
    assert main(["check", "--as-of", "2020-01-01", "--db", str(path)]) == 0
    assert main(["check", "--as-of", "yesterday", "--db", str(path)]) == 1
    assert "as of yesterday: is no day; write it like 2021-08-06" in capsys.readouterr().err
    with pytest.raises(DatabaseError):
        zonedb.connect(path, as_of="2021-13-01")


def test_loads_are_listed_with_their_state(twice, capsys):
    path, _ = twice
    assert main(["unload", "2", "--db", str(path)]) == 0
    assert capsys.readouterr().out == f"{path}: load 2 is taken back, recorded as 3\n"
    assert main(["loads", "--db", str(path), "--format", "csv"]) == 0
    lines = [line.split(",") for line in capsys.readouterr().out.splitlines()]
    assert [[line[0], line[1], line[2], line[3], line[5]] for line in lines[1:]] == [
        ["1", "indicators", "file.csv", "1", "in force"],
        ["2", "indicators", "b.csv", "1", "taken back by 3"],
        ["3", "unload", "b.csv", "1", "takes back 2"],
    ]


def test_a_file_taken_back_can_be_loaded_again(twice, tmp_path):
    path, _ = twice
    zonedb.unload(2, path)
    assert zonedb.load("indicators", tmp_path / "b.csv", path).changed == 1
    assert rows(path, CURRENT) == [(Decimal("1.6"),)]


@pytest.mark.parametrize(
    ("load", "message"),
    [("9", "has no load 9; it has 1, 2"), ("x", "load x: is no number"), ("3", "has no load 3")],
)
def test_loads_that_cannot_be_taken_back(twice, capsys, load, message):
    path, _ = twice
    before = path.stat().st_ino
    assert main(["unload", load, "--db", str(path)]) == 1
    assert message in capsys.readouterr().err
    assert path.stat().st_ino == before


def test_a_load_is_taken_back_once(twice):
    path, _ = twice
    zonedb.unload(2, path)
    with pytest.raises(LoadError, match="load 2 was taken back by 3"):
        zonedb.unload(2, path)


def test_a_build_carries_loads_over(twice):
    path, between = twice
    report = zonedb.build(path)
    assert report.figures == 145
    assert rows(path, CURRENT) == [(Decimal("1.6"),)]
    assert [load.load_id for load in zonedb.loads(path)] == [1, 2]
    with zonedb.connect(path, as_of=between) as connection:
        assert connection.execute(CURRENT).fetchall() == [(Decimal("1.5"),)]
    zonedb.build(path, force=True)
    assert zonedb.loads(path) == []


def test_a_build_that_no_longer_fits_replaces_nothing(twice, own_assets, tmp_path):
    path, _ = twice
    before = path.stat().st_ino
    subjects = own_assets / "seeds/subjects.sql"
    text = subjects.read_text("utf-8")
    subjects.write_text(text.replace("'pingyao_zone'", "'pingyao_new'"), "utf-8")
    for name in ("subject_members", "zones", "observations", "measure_adoptions", "projects"):
        seed = own_assets / f"seeds/{name}.sql"
        seed.write_text(seed.read_text("utf-8").replace("'pingyao_zone'", "'pingyao_new'"), "utf-8")
    with pytest.raises(
        CheckError, match="not written, checks fail: references_exist: .*pingyao_zone"
    ):
        zonedb.build(path, assets_root=own_assets)
    assert path.stat().st_ino == before
    assert rows(path, CURRENT) == [(Decimal("1.6"),)]


def test_a_build_with_a_clash_names_the_table(own, own_assets, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "sources"
    sheet.append(["source_id", "title_zh"])
    sheet.append(["office", "月报"])
    book.save(tmp_path / "reference.xlsx")
    zonedb.load("reference", tmp_path / "reference.xlsx", own)
    sources = own_assets / "seeds/sources.sql"
    text = sources.read_text("utf-8").rstrip().removesuffix(";")
    text += ",\n('office', 'user', 9, '月报', null, null, null, 'not_stated', null, null, null);\n"
    sources.write_text(text, "utf-8")
    with pytest.raises(LoadError, match="what was loaded into sources does not fit the new seeds"):
        zonedb.build(own, assets_root=own_assets)
    assert [load.load_kind for load in zonedb.loads(own)] == ["reference"]


def test_reference_rows_move_out_when_they_are_taken_back(own, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "sources"
    sheet.append(["source_id", "title_zh"])
    sheet.append(["office", "月报"])
    book.save(tmp_path / "reference.xlsx")
    zonedb.load("reference", tmp_path / "reference.xlsx", own)
    text = LONG + "平遥经开区,工业投资,2021-06,1.5,亿元,月报\n"
    zonedb.load("indicators", csv(tmp_path, text), own)
    with pytest.raises(CheckError, match="not changed, checks fail: references_exist.*office"):
        zonedb.unload(1, own)
    zonedb.unload(2, own)
    moment = zonedb.loads(own)[1].loaded_at.replace(tzinfo=datetime.UTC)
    zonedb.unload(1, own)
    assert rows(own, "select count(*) from sources where source_id = 'office'") == [(0,)]
    [(table, text)] = rows(own, "select table_name, row_json from withdrawn_rows")
    assert (table, '"title_zh":"月报"' in text) == ("sources", True)
    with zonedb.connect(own, as_of=moment) as connection:
        assert connection.execute(CURRENT).fetchall() == [(Decimal("1.5"),)]
        assert connection.execute(
            "select title_zh from sources where source_id = 'office'"
        ).fetchall() == [("月报",)]


def test_what_loads_write_beside_the_file(twice, tmp_path):
    path, _ = twice
    assert sorted(p.name for p in tmp_path.iterdir()) == ["b.csv", "file.csv", "own.duckdb"]
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute(
            "select count(*) from checks where severity = 'error' and not ok"
        ).fetchall() == [(0,)]
