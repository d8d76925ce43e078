"""Exports: what is in the files, what describes them, and what is refused."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import subprocess
import sys
from datetime import date

import duckdb
import openpyxl
import pytest

import zonedb
from zonedb.cli import main
from zonedb.errors import ExportError, TargetError
from zonedb.exports import packages, rendering
from zonedb.store.catalogue import relations

pytestmark = pytest.mark.slow  # builds or loads many files


@pytest.fixture(scope="module")
def exported(db, tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    for format_ in ("csv", "parquet", "json"):
        zonedb.export(folder / format_, db, format=format_)
    return folder


@pytest.fixture(scope="module")
def workbook(db, tmp_path_factory):
    path = tmp_path_factory.mktemp("xlsx") / "report.xlsx"
    zonedb.export(path, db)
    return openpyxl.load_workbook(path)


def cells(sheet) -> list[tuple]:
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def read_csv(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_table_and_view_but_the_steps_of_the_checks_is_a_file(exported, rows):
    names = {
        name
        for (name,) in rows(
            "select table_name from duckdb_tables() union all"
            " select view_name from view_dictionary"
            " where view_layer not in ('4_checks/derivations', '4_checks/findings')"
        )
    }
    assert {"observations", "start_rate", "checks", "reconciliation"} <= names
    assert not {"figure_findings", "identity_values"} & names
    for format_ in ("csv", "parquet", "json"):
        files = {path.name for path in (exported / format_).iterdir()}
        assert files == {f"{name}.{format_}" for name in names} | {"datapackage.json"}


def test_csv_has_the_numbers_as_printed(exported):
    [row] = read_csv(exported / "csv" / "start_rate.csv")
    assert row["signed_projects_started_count"] == "82"
    assert row["start_rate_pct"].startswith("87.2340")
    printed = [
        row for row in read_csv(exported / "csv" / "figures.csv") if row["printed"] == "87.23%"
    ]
    assert {row["value"] for row in printed} == {"87.23"}
    assert {row["load_id"] for row in printed} == {""}  # NULL


def test_csv_is_what_queries_print(exported, con, rows):
    """DuckDB writes the folder, Python the output of a query: the same text of every cell."""
    for name in ("figures", "metric_values", "checks", "sources", "build_info", "periods"):
        columns = [name for name, *_ in con.execute(f"describe {name}").fetchall()]
        expected = rendering.as_csv(columns, rows(f"select * from {name} order by all"))
        assert (exported / "csv" / f"{name}.csv").read_bytes() == expected.encode(), name


@pytest.mark.parametrize(
    ("type_", "values"),
    [
        ("VARCHAR", ["", "甲,乙", 'a"b', "a\nb", "a\rb", " a ", "'a'", "\\", None]),
        ("DOUBLE", [0.1, -0.0, 100.0, 1e15, 1e16, 1e22, 1e-4, 1e-5, 5e-324, 0.1 + 0.2, None]),
        ("DECIMAL(18,4)", ["100", "100.5", "0.0001", "-0.5", "0", None]),
        ("TIMESTAMP", ["2021-08-06", "2021-08-06 10:00:00.5", "2021-08-06 10:00:00.000001", None]),
        ("DATE", ["2021-08-06", None]),
        ("BOOLEAN", [True, False, None]),
        ("BIGINT", [0, -(2**63), None]),
    ],
)
def test_every_kind_of_cell_is_written_as_queries_print_it(tmp_path, type_, values):
    with duckdb.connect() as connection:
        connection.execute("create table units (unit_id varchar)")
        connection.execute(f"create table cells (cell {type_}, cell_no integer)")
        connection.executemany(
            "insert into cells values (?, ?)", [[v, n] for n, v in enumerate(values)]
        )
        packages._write_file(
            connection, relations(connection)["cells"], tmp_path / "cells.csv", "csv", bom=False
        )
        found = connection.execute("select * from cells order by all").fetchall()
    expected = rendering.as_csv(["cell", "cell_no"], found)
    assert (tmp_path / "cells.csv").read_bytes() == expected.encode()


def test_parquet_and_json_have_the_rows_of_the_database(exported, rows):
    for name in ("figures", "reconciliation", "zone_profile", "loads"):
        expected = rows(f"select * from {name} order by all")
        path = exported / "parquet" / f"{name}.parquet"
        found = duckdb.sql(f"select * from '{path}' order by all")
        assert found.fetchall() == expected
        assert len(json.loads((exported / "json" / f"{name}.json").read_text("utf-8"))) == len(
            expected
        )


def test_decimals_stay_decimals_in_parquet(exported):
    types = dict(
        duckdb.sql(
            f"select column_name, column_type from (describe from '{exported}/parquet/figures.parquet')"
        ).fetchall()
    )
    assert types["value"] == "DECIMAL(18,4)"
    assert types["period_end"] == "DATE"


def test_bom_is_there_on_request_only(exported, db, tmp_path):
    zonedb.export(tmp_path / "csv", db, format="csv", views=["start_rate"], bom=True)
    assert (tmp_path / "csv" / "start_rate.csv").read_bytes().startswith(b"\xef\xbb\xbfsubject_id,")
    assert (exported / "csv" / "start_rate.csv").read_bytes().startswith(b"subject_id,")


@pytest.mark.parametrize("format_", ["csv", "parquet"])
def test_datapackage_names_units_keys_sources_and_licence(exported, format_):
    package = json.loads((exported / format_ / "datapackage.json").read_text("utf-8"))
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert [licence["name"] for licence in package["licenses"]] == ["CC0-1.0"]
    assert "晋中市商务局" in package["sources"][1]["title"]
    resources = {resource["name"]: resource for resource in package["resources"]}
    fields = {field["name"]: field for field in resources["start_rate"]["schema"]["fields"]}
    assert fields["start_rate_pct"] == {
        "name": "start_rate_pct",
        "type": "number",
        "title": "开工率",
        "description": "% | percent",
        "unit": "%",
    }
    schema = resources["applications"]["schema"]
    assert schema["primaryKey"] == ["application_id", "period_id"]
    assert {
        "fields": ["source_id", "passage_no"],
        "reference": {"resource": "source_passages", "fields": ["source_id", "passage_no"]},
    } in schema["foreignKeys"]


def test_datapackage_hashes_the_csv_files(exported):
    package = json.loads((exported / "csv" / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        content = (exported / "csv" / resource["path"]).read_bytes()
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
        assert resource["bytes"] == len(content)


def test_keys_to_files_that_are_not_exported_are_left_out(db, tmp_path):
    zonedb.export(tmp_path / "one", db, format="csv", views=["applications", "periods"], lang="en")
    package = json.loads((tmp_path / "one" / "datapackage.json").read_text("utf-8"))
    keys = package["resources"][0]["schema"]["foreignKeys"]
    assert [key["reference"]["resource"] for key in keys] == ["periods"]
    assert package["title"] == "Development-zone performance"


def test_licence_is_not_claimed_for_what_users_loaded(scratch, tmp_path):
    from zonedb.exports.packages import write_package
    from zonedb.store.catalogue import relations

    scratch.rows(
        "insert into loads values (1, 'indicators', 'a.csv', repeat('0', 64), 1, '2021-09-01', null, null, null, null, null, null)"
    )
    chosen = [relations(scratch.connection)["units"]]
    write_package(scratch.connection, tmp_path, chosen, "csv", lang="zh", bom=False)
    assert "licenses" not in json.loads((tmp_path / "datapackage.json").read_text("utf-8"))


def test_same_file_same_bytes(exported, db, tmp_path):
    for name in ("first", "again"):
        zonedb.export(
            tmp_path / name, db, format="csv", views=["figures", "metric_values", "units"]
        )
    for path in (tmp_path / "first").iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()
    figures = (exported / "csv" / "figures.csv").read_bytes()
    assert (tmp_path / "again" / "figures.csv").read_bytes() == figures


def test_workbook_has_a_sheet_a_report_between_about_and_definitions(workbook):
    assert workbook.sheetnames == [
        "说明", "数看开发区", "上半年经济", "派生指标值", "三个一批", "开发区概况",
        "核对", "隐含数字", "数据血缘", "检查", "字段说明",
    ]  # fmt: skip


def test_three_batches_as_people_read_them(workbook):
    header, *rows = cells(workbook["三个一批"])
    assert header == (
        "统计对象", "时期", "时期起", "时期止", "批次", "项目集合", "项目数", "进入下一阶段项目数",
        "投资额 (亿元)", "预计年产值 (亿元)", "实际年产值 (亿元)", "比率指标", "比率 (%)", "刊印比率 (%)", "全省位次",
    )  # fmt: skip
    first = dict(zip(header, rows[0], strict=True))
    assert first["项目集合"] == "签约一批"
    assert first["比率指标"] == "开工率"
    assert first["时期"] == "前四期(截至2021年8月)"
    assert first["时期止"].date() == date(2021, 8, 6)
    assert (first["项目数"], first["进入下一阶段项目数"], first["投资额 (亿元)"]) == (
        94,
        82,
        552.13,
    )
    assert (round(first["比率 (%)"], 2), first["刊印比率 (%)"], first["全省位次"]) == (
        87.23,
        87.23,
        5,
    )


def test_number_formats_widths_and_frozen_header(workbook):
    sheet = workbook["三个一批"]
    formats = {sheet.cell(1, cell.column).value: cell.number_format for cell in sheet[2]}
    assert formats["比率 (%)"] == "0.00"
    assert formats["项目数"] == "#,##0"
    assert formats["时期止"] == "yyyy-mm-dd"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:O4"
    assert sheet.column_dimensions["A"].width > 16  # 晋中市11家开发区


def test_codes_and_ids_are_words(workbook):
    header, *rows = cells(workbook["核对"])
    assert {"四舍五入相符", "截尾相符", "缺数", "相等", "跨来源不符"} == {
        row[header.index("判定结果")] for row in rows
    }
    header, *rows = cells(workbook["派生指标值"])
    named = {dict(zip(header, row, strict=True))["派生指标"] for row in rows}
    assert "开工率" in named
    assert {"%", "亿元", "位"} <= {row[header.index("单位")] for row in rows}


def test_definitions_name_column_and_unit(workbook):
    rows = cells(workbook["字段说明"])
    assert ("三个一批", "投资额", "three_batches.investment_cny_100m", "亿元", "亿元") in rows


def test_about_lists_sheets_and_who_printed_the_figures(workbook):
    rows = cells(workbook["说明"])
    assert ("三个一批", "各批的项目、投资、产值、比率与全省位次", 3, None) in rows
    assert [row for row in rows if row[2] == "晋中市商务局"]
    assert workbook["说明"]["A4"].hyperlink.location or workbook["说明"]["A4"].hyperlink.target


def test_english_workbook(db, tmp_path):
    path = tmp_path / "report.xlsx"
    zonedb.export(path, db, lang="en", views=["start_rate"])
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["About", "start rate", "Definitions"]
    header, row = cells(book["start rate"])
    found = dict(zip(header, row, strict=True))
    assert found["subject"] == "the 11 zones of Jinzhong"
    assert round(found["start rate (%)"], 2) == 87.23


def test_text_that_looks_like_a_formula_stays_text(scratch, tmp_path):
    from zonedb.exports.workbook import write_workbook
    from zonedb.store.catalogue import relations

    texts = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")']
    for number, text in enumerate(texts):
        scratch.rows("insert into build_info values (?, ?)", f"zz{number}", text)
    path = tmp_path / "book.xlsx"
    write_workbook(scratch.connection, path, [relations(scratch.connection)["build_info"]], "zh")
    sheet = openpyxl.load_workbook(path)["构建信息"]
    found = {row[0].value: row[1] for row in sheet.iter_rows()}
    for number, text in enumerate(texts):
        cell = found[f"zz{number}"]
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_characters_that_a_workbook_cannot_hold_are_replaced(scratch, tmp_path):
    from zonedb.exports.workbook import write_workbook
    from zonedb.store.catalogue import relations

    scratch.rows("insert into build_info values ('zz', ?)", "a\x0bb")
    path = tmp_path / "book.xlsx"
    write_workbook(scratch.connection, path, [relations(scratch.connection)["build_info"]], "zh")
    sheet = openpyxl.load_workbook(path)["构建信息"]
    assert ("zz", "a\ufffdb") in sheet.iter_rows(values_only=True)


def test_more_rows_than_a_sheet_holds(db, tmp_path, monkeypatch):
    from zonedb.exports import workbook

    monkeypatch.setattr(workbook, "MAX_ROWS", 5)
    with pytest.raises(
        ExportError, match=r"figures: has 144 rows, a sheet holds 5; export it as csv"
    ):
        zonedb.export(tmp_path / "x.xlsx", db, views=["figures"])
    assert list(tmp_path.iterdir()) == []


def test_missing_library_is_named(db, tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ExportError, match=r'pip install "zonedb\[xlsx\]"'):
        zonedb.export(tmp_path / "x.xlsx", db)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "xml", "-o", "new"], "format xml: there is none; it is one of csv"),
        (["-o", "new"], "new: which format? add --format"),
        (["--format", "csv", "-o", "new", "--view", "strat_rate"], "did you mean start_rate?"),
        (["--format", "csv", "-o", "new", "--lang", "fr"], "language fr: there is none"),
        (["--format", "csv", "-o", "file"], "file: is a file; give the name of a folder"),
        (["--format", "csv", "-o", "full"], "full: exists; give another name"),
        (["--format", "csv", "-o", "full", "--force"], "full: holds mine, which is no part"),
        (["--format", "csv", "-o", "."], ".: is the current folder; name one inside it"),
        (["--format", "xlsx", "-o", "full"], "full: is a folder; name a file"),
        (["--format", "xlsx", "-o", "file"], "file: exists"),
        (["--format", "xlsx", "-o", "zonedb.duckdb", "--force"], "is the database itself"),
        (["--format", "xlsx", "-o", "none/new.xlsx"], "the folder does not exist"),
        (["--format", "csv", "-o", "none/new"], "the folder does not exist"),
        (["--format", "json", "-o", "new", "--bom"], "--bom goes with --format csv"),
        (["--format", "csv", "-o", "new", "--db", "missing.duckdb"], "missing.duckdb: no such file"),
        (["--format", "csv", "-o", "new", "--db", "file"], "file: is not a database"),
        (["--format", "csv", "-o", "new", "--db", "foreign.duckdb"], "zonedb did not write it"),
        (["--format", "superset", "-o", "new", "--view", "figures"], "--view does not go with"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_and_changes_nothing(
    db, tmp_path, monkeypatch, capsys, arguments, message
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "zonedb.duckdb").write_bytes(db.read_bytes())
    (tmp_path / "file").write_text("mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("mine")
    with duckdb.connect("foreign.duckdb") as connection:
        connection.execute("create table t (a integer)")
    before = sorted(path for path in tmp_path.rglob("*"))
    assert main(["export", *arguments]) == 1
    error = capsys.readouterr().err
    assert error.startswith("zonedb: ")
    assert error.count("\n") == 1
    assert message in error
    assert sorted(path for path in tmp_path.rglob("*")) == before
    assert (tmp_path / "file").read_text() == "mine"


def test_an_earlier_export_is_replaced_with_force(db, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    target = tmp_path / "csv"
    target.mkdir()  # an empty folder will do
    assert main(["export", "--db", str(db), "--format", "csv", "-o", "csv", "--view", "units"]) == 0
    assert capsys.readouterr().out == "csv: 1 csv files, 45 rows, datapackage.json\n"
    assert (
        main(
            [
                "export",
                "--db",
                str(db),
                "--format",
                "csv",
                "-o",
                "csv",
                "--view",
                "areas",
                "--force",
            ]
        )
        == 0
    )
    assert sorted(path.name for path in target.iterdir()) == ["areas.csv", "datapackage.json"]
    assert [path.name for path in tmp_path.iterdir()] == ["csv"]


def test_an_export_that_breaks_leaves_the_earlier_one(db, tmp_path, monkeypatch):
    from zonedb.exports import packages

    target = tmp_path / "csv"
    zonedb.export(target, db, format="csv", views=["units"])
    before = {path.name: path.read_bytes() for path in target.iterdir()}

    def broken(*_args, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(packages, "descriptor", broken)
    with pytest.raises(TargetError, match="the disk is full"):
        zonedb.export(target, db, format="csv", force=True)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["csv"]


def test_locked_database_is_one_line(tmp_path, db, capsys):
    import shutil
    import subprocess
    import sys

    path = tmp_path / "zonedb.duckdb"
    shutil.copy(db, path)
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import duckdb,time; c=duckdb.connect({str(path)!r}); print(1, flush=True); time.sleep(60)",
        ],
        stdout=subprocess.PIPE,
    )
    try:
        holder.stdout.readline()
        assert (
            main(["export", "--db", str(path), "--format", "csv", "-o", str(tmp_path / "x")]) == 1
        )
        assert "is open for writing in another program" in capsys.readouterr().err
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()


def test_only_what_an_export_wrote_is_replaced(db, tmp_path, monkeypatch):
    target = tmp_path / "csv"
    zonedb.export(target, db, format="csv", views=["units"])
    (target / "zonedb.duckdb").write_bytes(db.read_bytes())
    with pytest.raises(TargetError, match="holds zonedb.duckdb, which is no part of an export"):
        zonedb.export(target, target / "zonedb.duckdb", format="csv", force=True)
    assert (target / "zonedb.duckdb").exists()
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "datapackage.json").write_text('{"name": "other", "resources": [{"path": "a.csv"}]}')
    (theirs / "a.csv").write_text("a,b")
    with pytest.raises(TargetError, match="holds a.csv, which is no part of an export"):
        zonedb.export(theirs, db, format="csv", force=True)
    assert (theirs / "a.csv").read_text() == "a,b"


def test_debris_of_killed_exports_is_cleared_and_that_of_live_ones_is_not(db, tmp_path):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (tmp_path / f".csv.{dead.pid}.building").mkdir()
    (tmp_path / f".csv.{os.getppid()}.building").mkdir()
    zonedb.export(tmp_path / "csv", db, format="csv", views=["units"])
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f".csv.{os.getppid()}.building",
        "csv",
    ]


def test_every_batch_of_rows_is_written(db, tmp_path, monkeypatch, rows):
    from zonedb.exports import packages

    monkeypatch.setattr(packages, "_BATCH", 5)
    zonedb.export(tmp_path / "csv", db, format="csv", views=["figures"])
    [(count,)] = rows("select count(*) from figures")
    assert len(read_csv(tmp_path / "csv" / "figures.csv")) == count == 144


def test_a_view_named_twice_is_one_file(db, tmp_path):
    assert zonedb.export(tmp_path / "a", db, format="csv", views=["units", "units"]).startswith(
        "1 csv"
    )


def test_fields_are_typed_required_and_in_the_language(db, tmp_path):
    zonedb.export(
        tmp_path / "en", db, format="csv", views=["periods", "plant_utilisation"], lang="en"
    )
    package = json.loads((tmp_path / "en" / "datapackage.json").read_text("utf-8"))
    periods, plants = (
        {field["name"]: field for field in resource["schema"]["fields"]}
        for resource in package["resources"]
    )
    assert periods["period_start"]["type"] == "date"
    assert periods["period_id"]["constraints"] == {"required": True}
    assert "constraints" not in periods["name_zh"]
    assert plants["plant_area_used_m2_10k"]["unit"] == "10 thousand m2"
    assert package["resources"][0]["schema"]["missingValues"] == [""]


def test_blank_cells_are_no_dates_and_long_text_has_room(workbook):
    sheet = workbook["三个一批"]
    header = [cell.value for cell in sheet[1]]
    blank = sheet.cell(2, header.index("实际年产值 (亿元)") + 1)
    assert (blank.value, blank.number_format) == (None, "General")
    rank = sheet.cell(2, header.index("全省位次") + 1)
    assert rank.number_format == "0"
    box = workbook["数看开发区"]
    assert max(box.row_dimensions[row].height or 0 for row in range(2, 53)) >= 30


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_headings_of_a_sheet_are_unique_and_in_its_language(db, tmp_path, lang):
    path = tmp_path / "all.xlsx"
    zonedb.export(
        path,
        db,
        lang=lang,
        views=["zone_profile", "checks", "reconciliation", "metric_values", "article_box"],
    )
    for sheet in openpyxl.load_workbook(path).worksheets[1:-1]:
        header = [cell.value for cell in sheet[1]]
        assert len(set(header)) == len(header), sheet.title
        assert not [text for text in header if "Chinese" in text or "英文" in text], sheet.title
        if lang == "en":
            assert not re.search("[\u4e00-\u9fff]", " ".join(header)), sheet.title


def test_items_have_the_names_of_indicators_not_of_metrics(workbook):
    header, *lines = cells(workbook["派生指标值"])
    shares = {row[header.index("分项")] for row in lines if row[0] == "占全市比重"}
    assert "规划面积" in shares
    assert "工业投资" in shares


def test_a_workbook_of_loaded_data_claims_no_licence(scratch, tmp_path):
    from zonedb.exports.workbook import write_workbook
    from zonedb.store.catalogue import relations

    scratch.rows(
        "insert into loads values (1, 'indicators', 'a.csv', repeat('0', 64), 1, '2021-09-01', null, null, null, null, null, null)"
    )
    write_workbook(
        scratch.connection, tmp_path / "a.xlsx", [relations(scratch.connection)["units"]], "zh"
    )
    texts = [
        cell for row in cells(openpyxl.load_workbook(tmp_path / "a.xlsx")["说明"]) for cell in row
    ]
    assert not [text for text in texts if "CC0" in str(text)]


def test_exactly_as_many_rows_as_a_sheet_holds(db, tmp_path, monkeypatch):
    from zonedb.exports import workbook

    monkeypatch.setattr(workbook, "MAX_ROWS", 144)
    assert zonedb.export(tmp_path / "x.xlsx", db, views=["figures"]) == "1 sheets, 144 rows"


@pytest.mark.parametrize("name", ["blocked.duckdb", "clock.duckdb"])
def test_a_name_with_lock_in_it_is_not_said_to_be_locked(tmp_path, capsys, name):
    (tmp_path / name).write_text("text")
    assert (
        main(["export", "--db", str(tmp_path / name), "--format", "csv", "-o", str(tmp_path / "x")])
        == 1
    )
    assert "is not a database that DuckDB" in capsys.readouterr().err


def test_a_damaged_database_is_one_line(db, tmp_path, capsys):
    damaged = bytearray(db.read_bytes())
    for position in range(3 * 16384, len(damaged) - 16384, 5):  # data, not headers
        damaged[position] ^= 0xFF
    path = tmp_path / "zonedb.duckdb"
    path.write_bytes(damaged)
    for command in (
        ["export", "--format", "csv", "-o", str(tmp_path / "x")],
        ["docs", "-o", str(tmp_path / "d")],
    ):
        assert main([*command, "--db", str(path)]) == 1
        error = capsys.readouterr().err
        assert error.count("\n") == 1
        assert str(path) in error


def test_parquet_on_a_full_disk_is_one_line(db, tmp_path):
    import resource
    import signal

    done = subprocess.run(
        [sys.executable, "-m", "zonedb", "export", "--db", str(db), "--format", "parquet", "-o", "p"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        preexec_fn=lambda: (
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
            resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048)),
        ),
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "cannot be written in full" in done.stderr
    assert list(tmp_path.iterdir()) == []
