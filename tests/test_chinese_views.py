"""The opt-in schema zh: the same rows under Chinese names."""

from __future__ import annotations

import shutil

import duckdb
import pytest

import zonedb
from zonedb.store.catalogue import relations

pytestmark = pytest.mark.slow  # builds or loads many files


@pytest.fixture(scope="module")
def chinese(tmp_path_factory):
    path = tmp_path_factory.mktemp("chinese") / "zonedb.duckdb"
    report = zonedb.build(path, chinese_views=True)
    with zonedb.connect(path) as connection:
        yield connection, report


def test_rate_under_its_chinese_name(chinese):
    connection, _ = chinese
    [(name, rate)] = connection.execute('select "统计对象", "开工率" from zh."开工率"').fetchall()
    assert (name, round(rate, 2)) == ("晋中市11家开发区", 87.23)


def test_every_relation_has_its_twin_with_the_same_rows(chinese):
    connection, _ = chinese
    found = relations(connection)
    twins = connection.execute(
        "select view_name from duckdb_views() where schema_name = 'zh'"
    ).fetchall()
    assert sorted(name for (name,) in twins) == sorted(r.label.zh for r in found.values())
    for name in ("units", "reconciliation", "article_box"):
        twin = f'select * from zh."{found[name].label.zh}" order by all'
        assert (
            connection.execute(twin).fetchall()
            == connection.execute(f"select * from {name} order by all").fetchall()
        )
        assert [column[0] for column in connection.description] == [
            column.name for column in found[name].columns
        ]


def test_comments_name_the_english_twin(chinese):
    connection, _ = chinese
    [(comment,)] = connection.execute(
        "select comment from duckdb_columns() where schema_name = 'zh'"
        " and table_name = '开工率' and column_name = '开工率'"
    ).fetchall()
    assert comment == "start_rate_pct | start rate"


def test_content_is_the_same_with_and_without(chinese, con):
    _, report = chinese
    [(fingerprint,)] = con.execute(
        "select property_value from build_info where property = 'content_fingerprint'"
    ).fetchall()
    assert report.fingerprint == fingerprint
    assert con.execute(
        "select count(*) from duckdb_schemas() where schema_name = 'zh'"
    ).fetchall() == [(0,)]


def test_a_rebuild_replaces_the_chinese_views_without_force(chinese, tmp_path):
    path = tmp_path / "zonedb.duckdb"
    shutil.copy(chinese[1].path, path)
    zonedb.build(path)
    with duckdb.connect(str(path), read_only=True) as connection:
        schemas = connection.execute(
            "select distinct schema_name from duckdb_views() where not internal"
        ).fetchall()
    assert schemas == [("main",)]


def test_every_column_is_cast_to_its_type(chinese):
    connection, _ = chinese
    for name, sql in connection.execute(
        "select view_name, sql from duckdb_views() where schema_name = 'zh'"
    ).fetchall():
        [(columns,)] = connection.execute(
            "select count(*) from duckdb_columns() where schema_name = 'zh' and table_name = ?",
            [name],
        ).fetchall()
        assert sql.upper().count("CAST(") == columns, name


def test_a_file_named_zh_is_refused(tmp_path):
    with pytest.raises(zonedb.TargetError, match="a file named zh cannot hold schema zh"):
        zonedb.build(tmp_path / "zh.duckdb", chinese_views=True)
