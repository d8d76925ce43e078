"""Loads of indicators and figures: what is read, what is refused, and what a later load changes."""

from __future__ import annotations

import json
from decimal import Decimal

import duckdb
import openpyxl
import pytest

import zonedb
from zonedb.cli import main
from zonedb.errors import LoadError

pytestmark = pytest.mark.slow  # builds or loads many files

LONG = "开发区,指标,时期,数值,单位,来源\n"
SOURCE = "jinzhong_commerce_bureau"


def rows(path, sql: str, *values):
    with zonedb.connect(path) as connection:
        return connection.execute(sql, list(values)).fetchall()


def csv(tmp_path, text: str, name: str = "file.csv", encoding: str = "utf-8"):
    path = tmp_path / name
    path.write_text(text, encoding)
    return path


def problems(kind, path, own, **options) -> list[tuple[str, str, str]]:
    """Cell, rule and value of every problem."""
    with pytest.raises(LoadError) as caught:
        zonedb.load(kind, path, own, **options)
    return [(p.cell, p.rule, p.value) for p in caught.value.problems]


LITERALS = [
    ("12.5亿元", "工业投资", "12.5", "cny_100m", "=", 1),
    ("1,234.5", "工业投资", "1234.5", "cny_10k", "=", 1),
    ("1２．５", "工业投资", "12.5", "cny_10k", "=", 1),
    ("5238.45万美元", "实际利用外资", "5238.45", "usd_10k", "=", 2),
    ("20%以上", "工业投资增速", "20", "pct", ">=", 0),
    ("下降3.2%", "工业投资增速", "-3.2", "pct", "=", 1),
    ("20余家", "开发区个数", "20", "entity", ">", 0),
    ("0.5个百分点", "planned_area_share_gap", "0.5", "pp", "=", 1),
]


