"""The Superset bundle without Superset: bytes, ids, labels, address, and every chart's query."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import zipfile
from pathlib import Path

import duckdb
import pytest
from conftest import ROOT
from superset_server import REQUIREMENTS

import zonedb
from zonedb.errors import ExportError
from zonedb.exports.superset import database_uri, write_bundle
from zonedb.exports.superset.datasets import VERDICT_COLOURS

HAN = re.compile(r"[\u4e00-\u9fff]")


def read(path: Path) -> dict[str, dict]:
    """Files of a bundle by name; JSON is YAML, too."""
    with zipfile.ZipFile(path) as bundle:
        return {
            name.removeprefix("zonedb/"): json.loads(bundle.read(name))
            for name in bundle.namelist()
        }


def part(files: dict[str, dict], folder: str) -> list[dict]:
    return [content for name, content in files.items() if name.startswith(folder + "/")]


@pytest.fixture(scope="module", params=["zh", "en"])
def lang(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def files(con, db, lang, tmp_path_factory) -> dict[str, dict]:
    path = tmp_path_factory.mktemp("bundle") / "bundle.zip"
    write_bundle(con, db, path, lang)
    return read(path)


@pytest.fixture(scope="module")
def datasets(files) -> dict[str, dict]:
    return {dataset["uuid"]: dataset for dataset in part(files, "datasets")}


def as_sql(chart: dict, dataset: dict, condition: str = "true") -> str:
    """What Superset asks the database for a chart."""
    [query] = json.loads(chart["query_context"])["queries"]
    expressions = {column["column_name"]: column["expression"] for column in dataset["columns"]}
    metrics = {metric["metric_name"]: metric["expression"] for metric in dataset["metrics"]}
    columns = [f'{expressions[name] or name} as "{name}"' for name in query["columns"]]
    values = [f'{metrics[name]} as "{name}"' for name in query["metrics"]]
    order = [metrics.get(name) or expressions[name] or name for name, _ in query["orderby"]]
    where = query["extras"]["where"] or "true"
    return (
        f"select {', '.join(columns + values)} from {dataset['table_name']}"
        f" where {where} and {condition}"
        + (" group by " + ", ".join(str(i + 1) for i in range(len(columns))) if columns else "")
        + (" order by " + ", ".join(order) if order else "")
    )


def test_same_input_same_bytes(con, db, tmp_path):
    paths = [tmp_path / "one.zip", tmp_path / "two.zip"]
    for path in paths:
        write_bundle(con, db, path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    with zipfile.ZipFile(paths[0]) as bundle:
        assert bundle.namelist() == sorted(bundle.namelist())
        assert {entry.date_time for entry in bundle.infolist()} == {(2021, 1, 1, 0, 0, 0)}


def test_ids_follow_from_the_name_of_the_file(con, db, tmp_path):
    def ids(database: Path) -> set[str]:
        write_bundle(con, database, tmp_path / "bundle.zip")
        found = read(tmp_path / "bundle.zip").values()
        return {content["uuid"] for content in found if "uuid" in content}

    # users' dashboards hang on these: an id that changes doubles what they imported
    assert "eebfacae-44a5-5208-ad2e-d1d29e1613aa" in ids(Path("/a/zonedb.duckdb"))
    assert ids(Path("/a/zonedb.duckdb")) == ids(Path("/b/zonedb.duckdb"))
    assert not ids(Path("/a/zonedb.duckdb")) & ids(Path("/a/other.duckdb"))


def test_address_is_absolute_and_read_only(con, tmp_path):
    database = tmp_path / "开发区 100% a#b" / "zonedb.duckdb"
    write_bundle(con, database, tmp_path / "bundle.zip")
    [entry] = part(read(tmp_path / "bundle.zip"), "databases")
    assert entry["sqlalchemy_uri"] == (
        f"duckdb:///{tmp_path.resolve()}/开发区 100% a#b/zonedb.duckdb?access_mode=READ_ONLY"
    )
    assert entry["allow_dml"] is entry["allow_ctas"] is entry["allow_cvas"] is False


def test_a_path_that_no_address_can_hold_is_refused():
    with pytest.raises(ExportError, match=r"cannot hold '\?'"):
        database_uri(Path("/data/what?/zonedb.duckdb"))


def test_both_importers_take_the_bundle(files):
    # with a type, the assets import refuses a dashboard bundle, and the other way round
    assert files["metadata.yaml"].keys() == {"version", "timestamp"}
    assert set(name.split("/")[0] for name in files) == {
        "metadata.yaml", "databases", "datasets", "charts", "dashboards",
    }  # fmt: skip


def test_datasets_are_the_views_users_rely_on(datasets, rows):
    names = {dataset["table_name"] for dataset in datasets.values()}
    metrics = {name for (name,) in rows("select distinct view_name from metrics")}
    assert names > metrics | {
        "figures", "current_figures", "metric_values", "three_batches", "first_half_economy",
        "zone_profile", "article_box", "reconciliation", "implied_figures", "lineage", "checks",
        "indicator_board", "batch_board", "verdict_board", "implied_board",
    }  # fmt: skip
    assert all(dataset["schema"] == "main" and not dataset["sql"] for dataset in datasets.values())


def test_every_label_is_in_the_language_and_every_description_in_both(datasets, lang):
    for dataset in datasets.values():
        for item in [*dataset["columns"], *dataset["metrics"], dataset]:
            chinese, _, english = item["description"].partition(" | ")
            assert HAN.search(chinese), item
            assert english and not HAN.search(english), item
            if item is not dataset and lang == "en":
                assert item["verbose_name"] and not HAN.search(item["verbose_name"]), item
            elif item is not dataset:
                assert HAN.search(item["verbose_name"]), item


def test_columns_and_types_are_those_of_the_database(datasets, rows):
    for dataset in datasets.values():
        own = [(c["column_name"], c["type"]) for c in dataset["columns"] if not c["expression"]]
        assert own == rows(
            "select column_name, data_type from duckdb_columns() where table_name = ?"
            " and schema_name = 'main' order by column_index",
            dataset["table_name"],
        )


def test_every_chart_s_query_runs_and_has_rows(files, datasets, con):
    charts = part(files, "charts")
    assert len(charts) == 20
    for chart in charts:
        found = con.execute(as_sql(chart, datasets[chart["dataset_uuid"]])).fetchall()
        assert found, chart["slice_name"]


def test_the_editor_s_settings_ask_the_same(files):
    for chart in part(files, "charts"):
        [query] = json.loads(chart["query_context"])["queries"]
        form = chart["params"]
        metrics = form.get("metrics") or [form["metric"]]
        columns = form.get("groupby", [])
        columns = [form["x_axis"], *columns] if "x_axis" in form else columns
        assert (metrics, columns) == (query["metrics"], query["columns"])
        where = " and ".join(f"({found['sqlExpression']})" for found in form["adhoc_filters"])
        assert where == query["extras"]["where"]


def test_number_formats_show_percent_numbers_as_they_are(datasets):
    # a d3 format that ends in % multiplies by 100: 87.23 would show as 8723 %
    metrics = [metric for dataset in datasets.values() for metric in dataset["metrics"]]
    in_percent = [metric for metric in metrics if "%" in metric["d3format"]]
    assert [metric["metric_name"] for metric in in_percent] == ["fraction"]
    assert in_percent[0]["expression"].endswith("/ 100")


def test_dashboard_places_every_chart_once_and_scopes_its_filters(files, datasets, lang):
    [dashboard] = part(files, "dashboards")
    charts = {chart["uuid"]: chart for chart in part(files, "charts")}
    placed = [
        item["meta"]
        for item in dashboard["position"].values()
        if isinstance(item, dict) and item["type"] == "CHART"
    ]
    assert sorted(meta["uuid"] for meta in placed) == sorted(charts)
    for item in dashboard["position"].values():
        if isinstance(item, dict) and item["type"] == "ROW":
            widths = [dashboard["position"][child]["meta"]["width"] for child in item["children"]]
            assert sum(widths) == 12
    filters = dashboard["metadata"]["native_filter_configuration"]
    assert [found["id"] for found in filters] == [
        "NATIVE_FILTER-city", "NATIVE_FILTER-source", "NATIVE_FILTER-period",
    ]  # fmt: skip
    for found in filters:
        [target] = found["targets"]
        lacking = {
            meta["chartId"]
            for meta in placed
            if target["column"]["name"]
            not in {
                c["column_name"] for c in datasets[charts[meta["uuid"]]["dataset_uuid"]]["columns"]
            }
        }
        assert set(found["scope"]["excluded"]) == lacking
    city = {"zh": "晋中市", "en": "Jinzhong"}[lang]
    assert filters[0]["defaultDataMask"]["filterState"]["value"] == [city]


def test_no_city_s_name_stands_in_the_exporter():
    for path in (Path(zonedb.__file__).parent / "exports" / "superset").glob("*.py"):
        text = path.read_text("utf-8")
        assert not re.search("jinzhong|晋中", text, re.I), path


def test_every_verdict_has_its_colour(rows):
    codes = [code for (code,) in rows("select code from codes where column_name = 'verdict'")]
    assert sorted(VERDICT_COLOURS) == sorted(codes)


def test_another_city_s_newest_figures_fill_the_same_charts(city, tmp_path):
    city.add(
        "b_zones", "2021", planned_area="100.5", signed_projects="10", signed_projects_started="9"
    )
    city.add("b_zones", "2022", planned_area="120.25", signed_projects="20")
    city.add("b_city", "2022", planned_area="9000")
    write_bundle(city.connection, Path("/data/zonedb.duckdb"), tmp_path / "bundle.zip")
    files = read(tmp_path / "bundle.zip")
    datasets = {dataset["uuid"]: dataset for dataset in part(files, "datasets")}

    def shown(key: str, condition: str) -> list[tuple]:
        chart = files[f"charts/{key}.yaml"]
        return city.rows(as_sql(chart, datasets[chart["dataset_uuid"]], condition))

    assert shown("figure_planned_area", "area_name_zh = '乙市'") == [(120.25,)]
    assert shown("figure_planned_area", "area_name_zh = '晋中市'") == [(876.02,)]
    assert shown("figure_planned_area", "period_name_zh = '2021' and area_name_zh = '乙市'") == [
        (100.5,)
    ]
    # the newest row as a whole: what is missing there is not filled from an older one
    [batch] = shown("batches", "area_name_zh = '乙市'")
    assert batch[:4] == ("① 签约一批", "开工率", 20, None)


def test_bundle_is_written_from_the_file_alone(db, tmp_path):
    moved = tmp_path / "copy" / "zonedb.duckdb"
    moved.parent.mkdir()
    shutil.copy(db, moved)
    with duckdb.connect(str(moved), read_only=True) as connection:
        write_bundle(connection, moved, tmp_path / "bundle.zip")
    [entry] = part(read(tmp_path / "bundle.zip"), "databases")
    assert str(moved.resolve()) in entry["sqlalchemy_uri"]


def test_both_pages_have_the_same_commands_and_what_the_slow_test_installs():
    english, chinese = (
        (ROOT / "docs" / name).read_text("utf-8") for name in ("superset.md", "superset.zh.md")
    )
    blocks = re.compile(r"```sh\n(.*?)```", re.DOTALL)
    assert blocks.findall(english) == blocks.findall(chinese)
    [install] = re.findall(r"^pip install (.+)$", english, re.M)
    assert set(shlex.split(install)) == set(REQUIREMENTS) - {"playwright"}
