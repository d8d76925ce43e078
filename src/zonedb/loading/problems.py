"""What is wrong with a file: rule, place, value and what to do, in two languages."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

# rule -> (Chinese, English); {…} are filled from the problem's details
RULES = {
    "required": ("必填,此格为空", "is required, and the cell is empty"),
    "unknown_name": (
        "没有这个名称{close_zh};新对象或指标请先用 reference 模板装载",
        "is not on record{close_en}; load new ones with the template reference first",
    ),
    "ambiguous_name": (
        "有多个同名:{candidates};请写编号",
        "names several: {candidates}; write the id instead",
    ),
    "unit_missing": (
        "缺少单位;写在数值、单位列或表头括号内",
        "has no unit; write it in the value, in the column unit, or in brackets in the heading",
    ),
    "unit_conflict": (
        "数值中的单位与单位列不同({other})",
        "has a unit that differs from the one in the column unit or the heading ({other})",
    ),
    "unit_quantity": (
        "单位 {unit} 与指标“{indicator}”不属同一量",
        "is in {unit}, which does not measure {indicator}",
    ),
    "below_zero": ("个数不应为负", "is a count and cannot be below zero"),
    "rank_from_one": ("位次从1起", "is a rank; ranks begin at 1"),
    "unknown_passage": ("该来源没有这一段", "is no paragraph of that source"),
    "unit_twice": (
        "表头已写单位,另有单位列;请只保留一处",
        "gives units that headings state, too; keep one of them",
    ),
    "count_not_whole": ("计数应为整数", "is a count and must be a whole number"),
    "base_not_exact": (
        "换算为基本单位后超过4位小数",
        "needs more than 4 decimals in the base unit; use a larger unit",
    ),
    "repeated": (
        "与第{first}行重复:同一来源、对象、指标与时期",
        "repeats row {first}: same source, subject, indicator and period",
    ),
    "repeated_key": ("与第{first}行的 {key} 重复", "repeats the {key} of row {first}"),
    "exists_otherwise": (
        "{key} 已存在且内容不同({columns});先撤回原装载再装",
        "is on record with other content ({columns}); take that load back first",
    ),
    "not_a_number": ("应为整数", "must be a whole number"),
    "violates": ("不符合约束:{constraint}", "breaks the constraint: {constraint}"),
    "event_order": (
        "日期早于前一环节({earlier})",
        "is before the stage that precedes it ({earlier})",
    ),
    "unknown_heading": ("不认识的表头", "is no heading of this kind; zonedb template shows them"),
    "missing_heading": ("缺少列“{heading}”", "has no column {heading_en}"),
    "unknown_project": ("台账中没有这个项目编号", "is no project on record; load the ledger first"),
    "repeated_heading": (
        "与 {place} 的表头“{first}”是同一列;请只留一列",
        "heads the same column as {first} at {place}; keep one of them",
    ),
    "repeated_sheet": (
        "与工作表“{first}”是同一张表;请合为一张",
        "is a sheet of the same table as {first}; put their rows into one",
    ),
    "qualifier_conflict": (
        "与数值中的比较词({other})不同;请只留一个",
        "differs from the comparator in the value ({other}); keep one of them",
    ),
    "decimals_short": (
        "数值的小数位数比这里多;请改正或留空",
        "is fewer decimals than the value has; correct it, or leave it blank",
    ),
    "printed_differs": (
        "刊印文字中没有数值 {other}",
        "does not hold the value {other}",
    ),
    "unit_unprinted": (
        "数字后有文字而无单位;请连单位一起写,如12{other}以上",
        "has words after the number, but not its unit; write that too, such as 12{other}以上",
    ),
    "id_differs": (
        "{place_zh}写作“{written}”;请写得一致",
        "is written {written} {place_en}; write it alike",
    ),
    "round": ("期次从1起", "is no round; the first round is 1"),
    "event_after": (
        "日期晚于后一环节({later})",
        "is after the stage that follows it ({later})",
    ),
    "cell_format": (
        "单元格格式带单位或缩放,显示与所存不同;请把数值连同单位写成文字",
        "is shown by its cell format scaled or with a unit; write the number and its unit as text",
    ),
    "merged_cells": (
        "合并单元格不能把一个数给多格;请取消合并,逐格填写",
        "stands in merged cells, and would count for each; unmerge them and fill in every cell",
    ),
    "no_heading": (
        "此格没有表头;请补上表头或清空此格(数中的逗号会把CSV的一格分成两格)",
        "stands under no heading; give the column one or clear the cell (in CSV, a comma in a"
        " number splits it unless it is quoted)",
    ),
    "formula_not_calculated": (
        "公式没有算出结果;请用Excel打开并保存,再装载",
        "is a formula without a result; open the file in Excel, save it, and load it again",
    ),
    "sheet_not_recognised": (
        "此表有数据,但前10行没有可识别的表头;请补上表头,或删除、隐藏此表",
        "the sheet holds numbers but no known headings in its first 10 rows; give it headings, or"
        " delete or hide it",
    ),
}


@dataclass(frozen=True)
class Problem:
    """One faulty cell, or one missing heading."""

    file: str
    sheet: str
    row: int | None
    column: int
    cell: str
    value: str | None
    rule: str
    message_zh: str
    message_en: str

    def message(self, lang: str) -> str:
        """What is wrong and what to do."""
        return self.message_zh if lang == "zh" else self.message_en

    def line(self, lang: str) -> str:
        """The problem as one line for people."""
        place = f"{self.file}{f' [{self.sheet}]' if self.sheet else ''} {self.cell}"
        shown = (
            f" “{self.value}”"
            if self.value is not None and lang == "zh"
            else (f" '{self.value}'" if self.value is not None else "")
        )
        separator = ":" if lang == "zh" else " "
        return f"{place}{shown}{separator}{self.message(lang)} ({self.rule})"

    def record(self) -> dict[str, Any]:
        """The problem as a JSON object."""
        return asdict(self)


def messages(rule: str, **details: Any) -> tuple[str, str]:
    """Chinese and English message of a rule."""
    chinese, english = RULES[rule]
    return chinese.format(**details), english.format(**details)
