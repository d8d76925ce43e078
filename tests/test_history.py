"""Loads over time: listed, taken back, seen as of a day, carried over by a build."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal

import duckdb
import openpyxl
import pytest
from test_load import LONG, SOURCE, csv, rows

import zonedb
from zonedb.cli import main
from zonedb.errors import CheckError, DatabaseError, LoadError
from zonedb.store.deciding import FLAGS, STEPS

pytestmark = pytest.mark.slow  # builds or loads many files

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
    assert main(["check", "--lang", "en", "--as-of", "2020-01-01", "--db", str(path)]) == 0
    assert main(["check", "--lang", "en", "--as-of", "yesterday", "--db", str(path)]) == 1
    assert "as of yesterday: is no day; write it like 2021-08-06" in capsys.readouterr().err
    with pytest.raises(DatabaseError):
        zonedb.connect(path, as_of="2021-13-01")


def test_loads_are_listed_with_their_state(twice, capsys):
    path, _ = twice
    assert main(["unload", "--lang", "en", "2", "--db", str(path)]) == 0
    assert capsys.readouterr().out == (
        f"{path}: load 2 is taken back, recorded as 3\n1 figures, 0 projects, 0 rates change\n"
    )
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
    assert main(["unload", "--lang", "en", load, "--db", str(path)]) == 1
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
    assert len(zonedb.loads(path)) == 2
    assert main(["build", "--drop-loads", "--db", str(path)]) == 0
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


def test_a_correction_holds_when_the_seeds_number_figures_anew(own, own_assets, tmp_path):
    """A correction is of a subject, indicator and period, whatever number its figure has."""
    [figure] = rows(
        own,
        "select subject_id, indicator_id, period_id, unit_id from figures"
        " where source_id = 'jinzhong_article' and figure_no = 80 and printed = '66.33亿元'",
    )
    subject, indicator, period, unit = figure
    text = LONG + f"{subject},{indicator},{period},67.5,{unit},jinzhong_article\n"
    assert zonedb.load("indicators", csv(tmp_path, text), own).changed == 1
    seed = own_assets / "seeds/observations.sql"
    seed.write_text(
        seed.read_text("utf-8")
        .replace("('jinzhong_article', 80,", "('jinzhong_article', 0,")
        .replace("('jinzhong_article', 81,", "('jinzhong_article', 80,")
        .replace("('jinzhong_article', 0,", "('jinzhong_article', 81,"),
        "utf-8",
    )
    zonedb.build(own, assets_root=own_assets)
    current = "select printed from current_figures where (subject_id, indicator_id, period_id) ="
    assert rows(own, f"{current} ('{subject}', '{indicator}', '{period}')") == [("67.5",)]


def test_a_period_that_the_seeds_have_by_now_is_no_clash(twice, own_assets):
    path, _ = twice
    seed = own_assets / "seeds/periods.sql"
    text = seed.read_text("utf-8")
    [(kept,)] = rows(path, "select count(*) from periods")
    start = text.index("insert into periods (") + len("insert into periods ")
    columns = text[start : text.index("values")]
    names = [name.strip() for name in columns.strip().strip("()").split(",")]
    given = {
        "period_id": "'2021-06'", "period_kind": "'month'", "name_zh": "'某年六月'",
        "name_en": "'June'", "period_start": "'2021-06-01'", "period_end": "'2021-06-30'",
        "date_basis": "'stated'",
    }  # fmt: skip
    row = "(" + ", ".join(given.get(name, "null") for name in names) + "),\n"
    seed.write_text(text.replace("values\n", "values\n" + row, 1), "utf-8")
    zonedb.build(path, assets_root=own_assets)
    assert rows(path, CURRENT) == [(Decimal("1.6"),)]
    assert rows(path, "select count(*) from periods") == [(kept,)]
    assert rows(path, "select name_zh from periods where period_id = '2021-06'") == [("某年六月",)]


def test_taking_back_the_middle_one_of_three_versions_brings_none_back(own, tmp_path):
    text = LONG + f"平遥经开区,工业投资,2021-06,1.5,亿元,{SOURCE}\n"
    for name, value in (("a.csv", "1.5"), ("b.csv", "1.6"), ("c.csv", "1.7")):
        zonedb.load("indicators", csv(tmp_path, text.replace("1.5", value), name), own)
    zonedb.unload(2, own)
    valid = "select value from observations where load_id is not null and is_in_force"
    assert rows(own, valid) == [(Decimal("1.7"),)]
    zonedb.unload(3, own)
    assert rows(own, valid) == [(Decimal("1.5"),)]


def test_a_ledger_that_has_progress_is_not_taken_back(own, tmp_path):
    head = "项目编号,项目名称,开发区,签约日期,来源\n"
    zonedb.load("ledger", csv(tmp_path, head + f"P1,示范,平遥经开区,2021-01-05,{SOURCE}\n"), own)
    head = "项目编号,时期,完成投资,来源\n"
    zonedb.load("progress", csv(tmp_path, head + f"P1,2021-06,1亿元,{SOURCE}\n", "p.csv"), own)
    with pytest.raises(CheckError, match="not changed, checks fail: .*unknown project P1"):
        zonedb.unload(1, own)
    zonedb.unload(2, own)
    zonedb.unload(1, own)
    assert rows(own, "select * from valid_projects where project_id = 'P1'") == []


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


def test_reference_rows_are_gone_when_they_are_taken_back(own, tmp_path):
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
    [(table, text)] = rows(own, "select table_name, row_json from reference_rows")
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


def test_a_file_of_another_release_is_to_be_built_again(twice, tmp_path):
    path, _ = twice
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "update build_info set property_value = '0.0.9' where property = 'zonedb_version'"
        )
    text = LONG + f"平遥经开区,工业投资,2021-07,2.5,亿元,{SOURCE}\n"
    with pytest.raises(DatabaseError, match="was built by zonedb 0.0.9; build it again"):
        zonedb.load("indicators", csv(tmp_path, text, "c.csv"), path)
    with pytest.raises(DatabaseError, match="was built by zonedb 0.0.9; build it again"):
        zonedb.unload(1, path)
    zonedb.build(path)
    assert zonedb.load("indicators", csv(tmp_path, text, "c.csv"), path).added == 1


def test_rows_made_by_hand_are_decided_by_refresh(own, tmp_path, capsys):
    with duckdb.connect(str(own)) as connection:
        connection.execute(
            "insert into observations (source_id, figure_no, printed, subject_id, indicator_id,"
            " period_id, value, unit_id, qualifier, decimals) values ('jinzhong_article', 900, '7.5',"
            " 'pingyao_zone', 'industrial_investment', '2021-S1', 7.5, 'cny_100m', '=', 1)"
        )
    current = (
        "select value, lower_bound from current_figures"
        " where subject_id = 'pingyao_zone' and indicator_id = 'industrial_investment'"
    )
    assert rows(own, current) == []
    assert main(["refresh", "--db", str(own)]) == 0
    out = capsys.readouterr().out
    assert out == f"{own}: decided anew, 1 figures otherwise than before\n"
    assert rows(own, current) == [(Decimal("7.5"), 7.45)]
    assert zonedb.refresh(own) == 0


def test_what_a_corrected_file_restates_stays_when_the_first_is_taken_back(own, tmp_path):
    """44 figures of May, then the same file with one corrected, then the first taken back."""
    zones = [z for (z,) in rows(own, "select subject_id from subjects where subject_kind = 'zone'")]
    indicators = {
        "工业投资": "亿元",
        "签约项目数": "个",
        "开工项目数": "个",
        "转型项目投资": "亿元",
    }
    lines = [f"{zone},{name},2021-05,{n + 1},{unit},{SOURCE}\n"
             for n, zone in enumerate(zones) for name, unit in indicators.items()]  # fmt: skip
    assert len(lines) == 44
    first = csv(tmp_path, LONG + "".join(lines))
    assert zonedb.load("indicators", first, own).added == 44
    lines[0] = lines[0].replace(",1,", ",1.5,")
    second = csv(tmp_path, LONG + "".join(lines), "b.csv")
    report = zonedb.load("indicators", second, own)
    assert (report.changed, report.unchanged) == (1, 43)
    report = zonedb.unload(1, own)
    assert report.changes == ()
    may = "select count(*), sum(value) from current_figures where period_id = '2021-05'"
    [(count, total)] = rows(own, may)
    assert (count, total) == (44, Decimal("264.5"))
    report = zonedb.unload(2, own, dry_run=True)
    kinds = [change.kind for change in report.changes]
    assert (report.load_id, kinds.count("figure"), kinds.count("rate")) == (None, 44, 11)
    assert {change.new for change in report.changes} == {None}
    assert rows(own, may) == [(44, Decimal("264.5"))]
    zonedb.unload(2, own)
    assert rows(own, may) == [(0, None)]
    assert zonedb.load("indicators", first, own).added == 44
    assert rows(own, may) == [(44, Decimal("264"))]


def test_what_unloading_changes_is_told_with_old_and_new_values(twice, capsys):
    path, _ = twice
    assert (
        main(["unload", "--lang", "en", "2", "--dry-run", "--format", "json", "--db", str(path)])
        == 0
    )
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "load_id": None,
        "changes": [{
            "kind": "figure",
            "ids": {"source_id": SOURCE, "subject_id": "pingyao_zone",
                    "indicator_id": "industrial_investment", "period_id": "2021-06"},
            "old": "1.6", "new": "1.5",
        }],
    }  # fmt: skip
    assert rows(path, CURRENT) == [(Decimal("1.6"),)]


def test_projects_that_a_later_ledger_restates_stay_when_the_first_is_taken_back(own, tmp_path):
    head = "项目编号,项目名称,开发区,签约日期,开工日期,来源\n"
    row = "A{0},项目{0},平遥经开区,2021-0{0}-05,,"
    first = "".join(row.format(n) + f"{SOURCE}\n" for n in (1, 2, 3))
    zonedb.load("ledger", csv(tmp_path, head + first), own)
    second = first + row.format(4) + f"{SOURCE}\n"
    report = zonedb.load("ledger", csv(tmp_path, head + second, "b.csv"), own)
    assert (report.added, report.changed, report.unchanged) == (1, 0, 3)
    report = zonedb.unload(1, own)
    assert [change for change in report.changes if change.kind == "project"] == []
    counted = (
        "select projects_count from ledger_rates where subject_id = 'pingyao_zone'"
        " and batch_no = 1 and round_from is null order by period_end desc limit 1"
    )
    assert rows(own, counted) == [(4,)]
    assert rows(own, "select project_id from valid_projects where project_id like 'A%' order by 1") == [
        ("A1",), ("A2",), ("A3",), ("A4",),
    ]  # fmt: skip


def test_reference_rows_that_another_load_states_stay(own, tmp_path):
    text = "source_id,title_zh,source_priority\noffice,月报,1\n"
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        path = tmp_path / name / "sources.csv"
        path.write_text(text if name == "a" else text + "press,日报,2\n", "utf-8")
        zonedb.load("reference", path, own)
    zonedb.unload(1, own)
    titles = "select title_zh from sources where source_id in ('office', 'press') order by 1"
    assert rows(own, titles) == [("日报",), ("月报",)]
    zonedb.unload(2, own)
    assert rows(own, titles) == []


def as_release_0_3(path):
    """Make a file look like one of release 0.3: what was replaced is written down, no more."""
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "create table supersessions (source_id varchar, figure_no integer, load_id integer,"
            " by_load_id integer);"
            "create table withdrawn_rows (load_id integer, table_name varchar, row_json varchar);"
            "drop table reference_rows;"
            "update build_info set property_value = '0.3.0' where property = 'zonedb_version';"
            "update build_info set property_value = property_value || ',supersessions,withdrawn_rows'"
            " where property = 'objects'"
        )
        for table in ("observations", "targets"):
            for column in (*FLAGS, *STEPS):
                connection.execute(f"alter table {table} drop column {column}")


def test_a_build_carries_the_loads_of_release_0_3_over(own, tmp_path):
    """Three figures: one corrected, one removed by a dash, one of a load that was taken back."""
    text = LONG + "".join(
        f"{zone},工业投资,2021-06,{n}.5,亿元,{SOURCE}\n"
        for n, zone in enumerate(("平遥经开区", "祁县经开区", "和顺经开区"), 1)
    )
    zonedb.load("indicators", csv(tmp_path, text), own)
    zonedb.load("indicators", csv(tmp_path, text.replace("1.5", "9.5"), "b.csv"), own)
    zonedb.load("indicators", csv(tmp_path, text.replace("3.5", "8.5"), "c.csv"), own)
    zonedb.unload(3, own)
    as_release_0_3(own)
    with duckdb.connect(str(own)) as connection:  # of load 2 only what was new; then a dash
        connection.execute(
            "delete from observations where load_id in (2, 3) and printed in ('1.5', '2.5')"
            " or load_id = 2 and printed = '3.5';"
            "insert into supersessions select source_id, figure_no, 1, 2 from observations"
            " where load_id = 1 and printed in ('1.5', '2.5');"
            "insert into supersessions select source_id, figure_no, 1, 3 from observations"
            " where load_id = 1 and printed = '3.5'"
        )
    current = "select subject_id, value from current_figures where period_id = '2021-06' order by 1"
    with pytest.raises(DatabaseError, match="was built by zonedb 0.3.0; build it again"):
        zonedb.unload(2, own)
    zonedb.build(own)
    assert rows(own, current) == [("heshun_zone", Decimal("3.5")), ("pingyao_zone", Decimal("9.5"))]
    zonedb.unload(2, own)
    assert rows(own, current) == [
        ("heshun_zone", Decimal("3.5")), ("pingyao_zone", Decimal("1.5")),
        ("qixian_zone", Decimal("2.5")),
    ]  # fmt: skip


def test_check_and_unload_speak_chinese_unless_told_otherwise(own, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    missing = tmp_path / "none.duckdb"
    assert main(["check", "--db", str(missing)]) == 1
    assert "没有这个文件;请先建库" in capsys.readouterr().err
    assert main(["unload", "7", "--db", str(own)]) == 1
    assert capsys.readouterr().err == f"zonedb: {own}: 没有装载 7;现有 (无)\n"
    assert main(["check", "--db", str(own)]) == 0
    out = capsys.readouterr().out
    assert "刊印数字等于推算值四舍五入:jinzhong_article plant_utilisation" in out
    assert out.endswith("规则 29 条,存疑 5 处,其中错误 0 处\n")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert main(["check", "--db", str(missing)]) == 1
    assert "no such file; build it with" in capsys.readouterr().err