@pytest.mark.parametrize(
    ("printed", "indicator", "value", "unit", "qualifier", "decimals"), LITERALS
)
def test_values_as_people_write_them(
    own, tmp_path, printed, indicator, value, unit, qualifier, decimals
):
    given = "万元" if unit == "cny_10k" else ""
    path = csv(
        tmp_path, LONG + f'平遥经开区,{indicator},2021年1-6月,"{printed}",{given},{SOURCE}\n'
    )
    assert zonedb.load("indicators", path, own).added == 1
    assert rows(
        own,
        "select printed, value, unit_id, qualifier, decimals, period_id from figures where load_id = 1",
    ) == [(printed, Decimal(value), unit, qualifier, decimals, "2021-S1")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(own, tmp_path, encoding):
    path = csv(
        tmp_path, LONG + f"祁县经开区,工业投资,2021-06,1.5,亿元,{SOURCE}\n", encoding=encoding
    )
    zonedb.load("indicators", path, own)
    assert rows(own, "select subject_name_zh, value from figures where load_id = 1") == [
        ("祁县经开区", Decimal("1.5"))
    ]


@pytest.mark.parametrize(
    ("period", "basis", "period_id", "start", "end"),
    [
        ("2021-06", "", "2021-06", "2021-06-01", "2021-06-30"),
        ("2021年6月", "累计", "2021-S1", "2021-01-01", "2021-06-30"),
        ("2021年1-7月", "", "2021-01/2021-07", "2021-01-01", "2021-07-31"),
        ("2021年上半年", "", "2021-S1", "2021-01-01", "2021-06-30"),
        ("2021-02", "cumulative", "2021-01/2021-02", "2021-01-01", "2021-02-28"),
    ],
)
def test_periods_cumulative_or_single(own, tmp_path, period, basis, period_id, start, end):
    path = csv(
        tmp_path,
        "zone,indicator,period,basis,value,unit,source\n"
        f"平遥经开区,industrial_investment,{period},{basis},1.5,cny_100m,{SOURCE}\n",
    )
    zonedb.load("indicators", path, own)
    [(found, first, last)] = rows(
        own, "select period_id, period_start, period_end from figures where load_id = 1"
    )
    assert (found, str(first), str(last)) == (period_id, start, end)


def test_wide_sheet_of_a_workbook(own, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["2021年上半年开发区主要指标"])
    sheet.append([])
    sheet.append(["开发区", "工业投资(亿元)", "实际利用外资（万美元）", "规模以上工业增加值(万元)"])
    sheet.append(["平遥经开区", 3.25, "—", 1234])
    sheet.append(["祁县经开区", "2.5", 120.5, None])
    path = tmp_path / "wide.xlsx"
    book.save(path)
    report = zonedb.load("indicators", path, own, source=SOURCE, period="2021年1-6月")
    assert (report.added, report.changed) == (4, 0)
    assert rows(
        own,
        "select subject_id, indicator_id, value, unit_id, decimals from figures where load_id = 1"
        " order by all",
    ) == [
        ("pingyao_zone", "industrial_investment", Decimal("3.25"), "cny_100m", 2),
        ("pingyao_zone", "industrial_value_added", Decimal(1234), "cny_10k", 0),
        ("qixian_zone", "foreign_capital_used", Decimal("120.5"), "usd_10k", 1),
        ("qixian_zone", "industrial_investment", Decimal("2.5"), "cny_100m", 1),
    ]


def test_parquet(own, tmp_path):
    path = tmp_path / "file.parquet"
    duckdb.sql(
        "copy (select 'pingyao_zone' as zone, 'signed_projects' as indicator, '2021-06' as period,"
        f" cast(12 as decimal(18, 2)) as value, 'item' as unit, '{SOURCE}' as source union all"
        f" select '平遥经开区', '工业投资', '2021-06', 1.25, '亿元', '{SOURCE}') to '{path}'"
    )
    assert zonedb.load("indicators", path, own).added == 2
    assert rows(own, "select value, decimals from figures where load_id = 1 order by 1") == [
        (Decimal("1.25"), 2),
        (Decimal(12), 0),
    ]


def test_metrics_come_from_what_was_loaded(own, tmp_path):
    path = csv(
        tmp_path,
        LONG
        + f"平遥经开区,签约项目数,R1-4@2021-08-06,10,个,{SOURCE}\n"
        + f"平遥经开区,签约项目中开工数,R1-4@2021-08-06,9,个,{SOURCE}\n"
        + f"平遥经开区,开工率,R1-4@2021-08-06,91.5%,,{SOURCE}\n",
    )
    zonedb.load("indicators", path, own)
    assert rows(own, "select start_rate_pct from start_rate where subject_id = 'pingyao_zone'") == [
        (90.0,)
    ]
    assert rows(
        own,
        "select printed, derived, verdict from reconciliation where subject_id = 'pingyao_zone'",
    ) == [("91.5%", 90.0, "mismatch")]
    [(finding,)] = rows(
        own,
        "select detail from checks where check_id = 'reconciliation_match' and not ok",
    )
    assert "printed 91.5%, derived 90.0000" in finding


def test_a_file_with_twenty_mistakes_reports_each_at_its_cell(own, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["开发区", "指标", "时期", "口径", "数值", "单位", "来源"])
    good = ["平遥经开区", "工业投资", "2021-06", None, "1.5", "亿元", SOURCE]

    def row(**changes):
        cells = dict(zip("ABCDEFG", good, strict=True)) | changes
        sheet.append([cells[letter] for letter in "ABCDEFG"])

    row(A="平遥开发")  # 2
    row(A=None)  # 3
    row(B="工业投次")  # 4
    row(C="2021年13月")  # 5
    row(C="6月")  # 6
    row(C="2021-05", D="季度")  # 7
    row(C=None)  # 8
    row(C="2021-01", E="1.2.3")  # 9
    row(C="2021-02", E="12,34")  # 10
    row(C="2021-03", E="约莫")  # 11
    row(C="2021-04", E="10-20")  # 12
    row(C="2021-07", E="1.23456")  # 13, good: it is rounded
    row(C="2021-08", E=None)  # 14
    row(C="2021-09", F="斤")  # 15
    row(C="2021-10", F=None)  # 16
    row(C="2021-11", F="万美元")  # 17
    row(C="2021-12", E="3亿元", F="万元")  # 18
    row(B="签约项目数", C="2021-12", E="1.5", F="个")  # 19
    row(G="统计局月报")  # 20
    row(C="2022-01")  # 21, good
    row(C="2022-01")  # 22, repeats 21
    path = tmp_path / "mistakes.xlsx"
    book.save(path)
    assert problems("indicators", path, own) == [
        ("A2", "unknown_name", "平遥开发"),
        ("A3", "required", None),
        ("B4", "unknown_name", "工业投次"),
        ("C5", "no_such_date", "2021年13月"),
        ("C6", "no_year", "6月"),
        ("D7", "basis", "季度"),
        ("C8", "required", None),
        ("E9", "ambiguous_separator", "1.2.3"),
        ("E10", "ambiguous_separator", "12,34"),
        ("E11", "no_number", "约莫"),
        ("E12", "range", "10-20"),
        ("E14", "required", None),
        ("F15", "unknown_name", "斤"),
        ("E16", "unit_missing", "1.5"),
        ("F17", "unit_quantity", "万美元"),
        ("E18", "unit_conflict", "3亿元"),
        ("E19", "count_not_whole", "1.5"),
        ("G20", "unknown_name", "统计局月报"),
        ("E22", "repeated", "1.5"),
    ]
    assert rows(own, "select count(*) from loads") == [(0,)]


def test_closest_names_are_offered_in_both_languages(own, tmp_path):
    path = csv(tmp_path, LONG + f"平遥经开曲,工业投资,2021-06,1.5,亿元,{SOURCE}\n")
    with pytest.raises(LoadError) as caught:
        zonedb.load("indicators", path, own)
    [problem] = caught.value.problems
    assert "相近的有:平遥经开区" in problem.line("zh")
    assert "close to it: 平遥经开区" in problem.line("en")
    assert "file.csv row 2, 开发区" in problem.line("en")


def test_a_name_of_two_cities_lists_both(own, tmp_path):
    with duckdb.connect(str(own)) as connection:
        connection.execute(
            "insert into areas values ('140100','140000','prefecture','太原市','T',null,null,null)"
        )
        connection.execute(
            "insert into subjects values ('other_zone','zone','平遥经开区','other','140100',null,null,null,null,null)"
        )
    path = csv(tmp_path, LONG + f"平遥经开区,工业投资,2021-06,1.5,亿元,{SOURCE}\n")
    with pytest.raises(LoadError) as caught:
        zonedb.load("indicators", path, own)
    [problem] = caught.value.problems
    assert problem.rule == "ambiguous_name"
    assert "other_zone (平遥经开区, 太原市)" in problem.message_zh
    assert (
        "pingyao_zone (平遥经开区, 平遥县)" in problem.message_en
        or "pingyao_zone" in problem.message_en
    )


def test_same_file_again_changes_nothing(own, tmp_path):
    path = csv(tmp_path, LONG + f"平遥经开区,工业投资,2021-06,1.5,亿元,{SOURCE}\n")
    assert zonedb.load("indicators", path, own).load_id == 1
    inode = own.stat().st_ino
    again = zonedb.load("indicators", path, own)
    assert (again.load_id, again.added, again.changed, again.unchanged) == (None, 0, 0, 1)
    assert (again.same_as, own.stat().st_ino) == (1, inode)
    assert len(zonedb.loads(own)) == 1


def test_another_file_that_restates_is_a_load_of_its_own(own, tmp_path):
    """What it states stands on when the first file is taken back."""
    path = csv(tmp_path, LONG + f"平遥经开区,工业投资,2021-06,1.5,亿元,{SOURCE}\n")
    zonedb.load("indicators", path, own)
    copy = csv(tmp_path, path.read_text("utf-8") + "\n", "copy.csv")
    again = zonedb.load("indicators", copy, own)
    assert (again.load_id, again.added, again.changed, again.unchanged) == (2, 0, 0, 1)
    figure = "select value, load_id from figures where load_id is not null"
    assert rows(own, figure) == [(Decimal("1.5"), 1)]
    assert zonedb.unload(1, own).changes == ()
    assert rows(own, figure) == [(Decimal("1.5"), 2)]


def test_a_correction_is_a_new_version_and_the_old_one_stays(own, tmp_path):
    text = (
        LONG
        + f"平遥经开区,工业投资,2021-06,1.5,亿元,{SOURCE}\n祁县经开区,工业投资,2021-06,2,亿元,{SOURCE}\n"
    )
    zonedb.load("indicators", csv(tmp_path, text), own)
    report = zonedb.load("indicators", csv(tmp_path, text.replace("1.5", "1.6"), "b.csv"), own)
    assert (report.load_id, report.added, report.changed, report.unchanged) == (2, 0, 1, 1)
    current = "select value from current_figures where subject_id = 'pingyao_zone' and period_id = '2021-06'"
    assert rows(own, current) == [(Decimal("1.6"),)]
    assert rows(own, "select value, load_id from observations where load_id is not null order by load_id, value") == [
        (Decimal("1.5"), 1), (Decimal(2), 1), (Decimal("1.6"), 2), (Decimal(2), 2),
    ]  # fmt: skip
    assert rows(
        own,
        "select mention_count from figure_mentions where subject_id = 'pingyao_zone' and indicator_id = 'industrial_investment'",
    ) == [(1,)]
    zonedb.unload(2, own)
    assert rows(own, current) == [(Decimal("1.5"),)]


def test_dry_run_says_what_would_change_and_writes_nothing(own, tmp_path, capsys):
    path = csv(tmp_path, LONG + f"平遥经开区,工业投资,2021-06,1.5,亿元,{SOURCE}\n")
    before = own.stat()
    assert (
        main(["load", "indicators", str(path), "--db", str(own), "--dry-run", "--lang", "en"]) == 0
    )
    assert (
        capsys.readouterr().out
        == f"{own}: dry run, nothing written; 1 added, 0 changed, 0 unchanged\n"
    )
    after = own.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_figures_of_a_text_keep_every_mention(own, tmp_path):
    text = (
        "来源,段落,刊印,统计对象,指标,时期\n"
        f"{SOURCE},3,12.5亿元,平遥经开区,工业投资,2021年上半年\n"
        f"{SOURCE},9,12.9亿元,平遥经开区,工业投资,2021年上半年\n"
    )
    zonedb.load("figures", csv(tmp_path, text), own)
    assert rows(own, "select passage_no, printed from figures where load_id = 1 order by 1") == [
        (3, "12.5亿元"),
        (9, "12.9亿元"),
    ]
    assert rows(
        own,
        "select mentions_agree from figure_mentions where subject_id = 'pingyao_zone' and indicator_id = 'industrial_investment'",
    ) == [(False,)]
    corrected = csv(tmp_path, text.replace("12.9", "12.5"), "b.csv")
    assert zonedb.load("figures", corrected, own).changed == 1
    assert rows(
        own,
        "select mentions_agree from figure_mentions where subject_id = 'pingyao_zone' and indicator_id = 'industrial_investment'",
    ) == [(True,)]


def test_figures_need_their_paragraph(own, tmp_path):
    text = "来源,段落,刊印,统计对象,指标,时期\n"
    text += f"{SOURCE},,12.5亿元,平遥经开区,工业投资,2021-06\n{SOURCE},x,1亿元,平遥经开区,工业投资,2021-06\n"
    assert problems("figures", csv(tmp_path, text), own) == [
        ("row 2, 段落", "required", None),
        ("row 3, 段落", "integer", "x"),
    ]


def test_missing_and_unknown_headings(own, tmp_path):
    path = csv(tmp_path, "开发区,指标,数值,单伟\n平遥经开区,工业投资,1.5,亿元\n")
    assert problems("indicators", path, own) == [
        ("row 1, 开发区", "missing_heading", None),
        ("row 1, 开发区", "missing_heading", None),
        ("row 1, 单伟", "unknown_heading", "单伟"),
        ("row 2, 数值", "unit_missing", "1.5"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.csv", None, "missing.csv: no such file"),
        ("file.doc", b"x", "is neither .csv, .xlsx nor .parquet"),
        ("file.xlsx", b"x", "is no XLSX workbook that can be read"),
        ("file.parquet", b"x", "is no Parquet file that can be read"),
        ("file.csv", b"\xff\xff\x80\n", "is neither UTF-8 nor GB18030 text"),
        ("file.csv", b"a,b\n1,2\n", "no row has known headings; zonedb template writes a file"),
        ("file.csv", b"", "is empty"),
    ],
)
def test_files_that_cannot_be_read(own, tmp_path, capsys, name, content, message):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert main(["load", "indicators", str(path), "--db", str(own), "--lang", "en"]) == 1
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_problems_as_text_and_json(own, tmp_path, capsys):
    path = csv(tmp_path, LONG + f"平遥经开区,工业投资,2021-06,x,亿元,{SOURCE}\n")
    arguments = ["load", "indicators", str(path), "--db", str(own)]
    assert main([*arguments, "--lang", "en"]) == 1
    output = capsys.readouterr()
    assert (
        output.out
        == "file.csv row 2, 数值 'x' no number in 'x'; write a number, or a dash for no figure (no_number)\n"
    )
    assert output.err == f"zonedb: {path}: not loaded, 1 problem\n"
    assert main([*arguments, "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    [record] = found.pop("problems")
    assert found == {
        "load_id": None, "added": 0, "changed": 0, "unchanged": 0, "same_as": None,
        "changes": [], "notices": [], "columns": [],
    }  # fmt: skip
    assert (record["row"], record["column"], record["rule"], record["value"]) == (
        2,
        4,
        "no_number",
        "x",
    )


def test_outcome_as_text_and_json(own, tmp_path, capsys):
    path = csv(tmp_path, LONG + f"平遥经开区,工业投资,2021-06,1.5,亿元,{SOURCE}\n")
    arguments = ["load", "indicators", str(path), "--db", str(own)]

    def said(*more: str) -> str:
        assert main([*arguments, *more]) == 0
        return capsys.readouterr().out

    would = {
        "load_id": None, "added": 1, "changed": 0, "unchanged": 0, "same_as": None, "problems": [],
        "changes": [], "notices": [], "columns": [],
    }  # fmt: skip
    assert json.loads(said("--dry-run", "--format", "json")) == would
    assert said("--dry-run", "--lang", "zh") == f"{own}:试装,未写入;新增 1,更改 0,未变 0\n"
    assert json.loads(said("--format", "json")) == would | {"load_id": 1}
    assert (
        said("--lang", "en") == f"{own}: is the file of load 1; 0 added, 0 changed, 1 unchanged\n"
    )
    path.write_text(path.read_text("utf-8").replace("1.5", "1.6"), "utf-8")
    assert said("--lang", "zh") == (
        f"row 2, 数值:1.5 改为 1.6\n{own}:装载 2;新增 0,更改 1,未变 0\n"
    )


def test_a_missing_file_prints_no_json(own, tmp_path, capsys):
    arguments = ["load", "indicators", str(tmp_path / "none.csv"), "--db", str(own), "--lang", "en"]
    assert main([*arguments, "--format", "json"]) == 1
    assert capsys.readouterr() == ("", f"zonedb: {tmp_path / 'none.csv'}: no such file\n")


def test_checks_at_level_error_stay_silent_after_loads(own, tmp_path):
    path = csv(tmp_path, LONG + "".join(
        f'平遥经开区,{indicator},2021年1-6月,"{printed}",{"万元" if unit == "cny_10k" else ""},{SOURCE}\n'
        for printed, indicator, _, unit, *_ in LITERALS[1:]
        if indicator != "工业投资" or printed == "1,234.5"
    ).replace("下降3.2%", "2%").replace("工业投资增速,2021年1-6月,\"2%\"", "工业投资增速,2021-06,\"2%\""))  # fmt: skip
    zonedb.load("indicators", path, own)
    assert rows(own, "select detail from checks where severity = 'error' and not ok") == []


FIGURES = "来源,段落,数值,开发区,指标,时期\n"


def test_a_second_file_of_figures_adds_to_the_first(own, tmp_path):
    """The article has figures of its own; none of them is replaced."""
    source = "jinzhong_article"
    before = rows(own, "select count(*) from figures")[0][0]
    first = FIGURES + f"{source},8,3个,平遥经开区,重点项目个数,2021-08-06\n"
    assert zonedb.load("figures", csv(tmp_path, first, "a.csv"), own).added == 1
    second = (
        FIGURES
        + f"{source},9,5个,祁县经开区,重点项目个数,2021-08-06\n"
        + f"{source},8,3个,平遥经开区,重点项目个数,2021-08-06\n"
        + f"{source},8,4个,平遥经开区,重点项目个数,2021-08-06\n"  # printed a second time
    )
    report = zonedb.load("figures", csv(tmp_path, second, "b.csv"), own)
    assert (report.added, report.changed, report.unchanged) == (2, 0, 1)
    assert rows(own, "select count(*) from figures") == [(before + 3,)]
    numbers = rows(own, f"select figure_no from figures where source_id = '{source}'")
    assert len(set(numbers)) == len(numbers)
    corrected = second.replace("4个", "6个")
    report = zonedb.load("figures", csv(tmp_path, corrected, "c.csv"), own)
    assert (report.added, report.changed, report.unchanged) == (0, 1, 2)
    assert rows(
        own, "select printed from figures where load_id is not null order by figure_no, load_id"
    ) == [("3个",), ("5个",), ("6个",)]
    assert rows(own, "select count(*) from checks where severity = 'error' and not ok") == [(0,)]


def test_a_paragraph_that_the_source_lacks(own, tmp_path):
    text = FIGURES + "jinzhong_article,99,3个,平遥经开区,重点项目个数,2021-08-06\n"
    assert problems("figures", csv(tmp_path, text), own) == [
        ("row 2, 段落", "unknown_passage", "99")
    ]


def test_a_correction_replaces_every_mention_by_one(own, tmp_path):
    text = LONG + "晋中市11家开发区,开发区个数,2021-08-06,12,家,jinzhong_article\n"
    report = zonedb.load("indicators", csv(tmp_path, text), own)
    assert (report.added, report.changed) == (0, 1)
    assert rows(
        own,
        "select printed, load_id from figures where source_id = 'jinzhong_article' and"
        " indicator_id = 'zone_count' and subject_id = 'jinzhong_zones'"
        " and period_id = '2021-08-06'",
    ) == [("12", 1)]
    assert zonedb.build(own).figures < 145


def test_a_dash_takes_a_figure_out(own, tmp_path):
    text = LONG + f"平遥经开区,工业投资,2021-06,1.5,亿元,{SOURCE}\n"
    zonedb.load("indicators", csv(tmp_path, text, "a.csv"), own)
    report = zonedb.load("indicators", csv(tmp_path, text.replace("1.5", "—"), "b.csv"), own)
    assert (report.added, report.changed, report.unchanged) == (0, 1, 0)
    assert rows(own, "select * from figures where load_id is not null") == []
    again = zonedb.load("indicators", csv(tmp_path, text.replace("1.5", " — "), "c.csv"), own)
    assert (again.load_id, again.added, again.changed) == (None, 0, 0)
    zonedb.unload(2, own)
    assert rows(own, "select value from figures where load_id is not null") == [(Decimal("1.5"),)]


def test_a_new_note_is_a_change_and_a_blank_one_is_none(own, tmp_path):
    head = LONG.replace("\n", ",说明\n")
    line = f"平遥经开区,工业投资,2021-06,1.5,亿元,{SOURCE},"
    zonedb.load("indicators", csv(tmp_path, head + line + "快报\n", "a.csv"), own)
    assert zonedb.load("indicators", csv(tmp_path, head + line + "\n", "b.csv"), own).unchanged == 1
    assert (
        zonedb.load("indicators", csv(tmp_path, head + line + "年报\n", "c.csv"), own).changed == 1
    )


def test_the_same_file_for_another_period_is_another_load(own, tmp_path):
    path = csv(tmp_path, "开发区,工业投资(亿元)\n平遥经开区,1.5\n")
    assert zonedb.load("indicators", path, own, source=SOURCE, period="2021-05").added == 1
    assert zonedb.load("indicators", path, own, source=SOURCE, period="2021-06").added == 1
    again = zonedb.load("indicators", path, own, source=SOURCE, period="2021-06")
    assert (again.load_id, again.same_as, again.unchanged) == (None, 2, 1)


def test_the_same_file_again_is_read_again_once_it_was_corrected(own, tmp_path):
    text = LONG + f"平遥经开区,工业投资,2021-06,1.5,亿元,{SOURCE}\n"
    path = csv(tmp_path, text, "a.csv")
    zonedb.load("indicators", path, own)
    zonedb.load("indicators", csv(tmp_path, text.replace("1.5", "1.6"), "b.csv"), own)
    again = zonedb.load("indicators", path, own)
    assert (again.load_id, again.same_as, again.changed) == (3, None, 1)
    assert rows(own, "select value from figures where load_id is not null") == [(Decimal("1.5"),)]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"source": "月报", "period": "2021-06"}, "--source 月报: is not on record"),
        ({"source": SOURCE, "period": "soon"}, "--period soon: "),
    ],
)
def test_a_wrong_source_or_period_beside_the_file_is_told_once(own, tmp_path, options, message):
    path = csv(tmp_path, "开发区,工业投资(亿元)\n平遥经开区,1.5\n祁县经开区,2\n")
    with pytest.raises(LoadError, match=message) as caught:
        zonedb.load("indicators", path, own, **options)
    assert caught.value.problems == ()


