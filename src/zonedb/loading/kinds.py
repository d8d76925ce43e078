"""What can be loaded: for each kind, its columns, their headings, and what may stand in them."""

from __future__ import annotations

from dataclasses import dataclass

from zonedb.reading.messages import Words
from zonedb.reading.unreadable import name_key


@dataclass(frozen=True)
class Field:
    """A column of a sheet: headings in both languages, further ones, and the rule for its cells.

    ``reader`` says how a cell is read: ``subject``, ``indicator``, ``period``, ``source``,
    ``unit``, ``literal``, ``money`` (to 亿元), ``date``, ``integer``, ``text``, ``basis``, or
    ``code:COLUMN`` for a code list.
    """

    name: str
    zh: str
    en: str
    reader: str
    rule_zh: str
    rule_en: str
    required: bool = False
    also: tuple[str, ...] = ()
    example: str | None = None
    is_offered: bool = True  # in templates; else read where a sheet has it

    @property
    def label(self) -> Words:
        """The heading in both languages."""
        return Words(self.zh, self.en)

    @property
    def headings(self) -> tuple[str, ...]:
        """Every text that heads this column."""
        return (self.zh, self.en, self.name, *self.also)


_ZONE_HEADINGS = ("开发区名称", "园区", "园区名称", "所在开发区", "所属开发区", "所在园区")
# Under these a city or county stands for the total of its zones, never for itself.
ZONES_ONLY = frozenset({"开发区", "zone", *_ZONE_HEADINGS})
IGNORED = frozenset({"序号", "序", "行号", "no", "no.", "排序"})  # heads a running number
ZONE = Field(
    "zone", "开发区", "zone", "subject",
    "开发区、分组或地区的名称或编号", "name or id of a zone, group or area",
    True, ("统计对象", "单位名称", "地区", "subject", "subject_id", *_ZONE_HEADINGS), "平遥经开区",
)  # fmt: skip
INDICATOR = Field(
    "indicator", "指标", "indicator", "indicator",
    "指标的名称或编号", "name or id of an indicator",
    True, ("指标名称", "indicator_id"), "工业投资",
)  # fmt: skip
PERIOD = Field(
    "period", "时期", "period", "period",
    "如 2021-06、2021年6月、2021年1-6月、2021年上半年", "such as 2021-06, 2021-Q2, 2021-S1, 2021",
    True, ("报告期", "时间", "月份", "period_id"), "2021年1-6月",
)  # fmt: skip
BASIS = Field(
    "basis", "口径", "basis", "basis",
    "累计或当月;空白表示时期如所写", "cumulative or month; blank: the period as written",
    False, (), "累计",
)  # fmt: skip
VALUE = Field(
    "value", "数值", "value", "literal",
    "如 12.5、1,234.5、12.5亿元、20%以上、20余家;没有数据填 —",
    "such as 12.5, 1,234.5, 12.5亿元, 20%以上; a dash for no figure",
    True, ("完成数", "刊印", "printed"), "12.5",
)  # fmt: skip
UNIT = Field(
    "unit", "单位", "unit", "unit",
    "计量单位;数值已带单位时可空", "unit; may be blank where the value has one",
    False, ("计量单位", "unit_id"), "亿元",
)  # fmt: skip
SOURCE = Field(
    "source", "来源", "source", "source",
    "来源的标题或编号;新来源用 reference 模板装载", "title or id; load new ones with reference",
    True, ("数据来源", "source_id"), "jinzhong_commerce_bureau",
)  # fmt: skip
NOTE = Field("note", "说明", "note", "text", "任意文字", "any text", False, ("备注",))
PASSAGE = Field(
    "passage", "段落", "paragraph", "integer",
    "非空行从1数起", "a non-empty line, counted from 1", True, ("passage_no",), "8",
)  # fmt: skip
PROJECT = Field(
    "project", "项目编号", "project id", "text",
    "同一项目每次装载都用同一编号", "the same id in every load",
    True, ("project_id", "项目代码", "项目编码"), "PY-2021-001",
)  # fmt: skip


def _money(name: str, zh: str, en: str, example: str, *also: str) -> Field:
    rule_zh, rule_en = (
        "亿元或万元,写在数值或表头括号内",
        "亿元 or 万元, in the value or the heading",
    )
    return Field(name, zh, en, "money", rule_zh, rule_en, False, also, example)


