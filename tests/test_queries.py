"""Named queries, their parameters, and the formats they print in."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

import zonedb
from zonedb import DatabaseError, QueryError
from zonedb.cli import main
from zonedb.exports.rendering import BOM, as_csv, as_json, as_markdown, display_width, table


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_start_rate_is_87_23(db):
    relation = zonedb.query("start_rate", db).project("start_rate_pct")
    [(rate,)] = relation.fetchall()
    assert round(rate, 2) == 87.23


def test_trace_of_87_23(db):
    found = zonedb.query("trace_figure", db, figure="87.23", source="jinzhong_article")
    traced = found.project("passage_no, printed, verdicts, recomputed_in").fetchall()
    verdict = "half_up 87.2340 (start rate = 100 * signed projects started / signed projects)"
    assert traced == [(8, "87.23%", verdict, "start_rate"), (29, "87.23%", verdict, "start_rate")]


def test_trace_of_an_input_names_the_metrics_it_feeds(db):
    found = zonedb.query("trace_figure", db, figure="82个").project("feeds").fetchall()
    assert found == [("conversion_backlog, start_rate",)] * 2


@pytest.mark.parametrize(
    ("name", "parameters", "count"),
    [
        ("batches", {}, 3), ("batches", {"period": "2022"}, 0),
        ("batches", {"subject": "jinzhong_zones"}, 3), ("box", {}, 51), ("box", {"source": "x"}, 0),
        ("doubtful", {}, 5), ("doubtful", {"severity": "info"}, 2), ("implied", {}, 21),
        ("implied", {"source": "jinzhong_commerce_bureau"}, 6), ("paragraph", {"passage": 8}, 23),
        ("profile", {}, 11), ("profile", {"zone": "左权"}, 1), ("profile", {"zone": "taigu_zone"}, 1),
        ("profile", {"zone": "LINGSHI"}, 1), ("trace_metric", {"metric": "plant_utilisation"}, 2),
        ("verdicts", {}, 11), ("verdicts", {"incomplete": "true"}, 26),
        ("verdicts", {"source": "jinzhong_article"}, 8),
    ],
)  # fmt: skip
def test_row_counts(db, name, parameters, count):
    assert len(zonedb.query(name, db, **parameters).fetchall()) == count


@pytest.mark.slow
def test_every_query_and_view_runs(db):
    listed = zonedb.queries()
    assert [query.name for query in listed if not query.is_view][0] == "batches"
    for named in listed:
        given = {parameter.name: 8 for parameter in named.parameters if parameter.required}
        zonedb.query(named.name, db, **given).fetchall()


def test_parameters_are_bound_not_pasted(db):
    evil = "x' or 1=1; drop table figures; --"
    assert zonedb.query("profile", db, zone=evil).fetchall() == []
    assert zonedb.query("trace_figure", db, figure=evil).fetchall() == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["strat_rate"], "query strat_rate: there is none; did you mean start_rate"),
        (["zzz"], "query zzz: there is none; zonedb queries lists them all"),
        (["box", "-p", "colour=red"], "no parameter colour; it has source"),
        (["start_rate", "-p", "a=b"], "no parameter a; it has none"),
        (["box", "-p", "source"], "write it as -p KEY=VALUE"),
        (["paragraph"], "parameter passage is missing; add -p passage=..."),
        (["paragraph", "-p", "passage=eight"], "passage is not of type integer: eight"),
        (["verdicts", "-p", "incomplete=maybe"], "incomplete is not of type boolean: maybe"),
        (["box", "-c", "nothing"], "column nothing: there is none; it has heading_zh,"),
        (["box", "--format", "parquet"], "give a file with -o FILE"),
        (["box", "-o", "."], "is a folder"),
        (["box", "-o", "no/such/folder.csv"], "the folder does not exist"),
        (["box", "-o", "/dev/null", "--force"], "is no regular file"),
        (["box", "--bom"], "--bom goes with --format csv, not with table"),
        (["box", "--bom", "-o", "x.json"], "--bom goes with --format csv, not with json"),
        (["paragraph", "-p", "passage=8.5"], "passage is not of type integer: 8.5"),
        (["START_RAT"], "did you mean start_rate"),
    ],
)
def test_mistakes_are_one_line_and_exit_code_1(db, capsys, arguments, message):
    code, out, err = run(capsys, "query", *arguments, "--db", db)
    assert (code, out) == (1, "")
    assert err.startswith("zonedb: ")
    assert err.count("\n") == 1
    assert message in err


def test_files_that_are_no_databases(tmp_path, capsys):
    text = tmp_path / "notes.txt"
    text.write_text("mine" * 2000, "utf-8")
    foreign = tmp_path / "foreign.duckdb"
    duckdb.connect(str(foreign)).close()
    for path, message in [
        (text, "is not a database that DuckDB"), (foreign, "zonedb did not write it"),
        (tmp_path, "is a folder"), (tmp_path / "none.duckdb", "no such file; build it with: zonedb"),
    ]:  # fmt: skip
        code, out, err = run(capsys, "query", "start_rate", "--db", path)
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert message in err
        with pytest.raises(DatabaseError):
            zonedb.query("start_rate", path)
    assert not (tmp_path / "none.duckdb").exists()


def test_an_older_file_asks_for_a_new_build(tmp_path):
    path = tmp_path / "old.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table build_info (property varchar, property_value varchar)")
        connection.execute("insert into build_info values ('application', 'zonedb')")
    with pytest.raises(QueryError, match="build it again"):
        zonedb.query("start_rate", path)


def test_wrong_usage_exits_2(capsys):
    for arguments in ([], ["nonsense"], ["query"], ["query", "box", "--format", "pdf"]):
        with pytest.raises(SystemExit) as caught:
            main(arguments)
        assert caught.value.code == 2


def test_table_aligns_chinese(db, capsys):
    code, out, _ = run(capsys, "query", "batches", "--db", db, "-c",
                       "project_set_name_zh,projects_count,rate_pct")  # fmt: skip
    assert code == 0
    assert out == (
        "project_set_name_zh  projects_count  rate_pct\n"
        "-------------------  --------------  --------\n"
        "签约一批                         94    87.234\n"
        "开工一批                        107   62.6168\n"
        "投产一批                        113   92.1758\n"
    )
    assert {display_width(line) for line in out.splitlines()} == {45}


def test_wide_tables_turn_to_one_field_a_line():
    text = table(("name", "figure"), [("签约一批", 94), ("开工", None)], max_width=10)
    assert text == "- 1 -\nname    签约一批\nfigure  94\n\n- 2 -\nname    开工\nfigure  -\n"


def test_csv_with_and_without_bom(db, capsys):
    _, plain, _ = run(capsys, "query", "city_share", "--db", db, "--format", "csv")
    _, marked, _ = run(capsys, "query", "city_share", "--db", db, "--format", "csv", "--bom")
    assert marked == BOM + plain
    read = list(csv.DictReader(io.StringIO(plain)))
    area = next(row for row in read if row["indicator_id"] == "planned_area")
    assert (area["part_value"], area["share_pct"], area["whole_estimate"]) == (
        "373.95",
        "2.4",
        "15581.25",
    )


def test_json_keeps_numbers_and_nulls(db, capsys):
    _, out, _ = run(capsys, "query", "conversion_backlog", "--db", db, "--format", "json")
    read = {row["batch_no"]: row for row in json.loads(out)}
    assert read[1]["backlog_count"] == 12
    assert read[1]["output_gap_cny_100m"] is None
    assert read[3]["output_gap_cny_100m"] == 18.39
    assert read[3]["period_end"] == "2021-08-06"
    assert "投产一批" in out


def test_formats_escape_what_would_break_them():
    assert as_markdown(("a|b",), [("x|y\nz",)]) == "| a\\|b |\n| --- |\n| x\\|y z |\n"
    assert as_csv(("a",), [('x,"y"\n',), (None,)]) == 'a\r\n"x,""y""\n"\r\n""\r\n'
    assert as_json(("a",), [(None,)]) == '[\n  {\n    "a": null\n  }\n]\n'


def test_output_files(db, tmp_path, capsys):
    target = tmp_path / "shares.parquet"
    options = ("query", "city_share", "--db", db, "-o", target)
    assert run(capsys, *options, "--format", "parquet") == (0, "", "")
    counted = duckdb.execute(f"select count(*), sum(share_pct) from '{target}'").fetchall()
    assert [(n, round(total, 1)) for n, total in counted] == [(6, 219.6)]
    code, _, err = run(capsys, *options, "--format", "csv")
    assert code == 1
    assert "exists; give another name, or overwrite it with --force" in err
    assert run(capsys, *options, "--format", "csv", "--bom", "--force")[0] == 0
    assert target.read_bytes().startswith(b"\xef\xbb\xbfsubject_id,")
    assert [path.name for path in tmp_path.iterdir()] == ["shares.parquet"]


def test_queries_lists_parameters_with_types_and_defaults(capsys):
    _, out, _ = run(capsys, "queries", "--format", "csv")
    listed = {row["name"]: row for row in csv.DictReader(io.StringIO(out))}
    assert listed["paragraph"]["parameters"] == (
        "passage integer; source varchar = jinzhong_article"
    )
    assert listed["verdicts"]["parameters"].endswith("incomplete boolean = false")
    assert listed["start_rate"]["kind"] == "view"
    assert listed["batches"]["description"].startswith("三个一批, projects, money")
    assert listed["start_rate"]["description"] == "开工率, signed projects that have started."


def test_check_prints_findings_and_exits_0_without_errors(db, capsys):
    code, out, _ = run(capsys, "check", "--lang", "en", "--db", db)
    assert code == 0
    assert out.endswith("29 rules, 5 findings, 0 of them errors\n")
    assert "printed 83.8%, derived 83.8649, truncated" in out


def test_check_exits_1_on_an_error(db, tmp_path, capsys):
    path = tmp_path / "broken.duckdb"
    path.write_bytes(db.read_bytes())
    with duckdb.connect(str(path)) as connection:
        connection.execute("update observations set value = 87.32 where printed = '87.23%'")
    code, out, _ = run(capsys, "check", "--lang", "en", "--db", path)
    assert code == 1
    assert "literal_fits_value" in out
    assert "2 of them errors" in out


def test_a_reader_that_stops_early_is_no_error(db):
    done = subprocess.run(
        f"{sys.executable} -m zonedb query figures --db {db} | head -n 1",
        shell=True, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stderr == ""


@pytest.mark.slow
def test_relations_outlive_the_call_and_follow_a_new_build(tmp_path):
    path = tmp_path / "z.duckdb"
    zonedb.build(path)
    first = zonedb.query("box", path)
    second = zonedb.query("implied", path)
    assert len(first.fetchall()) == 51
    assert len(second.fetchall()) == 21
    zonedb.build(path)
    assert len(zonedb.query("box", path).fetchall()) == 51


def test_start_up_imports_nothing_heavy():
    code = "import sys, zonedb, zonedb.cli; print([m for m in ('duckdb', 'json', 'csv') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "[]\n"


def test_public_names():
    for name in ("build", "connect", "query", "queries", "verify", "ZonedbError"):
        assert hasattr(zonedb, name)
    assert issubclass(QueryError, zonedb.ZonedbError)
    assert Path(zonedb.__file__).with_name("py.typed").exists()


def test_the_database_is_never_the_output(db, capsys):
    before = db.read_bytes()
    code, _, err = run(capsys, "query", "box", "--db", db, "-o", db, "--force")
    assert (code, db.read_bytes()) == (1, before)
    assert "is the database itself" in err


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.csv", b"heading_zh,"), ("a.json", b"[\n"), ("a.md", b"| heading_zh"),
     ("a.parquet", b"PAR1"), ("a.txt", b"heading_zh  ")],
)  # fmt: skip
def test_the_file_name_tells_the_format(db, tmp_path, capsys, name, start):
    assert run(capsys, "query", "box", "--db", db, "-o", tmp_path / name) == (0, "", "")
    assert (tmp_path / name).read_bytes().startswith(start)


def test_no_rows_is_said(db, capsys):
    code, _, err = run(capsys, "query", "profile", "--db", db, "-p", "zone=nowhere")
    assert (code, err) == (0, "zonedb: query profile: no rows\n")


def test_tables_can_be_queried_by_name(db, capsys):
    code, out, _ = run(capsys, "query", "sources", "--db", db, "-c", "source_id", "--format", "csv")
    assert code == 0
    assert "jinzhong_article" in out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_written_is_one_line(db):
    for command in (f"query figures --db {db}", "queries", f"check --db {db}"):
        done = subprocess.run(
            f"{sys.executable} -m zonedb {command} > /dev/full",
            shell=True, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 1
        assert done.stderr == "zonedb: the output cannot be written (No space left on device)\n"


# -- one process ----------------------------------------------------------------------------------


def loads_three(path: Path) -> None:
    file = path.with_name("may.csv")
    file.write_text(
        "开发区,指标,时期,数值,单位,来源\n"
        + "".join(
            f"平遥经开区,工业投资,2021-0{month},1,亿元,jinzhong_commerce_bureau\n"
            for month in (3, 4, 5)
        ),
        "utf-8",
    )
    assert zonedb.load("indicators", file, path).added == 3


def test_a_load_is_seen_in_the_process_that_has_the_older_file_open(own):
    with zonedb.connect(own) as older, duckdb.connect(str(own), read_only=True) as theirs:
        loads_three(own)
        queried = zonedb.query("observations", own).filter("load_id = 1").aggregate("count(*)")
        with zonedb.connect(own) as newer:
            newest = newer.execute("select count(*) from observations where load_id = 1").fetchall()
        assert (queried.fetchall(), newest) == ([(3,)], [(3,)])
        assert [load.load_id for load in zonedb.loads(own)] == [1]
        for connection in (older, theirs):
            assert connection.execute("select count(*) from loads").fetchall() == [(0,)]


def test_a_relation_kept_over_a_load_says_so(own):
    relation = zonedb.query("start_rate", own)
    projected = relation.project("start_rate_pct")
    assert len(projected) == len(relation.fetchall()) == 1
    assert projected.union(projected).columns == ["start_rate_pct"]
    loads_three(own)
    with pytest.raises(DatabaseError, match="was built or loaded anew; run the query again"):
        relation.project("start_rate_pct").fetchall()
    with pytest.raises(DatabaseError, match="run the query again"):
        projected.fetchall()
    assert zonedb.query("start_rate", own).fetchall()
    with pytest.raises(DatabaseError, match="run the query again"):
        projected.fetchall()  # nor after the connection is closed


def test_cursors_of_a_connection_begin_in_the_file(own):
    if int(duckdb.__version__.partition(".")[0]) < 2:
        pytest.skip("they begin in memory before DuckDB 2.0")
    with zonedb.connect(own) as connection:
        found = connection.cursor().execute("select count(*) from start_rate").fetchall()
    assert found == [(1,)]


@pytest.mark.parametrize(
    "name", ["main.duckdb", "memory.duckdb", "temp.duckdb", "o'clock; select 1.duckdb", '"']
)
def test_a_file_may_have_any_name(db, tmp_path, name):
    path = tmp_path / name
    shutil.copyfile(db, path)
    assert len(zonedb.query("start_rate", path).fetchall()) == 1
    assert len(zonedb.query("start_rate", path, as_of="2030-01-01").fetchall()) == 1


def test_a_table_and_a_view_of_the_users_own_answer_by_name(own):
    with duckdb.connect(str(own)) as connection:
        connection.execute("create table \"my notes\" as select '好' as note")
        connection.execute('create view "备注-1" as select note from "my notes"')
        connection.execute('create view a_copy as select * from "备注-1"')
    for name in ("my notes", "备注-1", "a_copy"):
        assert zonedb.query(name, own).fetchall() == [("好",)]
        assert zonedb.query(name, own, as_of="2030-01-01").fetchall() == [("好",)]
    with pytest.raises(QueryError, match="did you mean my notes"):
        zonedb.query("my note", own)
