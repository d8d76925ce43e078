"""Datasets: one per view that matters, labelled from the comments in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zonedb.exports.labels import VERDICTS
from zonedb.reading.messages import Words

if TYPE_CHECKING:
    import duckdb

    from zonedb.exports.superset.charts import Names
    from zonedb.store.catalogue import Relation

_FACTS = ("current_figures", "figure_mentions", "figures")

# The codes of reconciliation.verdict from bad to good, each with its colour.
VERDICT_COLOURS = {
    "mismatch": "#D64545",
    "across_mismatch": "#B07AA1",
    "across_sources": "#6BA5A0",
    "within_rounding": "#E8A33D",
    "truncated": "#7FB3D5",
    "half_up": "#2E86AB",
    "exact": "#1B4F72",
    "not_computable": "#C9D1D9",
}


@dataclass(frozen=True)
class Metric:
    """A metric of a dataset: SQL, label, d3 number format."""

    name: str
    sql: str
    label: Words
    d3format: str = ",~f"


@dataclass(frozen=True)
class Computed:
    """A computed column of a dataset, with an SQL expression per language."""

    name: str
    sql: Words
    label: Words


# Where a chart has several rows for one place, all its metrics show the same row: the newest,
# then the preferred source, then the largest. arg_max_null keeps what is missing there missing.
_NEWEST = "coalesce(period_end, date '0001-01-01')"
_FIGURE_KEY = f"row({_NEWEST}, -source_priority, coalesce(value, 0))"
_BATCH_KEY = f"row({_NEWEST}, coalesce(projects_count, 0))"
_RATE = "coalesce(stated_rate_pct, rate_pct)"


def _figure(column: str) -> str:
    return f"arg_max_null({column}, {_FIGURE_KEY})"


def _batch(column: str) -> str:
    return f"arg_max_null({column}, {_BATCH_KEY})"


def _implied(column: str) -> str:
    return f"arg_max_null({column}, -source_priority)"


def _severity() -> str:
    """Bad verdicts first, then by name: a number in front of the indicator."""
    ranks = (f"when '{code}' then {number}" for number, code in enumerate(VERDICT_COLOURS))
    return f"min(case verdict {' '.join(ranks)} end || indicator_id || source_id)"


_COUNT = Metric("row_count", "count(*)", Words("行数", "rows"), ",d")
METRICS: dict[str, tuple[Metric, ...]] = {
    "indicator_board": (
        Metric("figure", f"arg_max(value, {_FIGURE_KEY})", Words("数值", "value"), ",.4~f"),
        Metric("share", _figure("share_pct"), Words("占全市(%)", "share of the city (%)"), ".1f"),
        Metric("whole_lower", _figure("whole_estimate_lower"),
               Words("全市总量下限", "city total, from"), ",.4~f"),
        Metric("whole_upper", _figure("whole_estimate_upper"),
               Words("全市总量上限", "city total, to"), ",.4~f"),
        Metric("rank", _figure("provincial_rank"), Words("全省位次", "provincial rank"), ",d"),
        Metric("as_of", "cast(max(period_end) as varchar)", Words("数据截至", "as of")),
        Metric("figures", "count(*)", Words("数字项数", "figures"), ",d"),
        # a fraction, because the d3 format that writes the percent sign multiplies by 100
        Metric("fraction", f"arg_max(value, {_FIGURE_KEY}) / 100",
               Words("百分比", "percentage"), ".2%"),
    ),
    "batch_board": (
        Metric("projects", _batch("projects_count"), Words("项目数", "projects"), ",d"),
        Metric("advanced", _batch("advanced_projects_count"),
               Words("其中进入下一阶段", "moved on"), ",d"),
        Metric("investment", _batch("investment_cny_100m"),
               Words("投资额(亿元)", "investment (CNY 100 m)"), ",.2f"),
        Metric("expected_output", _batch("expected_output_cny_100m"),
               Words("预计年产值(亿元)", "expected output (CNY 100 m)"), ",.2f"),
        Metric("actual_output", _batch("actual_output_cny_100m"),
               Words("实际年产值(亿元)", "actual output (CNY 100 m)"), ",.2f"),
        Metric("rate", _batch(_RATE),
               Words("比率(%)", "rate (%)"), ".2f"),
        Metric("batch_order", "min(batch_no)", Words("批次序号", "order of the batches"), ",d"),
        Metric("rank", _batch("provincial_rank"), Words("全省位次", "provincial rank"), ",d"),
    ),
    "implied_board": (
        Metric("lower", _implied("lower_bound"), Words("下限", "from"), ",.4~f"),
        Metric("upper", _implied("upper_bound"), Words("上限", "to"), ",.4~f"),
        Metric("whole_number", _implied("integer_value"), Words("整数值", "whole number"), ",d"),
        Metric("implied_order", "min(concat_ws('/', subject_id, indicator_id, period_id))",
               Words("次序", "order")),
    ),
    "verdict_board": (
        Metric("figures_checked", "count(*)", Words("数字个数", "figures"), ",d"),
        Metric("derived_value", "max(derived)", Words("推算值", "derived value"), ",.4~f"),
        Metric("severity", _severity(), Words("次序", "order")),
    ),
}  # fmt: skip
_BATCH = Words(
    "chr(9311 + batch_no) || ' ' || project_set_name_zh",
    "chr(9311 + batch_no) || ' ' || replace(project_set_name_en, ' batch', '')",
)
COMPUTED: dict[str, tuple[Computed, ...]] = {
    # a circled number in front keeps the batches in order
    "batch_board": (
        Computed("batch", _BATCH, Words("批次", "batch")),
    ),
    "implied_board": (
        Computed("basis", Words("formula_zh", "formula"), Words("推算依据", "derived from")),
    ),
}  # fmt: skip


def exported_views(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Names of the views that become datasets."""
    found = connection.execute(
        "select view_name from view_dictionary where view_name in (select view_name from metrics)"
        " or view_layer in ('3_reports', '5_boards') or view_name in (select unnest(?))"
        " order by view_name",
        [[*_FACTS, *VERDICTS]],
    ).fetchall()
    return [name for (name,) in found]


