"""Charts: what each shows, as data, and the two shapes that Superset wants of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from zonedb.reading.messages import Words

if TYPE_CHECKING:
    from zonedb.store.catalogue import Relation


@dataclass(frozen=True)
class Names:
    """What the files of a bundle share: language, names, units of indicators, ids."""

    lang: str
    database: str
    slug: str
    units: Mapping[str, str]
    uuid: Callable[..., str]


@dataclass(frozen=True)
class Chart:
    """A chart: dataset, columns to group by, metrics, conditions in SQL, order and options.

    A column is named without its language: ``indicator_name`` is ``indicator_name_zh`` in a
    Chinese bundle.
    """

    key: str
    title: Words
    viz: str
    dataset: str
    columns: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    where: str | None = None
    order_by: str | None = None  # a metric, with a minus sign if descending
    options: Mapping[str, Any] = field(default_factory=dict)
    indicator: str | None = None  # whose unit stands under the number, unless there is
    subtitle: Words | None = None


# Zones and groups of zones: a city's own total is no headline.
_GROUPS = "subject_kind <> 'area'"


def _tile(
    indicator: str,
    title: Words,
    format_: str,
    metric: str = "figure",
    subtitle: Words | None = None,
) -> Chart:
    return Chart(
        f"{metric}_{indicator}",
        title,
        "big_number_total",
        "indicator_board",
        metrics=(metric,),
        where=f"indicator_id = '{indicator}' and {_GROUPS}",
        options={"y_axis_format": format_, "header_font_size": 0.5, "subtitle_font_size": 0.2},
        indicator=indicator,
        subtitle=subtitle,
    )


TILES = (
    _tile("zone_count", Words("开发区", "Zones"), ",d"),
    _tile("planned_area", Words("规划面积", "Planned area"), ",.2f"),
    _tile("batch_projects", Words("三个一批项目", "Batch projects"), ",d"),
    _tile("batch_investment", Words("三个一批总投资", "Batch investment"), ",.1f"),
    _tile("batch_expected_output", Words("预计年产值", "Expected output"), ",d"),
    _tile("industrial_value_added", Words("规上工业增加值", "Value added"), ",.2f"),
)
_BEST = Words("1 为最好", "1 is best")
RATES = tuple(
    tile
    for indicator, title, meaning in (
        ("start_rate", Words("开工率", "Start rate"),
         Words("签约项目中已开工", "of signed projects started")),
        ("production_rate", Words("投产率", "Production rate"),
         Words("开工项目中已投产", "of started ones in production")),
        ("attainment_rate", Words("达效率", "Attainment rate"),
         Words("实际占预计年产值", "of expected output reached")),
    )
    for tile in (
        _tile(indicator, title, ".2%", "fraction", meaning),
        _tile(indicator, Words(f"{title.zh}全省位次", f"{title.en}: rank"), ",d", "rank", _BEST),
    )
)  # fmt: skip
SOURCES = Chart(
    "sources",
    Words("数据来源", "Sources"),
    "table",
    "indicator_board",
    ("source_title",),
    ("figures", "as_of"),
    where=_GROUPS,
    order_by="-figures",
)
FUNNEL = Chart(
    "funnel",
    Words(
        "项目数(浅)与其中进入下一阶段(深)",
        "Projects (light), of which moved on (dark)",
    ),
    "echarts_timeseries_bar",
    "batch_board",
    ("batch",),
    ("projects", "advanced"),
    options={
        "show_value": True, "show_legend": False, "x_axis_sort_asc": True, "x_axis_sort": "batch",
        "y_axis_format": ",d", "color_scheme": "supersetColors",
    },
)  # fmt: skip
BATCHES = Chart(
    "batches",
    Words("三个一批明细", "The three batches (CNY 100 million)"),
    "table",
    "batch_board",
    ("batch", "rate_name"),
    ("projects", "advanced", "rate", "rank", "investment", "expected_output", "actual_output"),
    order_by="batch_order",
)
SHARES = Chart(
    "shares",
    Words("占全市比重(%)", "Share of the city (%)"),
    "echarts_timeseries_bar",
    "indicator_board",
    ("indicator_name",),
    ("share",),
    where=f"share_pct is not null and {_GROUPS}",
    options={
        "orientation": "horizontal", "show_value": True, "show_legend": False,
        "x_axis_sort": "share", "x_axis_sort_asc": True, "y_axis_format": ".2~f",
        "color_scheme": "supersetColors",
    },
)  # fmt: skip
ECONOMY = Chart(
    "economy",
    Words("占全市比重背后的总量与全省位次", "City totals behind the shares, and provincial ranks"),
    "table",
    "indicator_board",
    ("indicator_name", "period_name", "unit_symbol"),
    ("figure", "share", "whole_lower", "whole_upper", "rank"),
    where="(share_pct is not null or provincial_rank is not null)"
    f" and unit_symbol_en <> '%' and {_GROUPS}",
    order_by="-share",
)
VERDICTS = Chart(
    "verdicts",
    Words("核对结果(个)", "Verdicts"),
    "echarts_timeseries_bar",
    "verdict_board",
    ("verdict_name", "verdict"),
    ("figures_checked",),
    options={
        "orientation": "horizontal", "stack": "Stack",
        "show_value": True, "only_total": True, "show_legend": False,
        "y_axis_format": ",d", "color_scheme": "supersetColors",
    },
)  # fmt: skip
CHECKED = Chart(
    "checked",
    Words("刊印数字与推算值", "Printed figures and what others make of them"),
    "table",
    "verdict_board",
    ("indicator_name", "subject_name", "period_name", "source_title", "printed", "verdict_name"),
    ("derived_value",),
    where="verdict <> 'not_computable'",
    order_by="severity",
)
IMPLIED = Chart(
    "implied",
    Words("文中未写、可由刊印数字推得的数字", "Figures that the sources imply but do not print"),
    "table",
    "implied_board",
    ("subject_name", "indicator_name", "period_name", "unit_symbol", "basis"),
    ("lower", "upper", "whole_number"),
    order_by="implied_order",
)
CHARTS = (SOURCES, *TILES, *RATES, FUNNEL, BATCHES, SHARES, ECONOMY, VERDICTS, CHECKED, IMPLIED)


def column_in(name: str, known: set[str], lang: str) -> str:
    """A column in the language, where it has one: ``period_name`` is ``period_name_zh``."""
    return next((n for n in (f"{name}_{lang}", name, f"{name}_zh") if n in known), name)


def _query(chart: Chart, columns: list[str]) -> dict[str, Any]:
    return {
        "columns": columns,
        "metrics": list(chart.metrics),
        "filters": [],
        "extras": {"where": f"({chart.where})" if chart.where else "", "having": ""},
        "orderby": [[chart.order_by.removeprefix("-"), not chart.order_by.startswith("-")]]
        if chart.order_by
        else [[column, True] for column in columns],
        "row_limit": 1000,
        "is_timeseries": False,
        "annotation_layers": [],
        "applied_time_extras": {},
        "url_params": {},
        "custom_params": {},
        "custom_form_data": {},
    }  # fmt: skip


def _form(chart: Chart, columns: list[str], lang: str) -> dict[str, Any]:
    """The settings as the editor shows them."""
    form: dict[str, Any] = {
        "viz_type": chart.viz,
        "datasource": "1__table",
        "adhoc_filters": [
            {
                "clause": "WHERE",
                "expressionType": "SQL",
                "sqlExpression": chart.where,
                "filterOptionName": f"filter_{chart.key}",
            }
        ] if chart.where else [],
        "row_limit": 1000,
        "extra_form_data": {},
        **chart.options,
    }  # fmt: skip
    metrics = list(chart.metrics)
    match chart.viz:
        case "big_number_total":
            form["metric"] = metrics[0]
        case "echarts_timeseries_bar":
            form |= {"x_axis": columns[0], "groupby": columns[1:], "metrics": metrics}
        case "table":
            form |= {
                "query_mode": "aggregate",
                "groupby": columns,
                "metrics": metrics,
                "all_columns": [],
                "order_by_cols": [],
                "order_desc": bool(chart.order_by and chart.order_by.startswith("-")),
                "table_timestamp_format": "%Y-%m-%d",
                "show_cell_bars": False,
                "color_pn": False,
            }
    if chart.order_by:
        form["timeseries_limit_metric"] = chart.order_by.removeprefix("-")
    return form


def chart_file(chart: Chart, relation: Relation, names: Names) -> dict[str, Any]:
    """A chart with its settings and, for the data endpoint, its query."""
    known = {column.name for column in relation.columns}
    columns = [column_in(column, known, names.lang) for column in chart.columns]
    form = _form(chart, columns, names.lang)
    if chart.indicator:
        unit = names.units.get(chart.indicator, "")
        form["subtitle"] = chart.subtitle.in_(names.lang) if chart.subtitle else unit
    context = {
        "datasource": {"id": 1, "type": "table"},
        "force": False,
        "queries": [_query(chart, columns)],
        "form_data": form,
        "result_format": "json",
        "result_type": "full",
    }
    return {
        "slice_name": chart.title.in_(names.lang),
        "description": f"{chart.title.zh} | {chart.title.en}",
        "viz_type": chart.viz,
        "params": form,
        "query_context": json.dumps(context, ensure_ascii=False, sort_keys=True),
        "uuid": names.uuid("chart", chart.key),
        "dataset_uuid": names.uuid("dataset", chart.dataset),
        "version": "1.0.0",
    }
