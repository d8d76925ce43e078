"""Numbers and units of figures: the view ``resolved``, and the rules that its rows must keep."""

from __future__ import annotations

from typing import Any

import duckdb

from zonedb.loading.headings import WIDER
from zonedb.loading.known_names import rank_scopes, unit_symbols
from zonedb.loading.sizes import BASE_NOT_EXACT, BASE_TOO_LARGE
from zonedb.loading.stage import Rule, Stage
from zonedb.reading.literals import read_literal
from zonedb.reading.unreadable import Unreadable

_PLAIN_NUMBER = r"-?(0|[1-9][0-9]{0,11})([.][0-9]{1,4})?"
# A number is plain, of an exact type, or was read from its text. The case is there because an or
# would match every text.
_IS_PLAIN = (
    "case when figure_cells.exact is not null then true"
    f" else coalesce(regexp_full_match(figure_cells.value, '{_PLAIN_NUMBER}'), false) end"
)


class Values:
    """Reads the literals that are no plain numbers; only growth rates fall or rise in words."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Read the symbols of units, and among whom ranks count."""
        self._symbols, self._scopes = unit_symbols(connection), rank_scopes(connection)

    def read(self, stage: Stage) -> None:
        """Give the number, unit, comparator and decimals of values to ``typed``."""
        is_plain = _IS_PLAIN
        number, places = f"{stage.cells}.value", "split_part({0}, '.', 2)"
        stage.read(
            "value",
            self._read,
            ("decimal(18, 4)", "varchar", "varchar", "integer", "varchar", "varchar"),
            ("known.indicator_kind", "known.rank_end", "known.rank_scope"),
            outputs={"printed_unit": 2, "given": 5},
            where=f"not ({is_plain})",
            value="case when figure_cells.exact is not null then figure_cells.exact"
            f" when {is_plain} then cast({number} as decimal(18, 4)) else look_value.v1 end",
        )
        stage.join(
            "",
            sign=f"case when {is_plain} then '=' else look_value.v3 end",
            read_places=f"case when {stage.cells}.exact is not null then {stage.cells}.scale"
            f" when {is_plain} then length({places.format(number)}) else look_value.v4 end",
            printed=f"coalesce(look_value.v6, {number})",
        )

    def _read(self, text: str, kind: str, end: str, scope: str) -> tuple[Any, ...]:
        read = read_literal(text, self._symbols, growth=kind == "growth", rank=end)
        if scope and read.universe in WIDER.values() and read.universe != scope:
            raise Unreadable("rank_other_universe", text, scope=self._scopes[scope])
        printed = read.printed if read.given else None
        return read.value, read.unit, read.qualifier, read.decimals, read.given, printed


# A unit stands in the value, beside it, beside the name of the indicator or above the table; what
# measures counts, ranks and percent has one unit, which nobody need write.
RESOLVED = """
create or replace temp view resolved as
with measured as (
    select
        * exclude (figure_bigint, zone, indicator, period, source, unit, note, value, printed),
        zone as subject_id,
        indicator as indicator_id,
        period as period_id,
        source as source_id,
        value as number,
        printed,
        unit as given_unit,
        cast(figure_bigint as integer) as figure_no,
        if(
            given is null, note,
            concat_ws(';', note, '原值' || given || ',四舍五入到4位小数')
        ) as note,
        coalesce(printed_unit, unit, row_unit) as stated_unit,
        case
            when printed_unit <> unit then unit
            when coalesce(printed_unit, unit) <> row_unit then row_unit
        end as other_unit
    from {typed}
),

named as (
    select
        *,
        coalesce(
            stated_unit, if(unit_text is null, sheet_unit, null),
            case
                when indicator_quantity in ('count', 'rank', 'percent', 'percentage_point')
                    and unit_text is null then indicator_unit
            end
        ) as unit_id
    from measured
)

select
    named.*,
    units.factor,
    units.quantity,
    units.quantity in ('count', 'rank') as is_count,
    case when units.quantity in ('count', 'rank') then 0 else read_places end as places,
    number is not null and subject_id is not null and indicator_id is not null
    and period_id is not null and source_id is not null and not is_total as is_complete
from named
left join base.units on named.unit_id = units.unit_id
"""
_UNIT = "(select symbol_zh from base.units where units.unit_id = resolved.unit_id)"
_OTHER = "(select symbol_zh from base.units where units.unit_id = resolved.other_unit)"
RULES = (
    Rule("unit_missing", "value", "number is not null and indicator_id is not null"
         " and unit_id is null and unit_text is null"),
    Rule("unit_conflict", "value", "other_unit is not null", {"other": _OTHER}),
    Rule("unit_quantity", "unit", "unit_id is not null and quantity <> indicator_quantity"
         " and other_unit is null and unit_text is not null",
         {"unit": _UNIT, "indicator": "indicator_name"}),
    Rule("unit_quantity", "value", "unit_id is not null and quantity <> indicator_quantity"
         " and other_unit is null and unit_text is null",
         {"unit": _UNIT, "indicator": "indicator_name"}),
    Rule("count_not_whole", "value", "is_count and (number <> floor(number) or given is not null)"),
    Rule("below_zero", "value", "is_count and number < 0"),
    Rule("rank_from_one", "value", "quantity = 'rank' and number = 0"),
    Rule("base_too_large", "value", BASE_TOO_LARGE),
    Rule("base_not_exact", "value", BASE_NOT_EXACT),
)  # fmt: skip