@pytest.mark.parametrize(
    ("period", "basis", "rule"),
    [
        ("2021年1-6月", "当月", "basis_of_month"),
        ("2021", "month", "basis_of_month"),
        ("2021-06-30", "累计", "basis_of_day"),
        ("2021-06", "全年", "basis"),
    ],
)
def test_a_basis_that_does_not_go_with_the_period(own, tmp_path, period, basis, rule):
    text = (
        LONG.replace("时期", "时期,口径")
        + f"平遥经开区,工业投资,{period},{basis},1.5,亿元,{SOURCE}\n"
    )
    assert problems("indicators", csv(tmp_path, text), own) == [("row 2, 口径", rule, basis)]


def test_the_name_of_a_day_on_record_is_no_period(own, tmp_path):
    """The article's 截至2021年8月 is its own day, 6 August; another source means another."""
    [(name,)] = rows(own, "select name_zh from periods where period_id = '2021-08-06'")
    text = LONG + f"平遥经开区,工业投资,{name},1.5,亿元,{SOURCE}\n"
    [(cell, _, value)] = problems("indicators", csv(tmp_path, text), own)
    assert (cell, value) == ("row 2, 时期", name)


def test_units_in_headings_and_in_a_column(own, tmp_path):
    text = "开发区,单位,工业投资(亿元)\n平遥经开区,万元,1.5\n"
    path = csv(tmp_path, text)
    assert problems("indicators", path, own, source=SOURCE, period="2021-06") == [
        ("row 1, 单位", "unit_twice", "单位")
    ]


def test_a_wide_sheet_without_figures(own, tmp_path):
    path = csv(tmp_path, f"开发区,时期,来源\n平遥经开区,2021-06,{SOURCE}\n")
    assert problems("indicators", path, own) == [("row 1, 开发区", "missing_heading", None)]


@pytest.mark.parametrize(
    ("indicator", "value", "unit", "rule"),
    [
        ("开发区个数", "-3", "家", "below_zero"),
        ("开工率全省排名", "0", "位", "rank_from_one"),
    ],
)
def test_counts_and_ranks_have_a_least_value(own, tmp_path, indicator, value, unit, rule):
    text = LONG + f"平遥经开区,{indicator},2021-06,{value},{unit},{SOURCE}\n"
    assert problems("indicators", csv(tmp_path, text), own) == [("row 2, 数值", rule, value)]
