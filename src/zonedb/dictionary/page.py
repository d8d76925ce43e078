"""What the dictionary says, read from the file alone."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import duckdb

from zonedb.dictionary.blocks import Block, Diagram, Facts, Heading, Node, Table, Text
from zonedb.store.catalogue import Column, Relation, relations
from zonedb.store.sql import sql_name

SAMPLE_ROWS = 3
_LINEAGE = """
    select
        metric_id, indicators.name_zh, printed, subjects.name_zh, source_id,
        string_agg(distinct '¶' || passage_no, ' ' order by '¶' || passage_no) as passages,
        lineage.indicator_id || '/' || lineage.subject_id || '/' || period_id as figure
    from lineage
    inner join indicators on lineage.indicator_id = indicators.indicator_id
    inner join subjects on lineage.subject_id = subjects.subject_id
    where is_current
    group by all
    order by metric_id, min(passage_no), min(figure_no), figure
"""
_METRICS = """
    select
        metric_id, view_name, column_name, metrics.name_zh, metrics.name_en,
        symbol_zh || ' | ' || symbol_en,
        coalesce(metrics.formula_zh, definitions.formula_zh),
        coalesce(metrics.formula_en, definitions.formula_en),
        printed_indicator_id
    from metrics
    left join units on metrics.unit_id = units.unit_id
    left join (select * from identities where identity_kind = 'ratio' and load_id is null)
        as definitions using (metric_id)
    order by metric_id
"""
_VERDICTS = """
    select indicator_id, subject_name_zh, period_id, printed, derived, verdict,
        verdict_name_zh, source_id
    from reconciliation
    where verdict <> 'not_computable'
    order by all
