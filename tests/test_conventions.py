"""The rules of the SQL, each held by a test: layers, headers, comments, types, lint."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest
from conftest import ROOT
from samples import sample, with_sample, without_sample
from sqlfluff.core import FluffConfig, Linter

from zonedb.store import assets
from zonedb.store.headers import derived, header

VIEWS = {path.stem: path for path in assets.views(ROOT)}
KEPT = {path.stem: path for path in assets.kept(ROOT)}
DERIVED = VIEWS | KEPT
TABLES = re.findall(r"^create table (\w+)", (ROOT / "sql/schema.sql").read_text("utf-8"), re.M)
LONGEST = 120  # lines of a view
SQL_FILES = sorted((ROOT / "sql").rglob("*.sql")) + sorted((ROOT / "seeds").glob("*.sql"))


def body(path: Path) -> str:
    """The select of a view or kept table, without comments."""
    text = path.read_text("utf-8").split("\ncomment on ")[0]
    return re.sub(r"--[^\n]*", "", text.split(" as\n", 1)[1])


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["sql", "seeds"])
def test_sqlfluff_finds_nothing_and_skips_nothing(folder):
    linter = Linter(config=FluffConfig.from_path(str(ROOT / "sql")))
    result = linter.lint_paths((str(ROOT / folder),), processes=2)
    assert [(v.desc(), v.line_no) for v in result.get_violations()] == []
    linted = {Path(record["filepath"]).name for record in result.as_records()}
    assert linted == {path.name for path in (ROOT / folder).rglob("*.sql")}


def layer(name: str) -> str:
    return VIEWS[name].relative_to(ROOT / "sql/views").parts[0]


@pytest.mark.parametrize("name", DERIVED)
def test_a_view_reads_its_own_layer_or_lower_ones(name):
    with duckdb.connect() as connection:
        read = connection.get_table_names(body(DERIVED[name]))
    assert set(header(DERIVED[name]).reads) == read
    for other in read:
        assert other in DERIVED or other in TABLES, f"{name} reads {other}"
        if other in VIEWS and name in VIEWS:
            assert layer(other) <= layer(name), f"{name} reads {other}"


def test_the_order_is_that_of_what_is_read():
    order = [path.stem for path in derived(ROOT)]
    assert sorted(order) == sorted(DERIVED)
    for name in order:
        for other in header(DERIVED[name]).reads:
            assert other in TABLES or order.index(other) < order.index(name)


def test_topics_are_one_folder_deep_and_have_no_numbers():
    for path in VIEWS.values():
        layer, *topics = path.relative_to(ROOT / "sql/views").parent.parts
        assert re.fullmatch(r"[1-5]_[a-z]+", layer)
        assert len(topics) <= 1 and all(re.fullmatch(r"[a-z_]+", topic) for topic in topics)


def test_views_are_short():
    texts = [without_sample(path.read_text("utf-8")) for path in VIEWS.values()]
    lines = sorted(text.count("\n") for text in texts)
    assert lines[-1] <= LONGEST
    assert lines[len(lines) // 2] < 50


@pytest.mark.parametrize("name", DERIVED)
def test_the_header_has_a_sample_of_the_real_result(name, con):
    text = DERIVED[name].read_text("utf-8")
    assert text == with_sample(text, sample(con, name)), "run: python tests/samples.py"


def test_facts_are_joins():
    """No windows and no anti-joins below the metrics."""
    for name, path in VIEWS.items():
        if layer(name) == "1_facts":
            assert not re.search(r"\bover\b|\bexists\b|\banti\b", body(path)), name


@pytest.mark.parametrize("name", DERIVED)
def test_header_has_the_labels(name):
    found = header(DERIVED[name])
    assert re.fullmatch(r"[\u4e00-\u9fff]+, .+\.", found.title)
    assert found.is_kept == (name in KEPT)
    text = DERIVED[name].read_text("utf-8")
    for label in ("Grain", "Reads", "Formula", "Nulls"):
        assert re.search(rf"^-- {label}: [^\n]*(?:\n--          [^\n]*)*\.\n", text, re.M), label


@pytest.mark.parametrize("name", DERIVED)
def test_file_name_is_object_name_and_comment_has_the_title(name, rows):
    text = DERIVED[name].read_text("utf-8")
    kind = "table" if name in KEPT else "view"
    assert re.findall(rf"^create {kind} (\w+) as$", text, re.M) == [name]
    [(comment,)] = rows(
        "select comment from duckdb_views() where view_name = $1 union all"
        " select comment from duckdb_tables() where table_name = $1",
        name,
    )
    chinese = re.match(rf"-- {name}: ([\u4e00-\u9fff]+),", text).group(1)
    assert comment.split(";")[0] == chinese


def test_table_and_view_comments_are_chinese_and_english(rows):
    found = rows(
        "select table_name, comment from duckdb_tables() union all"
        " select view_name, comment from duckdb_views() where not internal"
    )
    assert len(found) == len(DERIVED) + len(TABLES)
    for name, comment in found:
        assert re.fullmatch(
            r"[^|;]*[\u4e00-\u9fff][^|;]*;[^|]+ \| [A-Za-z0-9][^\u4e00-\u9fff;]+; [^\u4e00-\u9fff]+",
            comment or "",
        ), name


def test_every_column_is_commented_from_the_dictionary(rows):
    bare = rows(
        "select table_name, column_name from duckdb_columns() where not internal"
        " and (comment is null or comment not like '% | %')"
    )
    assert bare == []
    unused = rows(
        "select column_name from data_dictionary"
        " anti join (select column_name from duckdb_columns() where not internal)"
        " using (column_name)"
    )
    assert unused == []


def test_dictionary_is_sorted_and_bilingual(rows):
    names = re.findall(r"^\('(\w+)'", (ROOT / "seeds/data_dictionary.sql").read_text("utf-8"), re.M)
    assert names == sorted(names)
    for name, label_zh, label_en in rows(
        "select column_name, label_zh, label_en from data_dictionary"
    ):
        assert re.search(r"[\u4e00-\u9fff]|SHA", label_zh), name
        assert not re.search(r"[\u4e00-\u9fff]", label_en), name


def test_column_types_are_those_every_reader_knows(rows):
    allowed = r"INTEGER|BIGINT|DOUBLE|BOOLEAN|VARCHAR|DATE|TIMESTAMP|DECIMAL\((18|9|6),\d+\)"
    for table, column, type_ in rows(
        "select table_name, column_name, data_type from duckdb_columns() where not internal"
    ):
        assert re.fullmatch(allowed, type_), f"{table}.{column}: {type_}"
        assert re.fullmatch(r"[a-z][a-z0-9_]*", column)


def outputs(name: str) -> list[tuple[str, str]]:
    """Name and expression of every output column, of every branch of a union."""
    selects = re.split(r"\nselect(?: distinct)?\n", body(DERIVED[name]))[1:] or [
        body(DERIVED[name])[len("select\n") :]
    ]
    found = []
    for select in selects if "\nunion all\n" in body(DERIVED[name]) else selects[-1:]:
        columns = re.split(r"\nfrom ", select)[0]
        depth, start, parts = 0, 0, []
        for i, char in enumerate(columns):
            depth += (char == "(") - (char == ")")
            if char == "," and depth == 0:
                parts.append(columns[start:i])
                start = i + 1
        for part in [*parts, columns[start:]]:
            expression, _, alias = part.strip().rpartition(" as ")
            expression = expression or part.strip()
            found.append((alias if " as " in part else part.strip().split(".")[-1], expression))
    return found


@pytest.mark.parametrize("name", DERIVED)
def test_every_number_and_every_expression_is_cast(name, rows):
    """A text, date or flag column passes as it is: all readers agree on its type."""
    types = dict(
        rows("select column_name, data_type from duckdb_columns() where table_name = ?", name)
    )
    for column, expression in outputs(name):
        if not re.match(r"cast\(", expression):
            assert re.fullmatch(r"(\w+[.])?\w+", expression), f"{name}: {expression}"
            assert types[column] in ("VARCHAR", "DATE", "BOOLEAN", "TIMESTAMP"), f"{name}: {column}"


@pytest.mark.parametrize("name", VIEWS)
def test_views_are_general_and_portable(name):
    text = body(VIEWS[name])
    for forbidden in (
        r"jinzhong", r"[\u4e00-\u9fff]{2}", r"::", r"\border by [^)]*;", r"\blimit\b", r"\bround\(",
        r"\bcurrent_date\b", r"\bnow\(", r"\busing\b", r"\bexclude\b", r"\bpivot\b", r"\basof\b",
        r"group by all", r"\bavg\(", r"\bmedian\b", r"\blist\(", r"\bby name\b", r"//",
    ):  # fmt: skip
        assert not re.search(forbidden, text, re.I), f"{name}: {forbidden}"
    # no division that could give infinity: by nullif, or by a unit's factor, which is above zero
    for divisor in re.findall(r"\s/\s+([\w.(]+)", text):
        assert divisor.startswith(("nullif", "cast(")) or divisor.endswith("unit_factor"), divisor
    for divisor in re.findall(r"\s/\s+(cast\([\w.]+)", text):
        assert divisor.endswith("factor"), f"{name}: {divisor}"


@pytest.mark.parametrize("name", VIEWS)
def test_aliases_only_for_the_second_side_of_a_self_join(name):
    text = body(VIEWS[name])
    for table, alias in re.findall(r"\b(?:from|join) (\w+) as (\w+)", text):
        assert re.search(rf"\b(from|join) {table}\b(?! as)", text), f"{name}: {table} as {alias}"


@pytest.mark.slow
def test_no_infinity_or_nan_reaches_a_view(rows):
    for name in VIEWS:
        doubles = rows(
            "select column_name from duckdb_columns()"
            " where table_name = ? and data_type = 'DOUBLE'", name
        )  # fmt: skip
        for (column,) in doubles:
            assert rows(
                f'select count(*) from {name} where isinf("{column}") or isnan("{column}")'
            ) == [(0,)]


def test_the_catalogue_names_columns_of_metric_views(rows):
    layer = {path.stem for path in VIEWS.values() if "2_metrics" in path.parts}
    catalogued = rows("select view_name, column_name from metrics")
    assert {view for view, _ in catalogued} <= layer
    columns = rows("select table_name, column_name from duckdb_columns() where not internal")
    assert set(catalogued) <= set(columns)
    contract = (
        "zone_structure planned_area industrial_area_share key_project_progress start_rate"
        " production_rate attainment_rate batch_composition latest_round project_size"
        " output_investment_ratio conversion_backlog signing_share measure_coverage city_share"
        " transformation_share area_productivity provincial_rank plant_utilisation standard_land"
        " target_progress application_pipeline ledger_rates"
    )
    assert set(contract.split()) <= {view for view, _ in catalogued}


def test_contract_columns(rows):
    contract = {
        "figures": "source_id passage_no printed subject_id subject_name_zh subject_name_en"
        " indicator_id indicator_name_zh indicator_name_en period_id period_start period_end value"
        " unit_id qualifier decimals lower_bound upper_bound base_value base_unit_id",
        "metric_values": "metric_id subject_id period_id value lower_bound upper_bound unit_id",
        "reconciliation": "source_id subject_id indicator_id period_id stated decimals derived"
        " lower_bound upper_bound verdict formula",
        "implied_figures": "subject_id indicator_id period_id estimate lower_bound upper_bound"
        " integer_value formula",
        "checks": "check_id severity ok subject_id detail",
    }
    for view, columns in contract.items():
        found = [name for (name,) in rows(
            "select column_name from duckdb_columns() where table_name = ? order by column_index", view
        )]  # fmt: skip
        kept = [name for name in found if name in columns.split()]
        assert kept == columns.split(), view


@pytest.mark.parametrize("path", assets.queries(ROOT), ids=lambda path: path.stem)
def test_query_headers_declare_the_parameters_used(path):
    text = path.read_text("utf-8")
    declared = re.findall(r"^-- Param:   (\w+) \w+(?: = .+?)?: .+\.$", text, re.M)
    used = set(re.findall(r"\$(\w+)", text))
    assert set(declared) == used


def test_names_of_queries_and_views_differ():
    assert not {path.stem for path in assets.queries(ROOT)} & (VIEWS.keys() | set(TABLES))


def test_every_named_file_has_its_place():
    for path in SQL_FILES:
        text = path.read_text("utf-8")
        assert text.startswith(("-- ", "insert into ")), path
        if path.parent.name == "seeds":
            assert re.findall(r"^insert into (\w+) \(", text, re.M) == [path.stem]
