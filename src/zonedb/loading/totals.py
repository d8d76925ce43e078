"""Holds rows such as 合计 against the sum of the rows above them; they are passed over."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from zonedb.loading.stage import Stage
from zonedb.loading.staging import Report

# The sum of what stands above since the last total, or of all that stands above. Each addend and
# the total itself are rounded, so that half a unit of the last decimal of each may be between.
_DIFFERING = """
with totals as (
    select
        *,
        lag(row_no) over (partition by sheet, col_no, series order by row_no) as last_row
    from ({cells})
    where is_total
),

summed as (
    select
        totals.sheet, totals.row_no, totals.col_no, totals.text, totals.number,
        sum(addends.number) as whole,
        sum(addends.number) filter (where addends.row_no > coalesce(last_row, 0)) as part,
        0.5 * (count(*) + 1) * power(10, -max(greatest(addends.places, totals.places))) as reach
    from totals
    inner join ({cells}) as addends
        on totals.sheet = addends.sheet and totals.series = addends.series
        and totals.row_no > addends.row_no and not addends.is_total
    group by all
)

select sheet, row_no, col_no, text, whole
from summed
where abs(number - whole) > reach and coalesce(abs(number - part) > reach, true)
order by all
"""


def report_passed_over(stage: Stage, report: Report) -> bool:
    """Tell which rows of totals are passed over; whether there are any."""
    if not any(sheet.has_totals for sheet in stage.sheets):
        return False
    passed = stage.connection.execute(
        f"select sheet, row_no from {stage.typed} where is_total group by all order by all"
    ).fetchall()
    for number, sheet in enumerate(stage.sheets):
        rows = [str(row) for sheet_no, row in passed if sheet_no == number]
        if rows:
            report.tell(sheet.name, rows, "totals_passed_over")
    return bool(passed)


def report_differing(stage: Stage, field: str, cells: str, report: Report) -> None:
    """Tell which totals are not the sum of the rows above them.

    Args:
        stage: of the sheets.
        field: in whose column the totals stand, unless it has one for each figure.
        cells: SQL of ``sheet, row_no, col_no, is_total, series, number, places, text``.
        report: takes what is told.
    """
    found = stage.connection.execute(_DIFFERING.format(cells=cells)).fetchall()
    for number, row, col, text, whole in found:
        sheet = stage.sheets[number]
        row, column = stage.place(number, row, col, field)
        total = f"{Decimal(whole).normalize():f}"
        report.tell(sheet.name, [sheet.cell(column, row)], "total_differs", value=text, sum=total)


def report_sums(stage: Stage, fields: Sequence[str], report: Report) -> None:
    """Hold the totals of columns of amounts against their sums."""
    for field in fields:
        cells = (
            f"select sheet, row_no, col_no, is_total, '' as series, {field} as number, 8 as places,"
            f" {field}_text as text from {stage.typed} where {field} is not null"
        )
        report_differing(stage, field, cells, report)
