"""Reads targets: a value as people write it, with unit and comparator, and a period."""

from __future__ import annotations

from typing import Any

import duckdb

from zonedb.loading.known_names import unit_symbols
from zonedb.loading.known_periods import KnownPeriods
from zonedb.loading.reference.fields import DEFAULTS
from zonedb.loading.sizes import BASE_NOT_EXACT, BASE_TOO_LARGE
from zonedb.loading.stage import Rule, Stage
from zonedb.reading.literals import read_literal

_DETAILS = {
    "unit": "(select symbol_zh from base.units where units.unit_id = resolved_targets.unit_id)",
    "indicator": "indicator_name",
}
# Those of printed text and decimals are the checks of figure_findings, asked before the load.
_RULES = (
    ("required", "value", "not value_blank and is_dash", "null"),
    ("unit_missing", "value", "number is not null and unit_id is null and unit_id_blank", "null"),
    ("unit_conflict", "value", "len(units) > 1", "given_unit"),
    ("qualifier_conflict", "qualifier", "len(signs) > 1 and not qualifier_blank",
     "coalesce(sign, printed_sign)"),
    ("qualifier_conflict", "printed", "len(signs) > 1 and qualifier_blank", "sign"),
    ("unit_quantity", "unit_id", "quantity <> indicator_quantity and not unit_id_blank", "null"),
    ("unit_quantity", "value", "quantity <> indicator_quantity and unit_id_blank", "null"),
    ("count_not_whole", "value", "is_count and number <> floor(number)", "null"),
    ("base_too_large", "value", BASE_TOO_LARGE, "null"),
    ("base_not_exact", "value", BASE_NOT_EXACT, "null"),
    ("decimals_short", "decimals", "given_places is not null"
     " and abs(number) <> cast(shown as decimal(18, 4))", "null"),
    ("printed_differs", "printed", "abs(number) = cast(shown as decimal(18, 4))"
     " and regexp_matches(printed, '[0-9]') and not regexp_matches(replace(printed, ',', ''),"
     " '(^|[^0-9.])' || replace(shown, '.', '[.]')"
     " || case when is_count then '([.]0+)?' else '' end || '($|[^0-9.])')", "shown"),
    ("unit_unprinted", "printed", "regexp_matches(printed, '[0-9].*[^0-9.,]')"
     " and position(symbol_zh in printed) = 0", "symbol_zh"),
)  # fmt: skip


class Targets:
    """Makes the table ``targets_stated`` of the stage ``targets``.

    ``periods`` are those of the rows; new ones go on record with them.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, *, with_indicators: bool) -> None:
        """``with_indicators`` says that indicators are staged in the same workbook."""
        self._connection = connection
        self._symbols = unit_symbols(connection)
        self.periods = KnownPeriods(connection)
        columns = "indicator_id, name_zh, unit_id, indicator_kind"
        staged = f" union all select {columns} from indicators_typed" if with_indicators else ""
        connection.execute(
            "create temp table target_indicators as select indicator_id,"
            " any_value(name_zh) as indicator_name, any_value(quantity) as indicator_quantity,"
            " any_value(factor) as indicator_factor,"
            " any_value(indicator_kind) = 'growth' as is_growth"
            f" from (select {columns} from base.indicators{staged}) as known"
            " inner join base.units on known.unit_id = units.unit_id"
            " where indicator_id is not null group by indicator_id"
        )

    def read(self, stage: Stage) -> None:
        """Read the columns that hang together; ``indicator_id`` has been read."""
        stage.join(
            "left join target_indicators on look_indicator_id.v1 = target_indicators.indicator_id",
            indicator_name="indicator_name",
            indicator_quantity="indicator_quantity",
            indicator_factor="indicator_factor",
        )
        stage.read("period_id", self.periods.find, ("varchar", "date", "date"))
        types = ("decimal(18, 4)", "varchar", "varchar", "integer", "varchar")
        stage.read(
            "value", self._literal, types, ("is_growth",),
            outputs={"unit": 2, "sign": 3, "places": 4, "rounded": 5},
        )  # fmt: skip
        stage.join("", is_dash="look_value.x0 is not null and look_value.v1 is null")
        stage.read(
            "printed", self._literal, types, ("is_growth",),
            outputs={"printed_unit": 2, "printed_sign": 3, "printed_number": 1},
            value=f"if({stage.cells}.printed = {stage.cells}.value, look_value.v5,"
            f" {stage.cells}.printed)",
        )  # fmt: skip
        del stage.failed["printed"]  # words of any kind may be printed

    def _literal(self, text: str, is_growth: str) -> tuple[Any, ...]:
        literal = read_literal(text, self._symbols, growth=is_growth == "true")
        sign = None if literal.qualifier == "=" else literal.qualifier
        printed = literal.printed if literal.given else text
        return literal.value, literal.unit, sign, literal.decimals, printed

    def resolve(self, stage: Stage, listed: list[str]) -> None:
        """Make ``targets_stated`` with the columns of the table, and report broken rules."""
        self._connection.execute(_RESOLVED)
        stage.report_rules([self._rule(stage, *rule) for rule in _RULES], "resolved_targets")
        values = ", ".join({"value": "number as value"}.get(name, name) for name in listed)
        self._connection.execute(
            "create temp table targets_stated as select sheet, row_no, col_no, is_total,"
            f" {values} from resolved_targets"
        )

    @staticmethod
    def _rule(stage: Stage, name: str, column: str, sql: str, other: str) -> Rule:
        """A rule; its problem stands at the value where the sheet has no such column."""
        if all(column not in columns for columns in stage.columns):
            column = "value"
        return Rule(name, column, sql, _DETAILS | {"other": other}, f"{column}_text")


# The comparator and the unit stand in the value, in the printed text of the same number, or in
# columns of their own; where they stand twice they must agree.
_RESOLVED = f"""
create temp table resolved_targets as
with read as (
    select
        * exclude (value, unit_id, qualifier, decimals, printed_unit, printed_sign),
        value as number,
        unit_id as given_unit,
        qualifier as given_sign,
        decimals as given_places,
        if(printed_number = value, printed_unit, null) as printed_unit,
        if(printed_number = value, printed_sign, null) as printed_sign
    from targets_typed
),

chosen as (
    select
        *,
        coalesce(unit, printed_unit, given_unit) as unit_id,
        coalesce(sign, printed_sign, given_sign, '{DEFAULTS["targets.qualifier"]}') as qualifier,
        list_distinct([unit, printed_unit, given_unit]) as units,  -- without NULL
        list_distinct([sign, printed_sign, given_sign]) as signs
    from read
)

select
    *,
    left(
        cast(abs(number) as varchar),
        length(cast(abs(number) as varchar)) - 4 + decimals - cast(decimals = 0 as integer)
    ) as shown
from (
    select
        chosen.*,
        units.symbol_zh,
        units.factor,
        units.quantity,
        coalesce(units.quantity in ('count', 'rank'), false) as is_count,
        coalesce(
            given_places, case when units.quantity in ('count', 'rank') then 0 else places end
        ) as decimals
    from chosen
    left join base.units on chosen.unit_id = units.unit_id
) as measured
"""
