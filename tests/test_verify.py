"""Verification in both directions, on a text made up for the test."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb
import pytest

import zonedb
from zonedb import SourceTextError
from zonedb.cli import main
from zonedb.store import deciding as resolve

TEXT = """示例标题

甲区签约**94个**项目,开工82个,开工率87.23%,面积1,234.5平方公里,截至7月份。

甲区又签约4个项目,共三期,94个不变,占20%以上,全部备案。
"""
# passage, literal, value, qualifier, decimals
FIGURES = [
    (2, "94个", "94", "=", 0), (2, "82个", "82", "=", 0), (2, "87.23%", "87.23", "=", 2),
    (2, "1,234.5平方公里", "1234.5", "=", 1), (3, "4个", "4", "=", 0), (3, "三期", "3", "=", 0),
    (3, "94个", "94", "=", 0), (3, "20%以上", "20", ">=", 0), (3, "全部", "98", "=", 0),
]  # fmt: skip


@pytest.fixture(scope="module")
def agreeing(db, tmp_path_factory):
    """A database that agrees with the made-up text."""
    path = tmp_path_factory.mktemp("made_up") / "made_up.duckdb"
    path.write_bytes(db.read_bytes())
    with duckdb.connect(str(path)) as connection:
        for table in ("observations", "targets", "excluded_literals"):
            connection.execute(f"delete from {table}")
        for table in ("measure_adoptions", "applications", "source_passages"):
            connection.execute(f"delete from {table}")
        lines = [line for line in TEXT.split("\n") if line]
        for number, line in enumerate(lines, 1):
            connection.execute(
                "insert into source_passages values ('jinzhong_article', ?, 'body', null, ?, ?)",
                [number, hashlib.sha256(line.encode()).hexdigest(), len(line)],
            )
        connection.execute(
            "insert into excluded_literals values ('jinzhong_article', 2, '7月份', 1, '日期', 'date')"
        )
        for number, (passage, printed, value, qualifier, decimals) in enumerate(FIGURES, 1):
            connection.execute(
                "insert into observations (source_id, figure_no, passage_no, printed, subject_id,"
                " indicator_id, period_id, value, unit_id, qualifier, decimals)"
                " values ('jinzhong_article', ?, ?, ?, 'jinzhong_zones',"
                " 'signed_projects', '2020', ?, 'item', ?, ?)",
                [number, passage, printed, value, qualifier, decimals],
            )
        resolve.decide_all(connection)
    return path


@pytest.fixture
def made_up(agreeing, tmp_path):
    """Database and text file that agree; the test changes one of them."""
    path = tmp_path / "made_up.duckdb"
    path.write_bytes(agreeing.read_bytes())
    text = tmp_path / "text.txt"
    text.write_text(TEXT, "utf-8")
    return path, text


def findings(made_up, *changes, sql=None):
    path, text = made_up
    content = text.read_text("utf-8")
    for old, new in changes:
        assert old in content
        content = content.replace(old, new)
    text.write_text(content, "utf-8")
    if sql:
        with duckdb.connect(str(path)) as connection:
            connection.execute(sql)
            resolve.decide_figures(connection)
    return list(zonedb.verify(text, path).findings)


def test_text_and_database_agree(made_up):
    path, text = made_up
    report = zonedb.verify(text, path)
    assert report.findings == ()
    assert (report.paragraphs, report.figures, report.numerals) == (3, 9, 9)


def test_line_ends_and_byte_order_mark_do_not_matter(made_up):
    path, text = made_up
    text.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert zonedb.verify(text, path).findings == ()


def test_a_changed_digit_in_the_text_is_caught(made_up):
    found = findings(made_up, ("87.23%", "87.32%"))
    assert len(found) == 3
    assert found[0].startswith("paragraph 2: differs from the text on record")
    assert "paragraph 2: 87.23% is printed 0 times, the database has it 1 times (figure 3)" in found
    assert any("87.32 is printed, the database does not have it" in line for line in found)


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("update observations set value = 87.32 where figure_no = 3",
         "paragraph 2: figure 3: 87.23% is printed, the value is 87.3200 with 2 decimals"),
        ("update observations set decimals = 1 where figure_no = 3",
         "paragraph 2: figure 3: 87.23% is printed, the value is 87.2300 with 1 decimals"),
        ("update observations set printed = '87.32%', value = 87.32 where figure_no = 3",
         "paragraph 2: 87.32% is printed 0 times, the database has it 1 times (figure 3)"),
        ("update observations set value = 4 where figure_no = 6",
         "paragraph 3: figure 6: 三期 is printed, the value is 4.0000"),
        ("delete from observations where figure_no = 5",
         "paragraph 3: 4 is printed, the database does not have it (...甲区又签约4个项目,共三...)"),
        ("insert into observations select * replace (20 as figure_no) from observations"
         " where figure_no = 1",
         "paragraph 2: 94个 is printed 1 times, the database has it 2 times (figure 1, figure 20)"),
        ("update observations set passage_no = 3 where figure_no = 2",
         "paragraph 3: 82个 is printed 0 times, the database has it 1 times (figure 2)"),
        ("delete from excluded_literals",
         "paragraph 2: 7 is printed, the database does not have it (...方公里,截至7月份。...)"),
        ("delete from observations where figure_no = 6",
         "paragraph 3: 三期 is printed, the database does not have it (...4个项目,共三期,94个不变...)"),
        ("delete from observations where figure_no = 9",
         "paragraph 3: 全部 is printed, the database does not have it (...20%以上,全部备案。...)"),
        ("update observations set figure_no = 12 - figure_no where figure_no in (1, 2)",
         "paragraph 2: figure 10 stands before the figures it follows"),
    ],
)  # fmt: skip
def test_a_change_in_the_database_is_caught(made_up, sql, message):
    assert message in findings(made_up, sql=sql)


def test_a_number_inside_a_longer_one_is_not_counted(made_up):
    # 4个 stands in 94个, too; only the one that is a number of its own counts
    assert findings(made_up) == []
    found = findings(made_up, ("又签约4个", "又签约14个"))
    assert "paragraph 3: 4个 is printed 0 times, the database has it 1 times (figure 5)" in found


def test_missing_and_added_paragraphs_are_named(made_up):
    found = findings(made_up, ("示例标题\n", ""))
    assert found[0] == "the text has 2 paragraphs, the database 3"
    assert any(line.startswith("paragraph 3: missing from the text") for line in found)


def test_command(made_up, capsys, tmp_path):
    path, text = made_up
    assert main(["verify", str(text), "--db", str(path)]) == 0
    out = capsys.readouterr().out
    assert out == "jinzhong_article: 3 paragraphs, 9 figures, 9 numerals, 0 differences\n"
    text.write_text(TEXT.replace("82个", "83个"), "utf-8")
    assert main(["verify", str(text), "--db", str(path)]) == 1
    out = capsys.readouterr().out
    assert "paragraph 2: 83 is printed" in out
    assert out.endswith("3 differences\n")


def test_texts_that_cannot_be_read(db, tmp_path):
    chinese = tmp_path / "gb.txt"
    chinese.write_bytes("晋中".encode("gb18030"))
    for path, message in [
        (tmp_path, "is a folder"), (tmp_path / "none.txt", "cannot be read"),
        (chinese, "is not UTF-8; save the text as UTF-8"),
    ]:  # fmt: skip
        with pytest.raises(SourceTextError, match=message):
            zonedb.verify(path, db)


def test_another_text_is_one_line(db, tmp_path):
    text = tmp_path / "text.txt"
    text.write_text("something else", "utf-8")
    with pytest.raises(SourceTextError, match="no paragraph of it is on record; is this the text"):
        zonedb.verify(text, db)


def test_unknown_source(db, tmp_path):
    text = Path(tmp_path / "text.txt")
    text.write_text("x", "utf-8")
    with pytest.raises(SourceTextError, match="no passages on record; choose.*jinzhong_article"):
        zonedb.verify(text, db, source="nothing")
