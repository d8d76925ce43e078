"""The dashboard: where each chart stands, its filters and its looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonedb.exports.superset import charts, datasets
from zonedb.exports.superset.charts import Chart, Names, column_in
from zonedb.reading.messages import Words
from zonedb.store.catalogue import Relation

if TYPE_CHECKING:
    import duckdb

TITLE = Words("开发区运行看板", "Development zones at a glance")
_INTRODUCTION = Words(
    "# {city} · 开发区运行看板\n\n"
    "每个数字都注明来源;能由其他数字推得的均经核对,文中未写而可推得的以区间给出。"
    "左侧可按地区、来源和时期筛选。",
    "# {city} · Development zones at a glance\n\n"
    "Every figure has a source; what other figures re-derive is checked, what they only imply is "
    "given as an interval. Filters by area, source and period stand on the left.",
)
# Rows of (chart, width of 12, height in units of 8 px); None is the introduction
Cell = tuple[Chart | None, int, int]
ROWS: tuple[tuple[Cell, ...], ...] = (
    ((None, 6, 20), (charts.SOURCES, 6, 20)),
    tuple((tile, 2, 17) for tile in charts.TILES),
    tuple((tile, 2, 17) for tile in charts.RATES),
    ((charts.FUNNEL, 4, 29), (charts.BATCHES, 8, 29)),
    ((charts.SHARES, 4, 39), (charts.ECONOMY, 8, 39)),
    ((charts.VERDICTS, 3, 50), (charts.CHECKED, 9, 50)),
    ((charts.IMPLIED, 12, 66),),
)
# The city with most figures about its zones: what the wall shows first
_CITY = """
    select area_name_{lang}
    from indicator_board
    where subject_kind = 'group' and area_name_{lang} is not null
    group by area_name_{lang}
    order by count(*) desc, area_name_{lang}
    limit 1
"""
_CSS = """
.dashboard-component-chart-holder:has([data-test-viz-type="big_number_total"])
  .header-controls { display: none; }
[data-test-viz-type="table"] td.dt-is-null { font-size: 0; }
[data-test-viz-type="table"] td.dt-is-null::after { content: "–"; font-size: 12px; }
.dashboard-markdown h1 { font-size: 26px; color: #1B4F72; }
"""
_BARS = {"projects": "#7FB3D5", "advanced": "#1B4F72", "share": "#2E86AB"}


def _position(names: Names, city: str) -> dict[str, Any]:
    lang = names.lang
    position: dict[str, Any] = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]},
        "HEADER_ID": {"type": "HEADER", "id": "HEADER_ID", "meta": {"text": TITLE.in_(lang)}},
    }
    chart_id = {chart.key: number for number, chart in enumerate(charts.CHARTS, 1)}

    def place(kind: str, id_: str, parents: list[str], children: list[str], **meta: Any) -> str:
        part = {"type": kind, "id": id_, "parents": parents, "children": children, "meta": meta}
        position[id_] = part
        return id_

    def place_cell(cell: Cell, parents: list[str], *, tall: bool) -> str:
        chart, width, height = cell
        size = {"width": width, "height": height * 3 // 2 if tall else height}
        if chart is None:
            code = _INTRODUCTION.in_(lang).format(city=city)
            return place("MARKDOWN", "MARKDOWN-introduction", parents, [], code=code, **size)
        return place(
            "CHART",
            f"CHART-{chart.key}",
            parents,
            [],
            chartId=chart_id[chart.key],
            uuid=names.uuid("chart", chart.key),
            sliceName=chart.title.in_(lang),
            **size,
        )

    rows = []
    for number, row in enumerate(ROWS):
        parents = ["ROOT_ID", "GRID_ID", f"ROW-{number}"]
        tall = lang == "en" and row[0][2] > 35  # the rows of long tables wrap in English
        children = [place_cell(cell, parents, tall=tall) for cell in row]
        looks = {"background": "BACKGROUND_TRANSPARENT"}
        rows.append(place("ROW", parents[-1], parents[:2], children, **looks))
    place("GRID", "GRID_ID", ["ROOT_ID"], rows)
    return position


def _filter(
    key: str,
    label: Words,
    column: str,
    known: dict[str, Relation],
    names: Names,
    default: str | None,
) -> dict[str, Any]:
    """A filter on a column; charts whose dataset lacks the column are out of its scope."""
    lang = names.lang

    def has(dataset: str) -> bool:
        return any(found.name == target for found in known[dataset].columns)

    board = {found.name for found in known["indicator_board"].columns}
    target = column_in(column, board, lang)
    chosen = [default] if default else None
    return {
        "id": f"NATIVE_FILTER-{key}",
        "name": label.in_(lang),
        "type": "NATIVE_FILTER",
        "filterType": "filter_select",
        "targets": [
            {
                "datasetUuid": names.uuid("dataset", "indicator_board"),
                "column": {"name": target},
            }
        ],
        "controlValues": {
            "multiSelect": True,
            "enableEmptyFilter": False,
            "defaultToFirstItem": False,
            "inverseSelection": False,
            "searchAllOptions": False,
        },
        "defaultDataMask": {
            "extraFormData": {"filters": [{"col": target, "op": "IN", "val": chosen}]}
            if chosen
            else {},
            "filterState": {"value": chosen, "label": default} if chosen else {},
        },
        "scope": {
            "rootPath": ["ROOT_ID"],
            "excluded": [
                number for number, chart in enumerate(charts.CHARTS, 1) if not has(chart.dataset)
            ],
        },
        "cascadeParentIds": [],
        "description": "",
    }


def dashboard_file(
    connection: duckdb.DuckDBPyConnection, known: dict[str, Relation], names: Names
) -> dict[str, Any]:
    """The dashboard with layout, filters and colours."""
    lang = names.lang
    found = connection.execute(_CITY.format(lang=lang)).fetchone()
    city = found[0] if found else None
    filters = [
        _filter("city", Words("地区", "Area"), "area_name", known, names, city),
        _filter("source", Words("来源", "Source"), "source_title", known, names, None),
        _filter("period", Words("时期", "Period"), "period_name", known, names, None),
    ]
    return {
        "dashboard_title": TITLE.in_(lang),
        "description": None,
        "css": _CSS,
        "slug": names.slug,
        "published": True,
        "position": _position(names, city or names.database),
        "metadata": {
            "native_filter_configuration": filters,
            "cross_filters_enabled": False,
            "color_scheme": "supersetColors",
            "label_colors": _BARS | datasets.VERDICT_COLOURS,
            "refresh_frequency": 0,
            "timed_refresh_immune_slices": [],
            "expanded_slices": {},
        },
        "uuid": names.uuid("dashboard"),
        "version": "1.0.0",
    }
