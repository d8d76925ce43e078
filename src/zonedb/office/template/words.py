"""What a template says: single words, and the lines above its table of columns."""

from __future__ import annotations

from zonedb.loading.kinds import FIELDS
from zonedb.reading.messages import Words

_WORDS = {
    "rules": Words("说明", "Rules"),
    "choices": Words("选项", "Choices"),
    "title": Words("{0}:填写说明", "{0}: how to fill it in"),
    "wide": Words("指标宽表", "indicators, wide"),
    "mark": Words("示例:", "Example: "),
    "choose": Words("可选:", "Choices: "),
    "of": Words("{0}的{1}", "{0}: {1}"),
    "sheet": Words("工作表", "Sheet"),
    "column": Words("列", "Column"),
    "required": Words("必填", "Required"),
    "yes": Words("是", "yes"),
    "rule": Words("规则", "Rule"),
    "sample": Words("示例", "Sample"),
    "meaning": Words("含义", "meaning"),
    "publisher": Words("刊印者", "publisher"),
    "unit_symbol": Words("单位", "unit"),
    "area": Words("所在地", "area"),
    "one_of": Words("从列表中选:{0}", "one of: {0}"),
    "listed": Words("填编号,见“选项”表“{0}”一列", "an id; see '{0}' on the sheet Choices"),
    "own_id": Words(
        "编号自定:小写英文字母、数字和下划线",
        "an id of your own: lower-case letters, digits, underscores",
    ),
    "true": Words("是", "true"),
    "false": Words("否", "false"),
    "default": Words("空白为“{0}”", "blank: {0}"),
    "default_en": Words("空白同中文", "blank: the Chinese"),
    "derived": Words("可空", "may be blank"),
    "DATE": Words("如 2021-03-18", "such as 2021-03-18"),
    "INTEGER": Words("整数", "a whole number"),
    "DECIMAL": Words("数字", "a number"),
    "VARCHAR": Words("文字", "text"),
    "zone": Words("开发区、分组或地区", "zone, group or area"),
    "indicator": Words("指标", "indicator"),
    "source": Words("来源", "source"),
    "unit": Words("单位", "unit"),
    "period": Words("时期", "period"),
    "basis": Words("口径", "basis"),
    "project": Words("项目编号", "project id"),
    "heading": Words("指标列的表头", "heading of an indicator column"),
    "and": Words(";", "; "),
    "unlisted": Words(
        "列表中没有这一项。装载时,没有登记的名称会报为问题。",
        "This is not on the list; names that are not on record are reported on load.",
    ),
    "or": Words("、", ", "),
}
# What a template is for; then what holds for every one of them that has such a column.
_PURPOSE = {
    "indicators": Words(
        "一行一个数:哪个开发区、哪项指标、哪个时期、多少、来自哪里。",
        "A row a figure: which zone, indicator and period, how much, and where it comes from.",
    ),
    "wide": Words(
        "一行一个开发区、一个时期,一列一项指标,单位写在表头括号内;没有数据的格空着或填“—”。",
        "A row a zone and period, a column an indicator with its unit in brackets; leave a cell"
        " empty, or write a dash, for no figure.",
    ),
    "figures": Words(
        "文中一个数字一行:在第几段、怎样刊印,说的是谁、哪项指标、哪个时期。"
        "同一数字刊印几次就填几行。",
        "A row a printed figure: in which paragraph and how it stands there, and whose indicator"
        " of which period it is. A figure that is printed twice takes two rows.",
    ),
    "ledger": Words(
        "一个项目一行;未到的环节空着。项目有调整时用同一编号再装载一次,旧的内容保留。",
        "A row a project; leave stages that are not reached empty. When a project changes, load it"
        " again under the same id: what was recorded before stays.",
    ),
    "progress": Words(
        "一个项目一个时期一行。项目须已在项目台账中。",
        "A row a project and period. The project has to be in the ledger already.",
    ),
    "reference": Words(
        "登记新的来源、地区、开发区、分组、指标、恒等式与目标;一类一张表,用不到的表空着。"
        "新开发区在“统计对象”和“开发区”两张表各填一行。",
        "New sources, areas, zones, groups, indicators, identities and targets, a sheet for each;"
        " leave sheets empty that are not needed. A new zone takes a row in 'subjects' and one in"
        " 'development zones'.",
    ),
}
_ROWS = Words(
    "从第3行起填写。第2行(灰色斜体)以“示例:”开头,是示例,不会装载。",
    "Fill in from row 3. Row 2, in grey italics, begins with 'Example:' and is not loaded.",
)
_HEADINGS = Words(
    "深色表头必填,浅色表头选填。列的先后可以调整,表头文字不要改动。",
    "Columns with a dark heading are required, those with a light one are not. Columns may change"
    " places; leave their headings as they are.",
)
_WIDE_HEADINGS = Words(
    "深色表头必填。增减指标:改写浅色表头,或在末列右边的表头格里从列表中选。",
    "Columns with a dark heading are required. To add an indicator, choose it from the list in the"
    " heading of the next column; light headings may be exchanged or removed.",
)
_NAMES = Words(
    "带列表的格可以选,也可以照“选项”表填写,名称或编号都行;名单以外的先用 reference 登记。",
    "Cells with a list take what the sheet Choices has, by name or by id. What is not on it has to"
    " be put on record first, with the template reference.",
)
_IDS = Words(
    "编号一律自定:小写英文字母、数字和下划线。提到别的表时填那边的编号,见“选项”表或本工作簿其他表。",
    "Ids are your own: lower-case letters, digits, underscores. Where a row refers to another"
    " table it takes an id, of the sheet Choices or of another sheet of this workbook.",
)
_ABOUT = {
    "literal": Words(
        "数值照原样填写,小数位数保留:12.50、1,234.5、12.5亿元、20%以上、20余家;没有数据填“—”。",
        "Write values as they are printed, with their decimals: 12.50, 1,234.5, 20%; a dash for no"
        " figure. Words such as 20%以上 or 20余家 are read as well.",
    ),
    "period": Words(
        "时期写成 2021-06、2021年6月、2021年1-6月、2021年上半年;单元格是文本格式,Excel 不会改动。",
        "Write periods as 2021-06, 2021-01/2021-06, 2021-Q2, 2021-S1 or 2021; cells are text, so"
        " that Excel leaves them as they are.",
    ),
    "day": Words(
        "日期写成 2021-03-18 或 2021年3月18日。",
        "Write days as 2021-03-18.",
    ),
    "money": Words(
        "金额以表头括号内的单位计;用别的单位时写在数后,如 3200万元。",
        "Money is in the unit of the heading; another one is written behind the number.",
    ),
}
_LOADING = Words(
    "装载:zonedb load {0} 文件.xlsx。有一处不合规则,整份都不装载,所有问题一次列出。",
    "To load it: zonedb load {0} FILE.xlsx. A file with any fault changes nothing, and every fault"
    " is listed at once.",
)


def words(lang: str) -> dict[str, str]:
    """The single words of a language, by name."""
    return {name: word.in_(lang) for name, word in _WORDS.items()}


def prose(kind: str, lang: str) -> list[str]:
    """What the sheet of rules says before it lists the columns; at most nine lines."""
    loaded_as = "indicators" if kind == "wide" else kind
    fields = FIELDS.get(loaded_as, ())
    readers = {field.reader for field in fields}
    lines = [
        _PURPOSE[kind],
        _ROWS,
        _WIDE_HEADINGS if kind == "wide" else _HEADINGS,
        _NAMES if fields else _IDS,
        *(text for reader, text in _ABOUT.items() if reader in readers),
        _LOADING,
    ]
    return [line.in_(lang).format(loaded_as) for line in lines]