def _stage(name: str, zh: str, en: str, date: str) -> tuple[Field, Field]:
    return (
        Field(f"{name}_on", f"{zh}日期", f"{en} on", "day", "如 2021-03-18;只知月份时如 2021-03",
              "such as 2021-03-18, or 2021-03 if only the month is known",
              False, (f"{zh}时间",), date),
        Field(f"{name}_round", f"{zh}期次", f"{en} round", "round", "第几期三个一批",
              "round of the campaign", False, (), "4"),
    )  # fmt: skip


def _whether(name: str, zh: str, en: str) -> Field:
    rule = ("是或否;日期另填", "true or false; the date stands beside it")
    return Field(f"is_{name}", f"是否{zh}", en, "boolean", *rule, False, (), None, False)


LEDGER_STAGES = ("signed", "started", "in_production", "at_capacity", "withdrawn")
LEDGER = (
    PROJECT,
    Field("name", "项目名称", "project", "text", "项目名称", "name of the project",
          True, (), "示范项目"),
    Field("developer", "建设单位", "developer", "text", "建设项目的企业", "the firm that builds it",
          False, ("项目单位", "投资主体", "企业名称"), None),
    ZONE,
    Field("industry", "所属产业", "industry", "text", "产业", "industry",
          False, ("产业", "行业", "所属行业"), "装备制造"),
    Field("content", "建设内容", "content", "text", "建设内容及规模", "what is built",
          False, ("主要建设内容", "建设内容及规模", "建设规模及内容"), None),
    Field("leader", "包联领导", "leader in charge", "text", "领导包联", "leader in charge", False,
          ("包联领导姓名", "责任领导", "leader"), None),
    _money("planned_investment", "计划总投资", "planned investment", "3.2亿元",
           "总投资", "项目总投资", "总投资额", "计划投资"),
    _money("expected_output", "预计年产值", "expected annual output", "4.5亿元", "达产年产值"),
    Field("status", "项目状态", "status", "code:project_status", "在册、退出、拆分、合并",
          "active, withdrawn, split, merged", False, ("状态",), "在册"),
    *_stage("signed", "签约", "signed", "2021-01-15"),
    *_stage("started", "开工", "started", "2021-03-18"),
    *_stage("in_production", "投产", "in production", "2021-07-30"),
    *_stage("at_capacity", "达产", "at capacity", "2021-12-01"),
    Field("withdrawn_on", "退出日期", "withdrawn on", "day",
          "如 2021-09-30", "such as 2021-09-30", False, ("退出时间",)),
    Field("valid_from", "调整日期", "valid from", "date",
          "本次调整自何日起", "when this revision begins", False, ("调整时间",)),
    Field("works_state", "形象进度", "state of works", "text", "如 主体封顶", "such as 主体封顶",
          False, ("工程形象进度", "项目进展", "进展情况"), None),
    Field("round", "期次", "round", "round", "第几期三个一批,按标题所写的批次",
          "round of the campaign, of the batch that the title names", False, (), None, False),
    _whether("started", "开工", "is started"),
    _whether("in_production", "投产", "is in production"),
    SOURCE,
    NOTE,
)  # fmt: skip
PROGRESS = (
    PROJECT,
    PERIOD,
    BASIS,
    _money("actual_investment", "完成投资", "investment done", "1.1亿元"),
    _money("actual_output", "实际年产值", "actual annual output", "2.3亿元"),
    SOURCE,
    NOTE,
)
INDICATORS = (ZONE, INDICATOR, PERIOD, BASIS, VALUE, UNIT, SOURCE, NOTE)
FIGURES = (SOURCE, PASSAGE, VALUE, ZONE, INDICATOR, PERIOD, BASIS, UNIT, NOTE)
FIELDS: dict[str, tuple[Field, ...]] = {
    "indicators": INDICATORS,
    "figures": FIGURES,
    "ledger": LEDGER,
    "progress": PROGRESS,
}
KINDS = (*FIELDS, "reference")


def fields_by_heading(kind: str) -> dict[str, Field]:
    """The fields of a kind by every heading, as ``name_key`` compares them."""
    return {name_key(text): field for field in FIELDS[kind] for text in field.headings}