def _both(label: Words, description: Words) -> str:
    """Label and description in both languages."""
    chinese = f"{label.zh}:{description.zh}" if description.zh else label.zh
    english = f"{label.en}: {description.en}" if description.en else label.en
    return f"{chinese} | {english}"


def _column(
    name: str, label: Words, description: str, type_: str, lang: str, sql: str | None = None
) -> dict[str, Any]:
    return {
        "column_name": name,
        "verbose_name": label.in_(lang),
        "description": description,
        "type": type_,
        "is_dttm": type_ in ("DATE", "TIMESTAMP"),
        "is_active": True,
        "groupby": True,
        "filterable": True,
        "expression": sql,
    }


def dataset_file(relation: Relation, names: Names) -> dict[str, Any]:
    """A dataset on a view, with labels in one language and descriptions in both."""
    lang = names.lang
    columns = [
        _column(found.name, found.label, _both(found.label, found.description), found.type, lang)
        for found in relation.columns
    ]
    columns += [
        _column(
            computed.name,
            computed.label,
            f"{computed.label.zh} | {computed.label.en}",
            "VARCHAR",
            lang,
            computed.sql.in_(lang),
        )
        for computed in COMPUTED.get(relation.name, ())
    ]
    has_date = any(column.name == "period_end" for column in relation.columns)
    return {
        "table_name": relation.name,
        "main_dttm_col": "period_end" if has_date else None,
        "description": _both(relation.label, relation.description),
        "schema": "main",
        "sql": None,
        "filter_select_enabled": True,
        "columns": columns,
        "metrics": [
            {
                "metric_name": metric.name,
                "verbose_name": metric.label.in_(lang),
                "description": f"{metric.label.zh} | {metric.label.en}",
                "expression": metric.sql,
                "d3format": metric.d3format,
            }
            for metric in (*METRICS.get(relation.name, ()), _COUNT)
        ],
        "uuid": names.uuid("dataset", relation.name),
        "database_uuid": names.uuid("database"),
        "version": "1.0.0",
    }
