"""Code lists: every code that a column can hold has its words in both languages."""

from __future__ import annotations

import re

from conftest import ROOT


def test_every_code_that_a_check_allows_is_listed(rows):
    listed = set(rows("select column_name, code from codes"))
    schema = (ROOT / "sql/schema.sql").read_text("utf-8")
    checks = re.findall(r"(\w+) in \(([^)]+)\)", schema)
    assert len(checks) > 20
    for column, codes in checks:
        for code in re.findall(r"'([^']+)'", codes):
            assert (column, code) in listed, f"{column}: {code}"


def test_every_code_in_a_view_is_listed(rows):
    coded = {column for (column,) in rows("select distinct column_name from codes")}
    seen = 0
    for table, column in rows(
        "select table_name, column_name from duckdb_columns() where not internal and schema_name = 'main'"
    ):
        if column in coded and table != "codes":
            bare = rows(
                f"select distinct {column} from {table} anti join codes"
                f" on codes.column_name = '{column}' and codes.code = {column}"
                f" where {column} is not null"
            )
            assert bare == [], table
            seen += 1
    assert seen > 30


def test_verdicts_have_their_words(rows):
    assert set(
        rows(
            "select verdict, verdict_name_zh, verdict_name_en from reconciliation where verdict <> 'exact'"
        )
    ) == {
        ("half_up", "四舍五入相符", "rounded half up"),
        ("truncated", "截尾相符", "truncated"),
        ("across_mismatch", "跨来源不符", "does not agree across sources"),
        ("not_computable", "缺数", "not computable"),
    }


def test_the_code_list_of_verdicts_is_that_of_the_view(rows):
    text = (ROOT / "sql/views/4_checks/derivations/verdict_values.sql").read_text("utf-8")
    used = set(re.findall(r"(?:then|else) '(\w+)'", text))
    assert used == {
        code for (code,) in rows("select code from codes where column_name = 'verdict'")
    }
