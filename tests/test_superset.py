"""Superset, really run: the bundle imported, every chart asked for its data, the wall looked at."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import duckdb
import pytest
from superset_server import Superset

import zonedb

pytestmark = pytest.mark.slow

DATABASE = Path("开发区 100% data#1", "zonedb.duckdb")
COUNTED = ("database", "dataset", "chart", "dashboard")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("superset")


@pytest.fixture(scope="module")
def bundles(folder, db) -> dict[str, Path]:
    """Bundles in both languages for a file whose path needs care in an address."""
    database = folder / DATABASE
    database.parent.mkdir()
    shutil.copy(db, database)
    paths = {lang: folder / f"bundle_{lang}.zip" for lang in ("zh", "en")}
    for lang, path in paths.items():
        zonedb.export(path, database, format="superset", lang=lang)
    return paths


@pytest.fixture(scope="module")
def superset(folder, bundles):
    server = Superset(folder)
    server.install()
    server.import_dashboards(bundles["zh"])
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="module")
def charts(superset):
    """Rows of every chart by its title, asked from the data endpoint."""
    found = {}
    for item in superset.items("chart").values():
        answer = superset.call("GET", f"/api/v1/chart/{item['id']}/data/?force=true")
        [result] = answer["result"]
        assert result["status"] == "success", item["slice_name"]
        found[item["slice_name"]] = result["data"]
    return found


def test_every_chart_has_rows(charts):
    assert len(charts) == 20
    assert [title for title, rows in charts.items() if not rows] == []


def test_tiles_show_the_headlines(charts, rows):
    tiles = {
        "开发区": ("zone_count", 11),
        "规划面积": ("planned_area", 876.02),
        "三个一批项目": ("batch_projects", 401),
        "三个一批总投资": ("batch_investment", 1825.5),
        "预计年产值": ("batch_expected_output", 1688),
        "规上工业增加值": ("industrial_value_added", 110.41),
    }
    for title, (indicator, value) in tiles.items():
        assert charts[title] == [{"figure": value}]
        [(printed,)] = rows(
            "select cast(max(value) as double) from current_figures where indicator_id = ?",
            indicator,
        )
        assert printed == value


def test_rates_and_ranks_are_those_of_the_database(charts, rows):
    for title, value, rank in (("开工率", 87.23, 5), ("投产率", 62.62, 1), ("达效率", 92.18, 3)):
        [(printed, printed_rank)] = rows(
            "select cast(ranked_value as double), provincial_rank from provincial_rank"
            " where indicator_name_zh = ?",
            title,
        )
        assert (printed, printed_rank) == (value, rank)
        [fraction] = charts[title]
        assert round(100 * fraction["fraction"], 10) == value
        assert charts[f"{title}全省位次"] == [{"rank": rank}]


def test_batches_are_those_of_the_database(charts, rows):
    columns = ["projects", "advanced", "investment", "expected_output", "actual_output"]
    shown = [tuple(row[column] for column in columns) for row in charts["三个一批明细"]]
    expected = rows(
        "select projects_count, advanced_projects_count, cast(investment_cny_100m as double),"
        " cast(expected_output_cny_100m as double), cast(actual_output_cny_100m as double)"
        " from three_batches order by batch_no"
    )
    assert shown == expected
    assert shown[0] == (94, 82, 552.13, 594.57, None)


def test_shares_and_city_totals_are_those_of_the_database(charts, rows):
    shown = {
        row["indicator_name_zh"]: (row["share"], row["whole_lower"], row["whole_upper"])
        for row in charts["占全市比重背后的总量与全省位次"]
        if row["share"] is not None
    }
    expected = rows(
        "select indicator_name_zh, share_pct, whole_estimate_lower, whole_estimate_upper"
        " from city_share"
    )
    assert shown == {name: tuple(values) for name, *values in expected}
    assert shown["工业投资"][0] == 59.4
    assert {row["indicator_name_zh"] for row in charts["占全市比重(%)"]} == set(shown)


def test_verdicts_are_those_of_the_database(charts, rows):
    shown = {row["verdict"]: row["figures_checked"] for row in charts["核对结果(个)"]}
    assert shown == dict(rows("select verdict, count(*) from reconciliation group by verdict"))
    assert Counter(row["verdict_name_zh"] for row in charts["刊印数字与推算值"]) == {
        "四舍五入相符": shown["half_up"],
        "相等": shown["exact"],
        "截尾相符": shown["truncated"],
        "跨来源不符": shown["across_mismatch"],
    }


def test_implied_figures_are_those_of_the_database(charts, rows):
    shown = {
        (row["subject_name_zh"], row["indicator_name_zh"], row["lower"], row["upper"])
        for row in charts["文中未写、可由刊印数字推得的数字"]
    }
    assert shown == set(
        rows("select subject_name_zh, indicator_name_zh, lower_bound, upper_bound"
             " from implied_figures where source_id = 'jinzhong_article'")
    )  # fmt: skip


def test_filters_narrow_the_data(superset, rows):
    [dashboard] = superset.items("dashboard").values()
    details = superset.call("GET", f"/api/v1/dashboard/{dashboard['id']}")["result"]
    filters = {
        found["name"]: found
        for found in json.loads(details["json_metadata"])["native_filter_configuration"]
    }
    assert list(filters) == ["地区", "来源", "时期"]
    items = {item["slice_name"]: item["id"] for item in superset.items("chart").values()}

    def rows_left(chart: str, name: str, value: str) -> list[dict[str, object]]:
        [target] = filters[name]["targets"]
        assert items[chart] not in filters[name]["scope"]["excluded"]
        saved = superset.call("GET", f"/api/v1/chart/{items[chart]}")["result"]["query_context"]
        context = json.loads(saved)
        column = target["column"]["name"]
        context["queries"][0]["filters"] = [{"col": column, "op": "IN", "val": [value]}]
        return superset.call("POST", "/api/v1/chart/data", context)["result"][0]["data"]

    title = rows("select title_zh from sources where source_id = 'jinzhong_commerce_bureau'")[0][0]
    left = rows_left("刊印数字与推算值", "来源", title)
    assert {row["indicator_name_zh"] for row in left} == {"开工率", "投产率", "达效率"}
    assert rows_left("规划面积", "来源", title) == [{"figure": None}]
    left = rows_left("占全市比重背后的总量与全省位次", "时期", "截至2021年8月")
    assert [row["indicator_name_zh"] for row in left] == ["规划面积"]
    assert len(rows_left("文中未写、可由刊印数字推得的数字", "地区", "山西省")) == 1
    # three_batches tells no source: a filter by source must leave it alone
    assert items["三个一批明细"] in filters["来源"]["scope"]["excluded"]


def test_the_wall_shows_every_chart(superset, charts, folder):
    target = folder / "superset.png"
    found = superset.picture("zonedb", target)
    assert found["charts"] == len(charts)
    assert found["errors"] == []
    assert found["empty"] == []
    for text in (
        "晋中市 · 开发区运行看板",
        "87.23%",
        "876.02",
        "1,825.5",
        "18,742.2004",
    ):
        assert text in found["text"], text
    assert "8,723" not in found["text"]
    assert [title for title in charts if title not in found["text"]] == []
    assert target.read_bytes().startswith(b"\x89PNG")
    assert target.stat().st_size > 100_000


def test_a_replaced_file_is_read_at_the_next_query(superset, folder, db):
    [chart] = [i["id"] for i in superset.items("chart").values() if i["slice_name"] == "规划面积"]

    def shown() -> float:
        answer = superset.call("GET", f"/api/v1/chart/{chart}/data/?force=true")
        return answer["result"][0]["data"][0]["figure"]

    newer = folder / "newer.duckdb"
    shutil.copy(db, newer)
    with duckdb.connect(str(newer)) as connection:
        connection.execute("update observations set value = 900.5 where value = 876.02")
    assert shown() == 876.02
    newer.replace(folder / DATABASE)
    assert shown() == 900.5


def test_import_again_updates_and_doubles_nothing(superset, bundles, charts):
    before = {kind: superset.items(kind).keys() for kind in COUNTED}
    superset.import_assets(bundles["zh"])
    assert {kind: superset.items(kind).keys() for kind in COUNTED} == before

    superset.import_assets(bundles["en"])
    assert {kind: superset.items(kind).keys() for kind in COUNTED} == before
    assert "Planned area" in {item["slice_name"] for item in superset.items("chart").values()}
    assert "规划面积" not in {item["slice_name"] for item in superset.items("chart").values()}
    [board] = [
        item for item in superset.items("dataset").values() if item["table_name"] == "batch_board"
    ]
    dataset = superset.call("GET", f"/api/v1/dataset/{board['id']}")["result"]
    labels = {column["column_name"]: column["verbose_name"] for column in dataset["columns"]}
    assert labels["batch"] == "batch"
    assert labels["projects_count"] == "projects"
    [dashboard] = superset.items("dashboard").values()
    assert dashboard["dashboard_title"] == "Development zones at a glance"