"""


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, *values: Any) -> list[Any]:
    return connection.execute(sql, list(values)).fetchall()


def _column_table(columns: tuple[Column, ...], symbols: dict[str, str]) -> Table:
    def row(column: Column) -> tuple[str, ...]:
        meaning = " | ".join(filter(None, (column.description.zh, column.description.en)))
        unit = symbols.get(column.unit_id or "", "")
        return (f"`{column.name}`", column.type, column.label.zh, column.label.en, unit, meaning)

    names = ("column", "type", "中文", "English", "unit", "remarks")
    return Table(names, tuple(map(row, columns)))


def _relation_title(relation: Relation, level: int) -> list[Block]:
    described = f"{relation.description.zh} | {relation.description.en}"
    return [
        Heading(level, f"{relation.name}: {relation.label.zh}", relation.name),
        Text(described),
    ]


def _table_section(relation: Relation, symbols: dict[str, str], count: int) -> list[Block]:
    facts = [("Rows", str(count))]
    if relation.primary_key:
        facts.append(("Key", ", ".join(f"`{name}`" for name in relation.primary_key)))
    for key in relation.foreign_keys:
        facts.append(("Refers", f"`{', '.join(key.columns)}` to `{key.table}`"))
    return [
        *_relation_title(relation, 3),
        Facts(tuple(facts)),
        _column_table(relation.columns, symbols),
    ]


def _view_section(relation: Relation, header: Any, symbols: dict[str, str]) -> list[Block]:
    _, _, grain, reads, formula, nulls = header
    facts = (
        ("Grain", grain),
        ("Reads", ", ".join(f"`{name}`" for name in reads.split(","))),
        ("Formula", formula),
        ("NULL", nulls),
    )
    return [
        *_relation_title(relation, 4),
        Facts(facts),
        _column_table(relation.columns, symbols),
    ]


def _sample(connection: duckdb.DuckDBPyConnection, view: Relation, result: str) -> Table:
    """First rows that have a result, without ids, dates, names in English and bounds."""
    hidden = ("_id", "_en", "_start", "_end", "_lower", "_upper")
    columns = [
        column.name
        for column in view.columns
        if column.name == result
        or column.name == "period_id"
        or not (
            column.name.endswith(hidden) or "_lower_" in column.name or "_upper_" in column.name
        )
    ]
    rows = _rows(
        connection,
        f"select {', '.join(map(sql_name, columns))} from {view.sql} where {result} is not null"
        f" order by all limit {SAMPLE_ROWS}",
    )
    return Table(tuple(f"`{name}`" for name in columns), tuple(rows))


def _metric_section(
    connection: duckdb.DuckDBPyConnection,
    metric: Any,
    view: Relation,
    header: Any,
    feeds: list[Any],
    verdicts: list[Any],
) -> list[Block]:
    metric_id, _, column, name_zh, name_en, unit, formula_zh, formula_en, printed = metric
    facts = [
        ("Where", f"`{view.name}.{column}`"),
        ("Unit", unit or "that of the row (`unit_id`)"),
        ("Formula", f"{formula_zh} | {formula_en}"),
        ("Grain", header[2]),
        ("NULL", header[5]),
    ]
    for indicator, subject, period, literal, derived, verdict, verdict_zh, source in verdicts:
        if indicator == printed:
            facts.append(
                (
                    "Verdict",
                    f"{subject}, `{period}`: printed {literal}, derived {derived:.4f}: "
                    f"{verdict_zh} | `{verdict}` ({source})",
                )
            )
    blocks: list[Block] = [
        Heading(3, f"{metric_id}: {name_zh} | {name_en}", f"metric-{metric_id}"),
        Facts(tuple(facts)),
        Text("Sample rows:"),
        _sample(connection, view, column),
    ]
    if feeds:
        rows = tuple(
            (name, literal, subject, where, source)
            for _, name, literal, subject, source, where, _ in feeds
        )
        names = ("figure", "printed", "subject", "paragraphs", "source")
        blocks += [Text("Figures that feed it:"), Table(names, rows)]
    return blocks


def _layers_diagram(known: dict[str, Relation], headers: list[Any]) -> Diagram:
    layers: dict[str, list[Node]] = {"tables": []}
    edges = []
    read = {name for header in headers for name in header[3].split(",")}
    for relation in known.values():
        if not relation.is_view and relation.name in read:
            layers["tables"].append(Node(relation.name, relation.name, relation.name))
    for name, layer, _, reads, _, _ in headers:
        layers.setdefault(layer, []).append(Node(name, name, name))
        edges += [(other, name) for other in reads.split(",")]
    return Diagram(
        "layers",
        "Tables and views in their layers; a line leads from what is read to what reads it",
        tuple((layer, tuple(nodes)) for layer, nodes in layers.items()),
        tuple(edges),
    )


def _figures_diagram(metrics: list[Any], lineage: list[Any]) -> Diagram:
    figures = {}
    for _, name, literal, subject, _, where, figure in lineage:
        figures[figure] = Node(figure, f"{name} {literal} {where or ''} {subject}")
    fed = {row[0] for row in lineage}
    nodes = tuple(
        Node(f"metric-{metric[0]}", f"{metric[3]} ({metric[0]})", f"metric-{metric[0]}")
        for metric in metrics
        if metric[0] in fed
    )
    return Diagram(
        "figures-to-metrics",
        "Printed figures and the metrics that they feed; ¶ is the paragraph",
        (("printed figures", tuple(figures.values())), ("metrics", nodes)),
        tuple(sorted({(row[6], f"metric-{row[0]}") for row in lineage})),
    )


def _codes(connection: duckdb.DuckDBPyConnection) -> list[Block]:
    rows = _rows(
        connection,
        "select '`' || column_name || '`', '`' || code || '`', name_zh, name_en from codes"
        " order by column_name, code_no",
    )
    return [
        Heading(2, "Code lists (代码)", "code-lists"),
        Table(("column", "code", "中文", "English"), tuple(rows)),
    ]


def page(connection: duckdb.DuckDBPyConnection) -> list[Block]:
    """The blocks of the dictionary: diagrams, metrics, views by layer, tables, code lists."""
    known = relations(connection)
    views = sum(relation.is_view for relation in known.values())
    symbols = dict(_rows(connection, "select unit_id, symbol_zh from units"))
    headers = _rows(
        connection,
        "select view_name, view_layer, grain_en, read_objects, formula_en, nulls_en"
        " from view_dictionary order by build_order",
    )
    by_view = {header[0]: header for header in headers}
    metrics = _rows(connection, _METRICS)
    lineage = _rows(connection, _LINEAGE)
    verdicts = _rows(connection, _VERDICTS)
    feeds = defaultdict(list)
    for row in lineage:
        feeds[row[0]].append(row)
    blocks: list[Block] = [
        Heading(1, "Data dictionary of zonedb (数据字典)"),
        Text(
            f"{len(known) - views} tables, {views} views, {len(metrics)} metrics. "
            "Written by `zonedb docs` from the file's own catalogue; Chinese | English."
        ),
        Heading(2, "How it fits together (结构)", "structure"),
        _layers_diagram(known, headers),
        _figures_diagram(metrics, lineage),
        Heading(2, "Metrics (派生指标)", "metrics-section"),
    ]
    for metric in metrics:
        view, metric_id = known[metric[1]], metric[0]
        blocks += _metric_section(
            connection, metric, view, by_view[view.name], feeds[metric_id], verdicts
        )
    blocks.append(Heading(2, "Views and kept tables (视图与留存表)", "views"))
    layer = ""
    for header in headers:
        if header[1] != layer:
            layer = header[1]
            blocks.append(Heading(3, layer, f"layer-{layer.replace('/', '-')}"))
        blocks += _view_section(known[header[0]], header, symbols)
    blocks.append(Heading(2, "Tables (表)", "tables"))
    for relation in known.values():
        if not relation.is_view:
            [(count,)] = _rows(connection, f"select count(*) from {relation.sql}")
            blocks += _table_section(relation, symbols, count)
    return blocks + _codes(connection)
