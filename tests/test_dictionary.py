"""The dictionary: what it says of a metric, and that the same file gives the same bytes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from conftest import ROOT

import zonedb
from zonedb.cli import main
from zonedb.errors import TargetError
from zonedb.store import assets

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def pages(db, tmp_path_factory):
    folder = tmp_path_factory.mktemp("docs") / "made"
    markdown, html = zonedb.docs(folder, db)
    return markdown.read_text("utf-8"), html.read_text("utf-8")


def section(markdown: str, heading: str) -> str:
    """Text from a heading to the next of any level."""
    found = re.search(rf"^#+ {re.escape(heading)}.*?\n(.*?)(?=^#+ |\Z)", markdown, re.M | re.S)
    assert found, heading
    return found[1]


def test_the_same_file_gives_the_same_bytes(pages, db, tmp_path):
    assert main(["docs", "-o", str(tmp_path), "--db", str(db)]) == 0
    for text, name in zip(pages, ("dictionary.md", "dictionary.html"), strict=True):
        assert (tmp_path / name).read_text("utf-8") == text


def test_a_metric_says_formula_grain_unit_nulls_sample_figures_and_verdict(pages):
    text = section(pages[0], "start_rate: 开工率 | start rate")
    for line in (
        "- Where: `start_rate.start_rate_pct`",
        "- Unit: % | %",
        "- Formula: 开工率 = 100 × 签约项目中开工数 ÷ 签约项目数"
        " | start rate = 100 * signed projects started / signed projects",
        "- Grain: one row per subject and period with either count",
        "- NULL: no signed projects, or a count is missing",
        "printed 87.23%, derived 87.2340: 四舍五入相符 | `half_up` (jinzhong_article)",
        "| 晋中市11家开发区 | R1-4@2021-08-06 | 82 | 94 | 87.234 |",
        "| 签约项目数 | 94个 | 晋中市11家开发区 | ¶8 | jinzhong_article |",
        "| 签约项目中开工数 | 82个 | 晋中市11家开发区 | ¶8 | jinzhong_article |",
    ):
        assert line in text


def test_the_truncated_rate_is_said_to_be_truncated(pages):
    text = section(pages[0], "plant_utilisation: 标准厂房使用率 | plant utilisation")
    assert "printed 83.8%, derived 83.8649: 截尾相符 | `truncated`" in text


def test_every_table_view_column_metric_and_code_is_there(pages, rows):
    markdown, html = pages
    names = rows(
        "select table_name from duckdb_tables() union all"
        " select view_name from duckdb_views() where not internal"
    )
    assert len(names) == len(assets.tables(ROOT)) + len(rows("from view_dictionary"))
    for (name,) in names:
        assert f'<a id="{name}"></a>' in markdown
        assert f' id="{name}">' in html
        text = markdown.partition(f'<a id="{name}"></a>')[2].partition("<a id=")[0]
        listed = set(re.findall(r"^\| `(\w+)` \| [A-Z]", text, re.M))
        columns = rows(
            "select column_name from duckdb_columns() where table_name = ? and schema_name = 'main'",
            name,
        )
        assert listed == {column for (column,) in columns}, name
    for (metric,) in rows("select metric_id from metrics"):
        assert f'<a id="metric-{metric}"></a>' in markdown
    for column, code in rows("select column_name, code from codes"):
        assert f"| `{column}` | `{code}` |" in markdown


def test_links_inside_the_page_lead_somewhere(pages):
    html = pages[1]
    targets = set(re.findall(r' id="([^"]+)"', html))
    links = set(re.findall(r'href="#([^"]+)"', html))
    assert links
    assert links <= targets


def test_diagrams_join_what_reads_to_what_is_read(pages, rows):
    layers, figures = (ET.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", pages[1], re.S))
    drawn = {(path.get("data-from"), path.get("data-to")) for path in layers.iter(f"{SVG}path")}
    read = {
        (other, view)
        for view, others in rows("select view_name, read_objects from view_dictionary")
        for other in others.split(",")
    }
    assert drawn == read
    assert ("metric_figures", "start_rate") in drawn
    feeds = {(path.get("data-from"), path.get("data-to")) for path in figures.iter(f"{SVG}path")}
    assert ("signed_projects/jinzhong_zones/R1-4@2021-08-06", "metric-start_rate") in feeds
    metrics = rows("select distinct metric_id from lineage where is_current")
    assert {target for _, target in feeds} == {f"metric-{metric}" for (metric,) in metrics}


def test_the_page_needs_nothing_from_elsewhere(pages):
    assert not re.findall(r'(?:src|href)="(?!#)', pages[1])


def test_existing_pages_are_kept_without_force(db, tmp_path, capsys):
    (tmp_path / "dictionary.html").write_text("mine")
    assert main(["docs", "-o", str(tmp_path), "--db", str(db)]) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "dictionary.html: exists" in error
    assert not (tmp_path / "dictionary.md").exists()
    assert main(["docs", "-o", str(tmp_path), "--db", str(db), "--force"]) == 0
    assert (tmp_path / "dictionary.html").read_text("utf-8").startswith("<!doctype html>")


def test_folder_that_is_a_file_is_refused(db, tmp_path):
    (tmp_path / "docs").write_text("mine")
    with pytest.raises(TargetError, match="is a file"):
        zonedb.docs(tmp_path / "docs", db)
