"""Values as people print them: read exactly, or refused with a rule."""

from __future__ import annotations

import pickle
from decimal import Decimal

import duckdb
import pytest

from zonedb.loading.known_names import Names, unit_symbols
from zonedb.reading.literals import (
    Literal,
    UnreadableLiteral,
    read_literal,
    read_number,
    unit_forms,
)
from zonedb.reading.messages import texts

SYMBOLS = {
    "亿元": "cny_100m",
    "万元": "cny_10k",
    "元": "cny",
    "万美元": "usd_10k",
    "%": "pct",
    "百分点": "pp",
    "pp": "pp",
    "平方公里": "km2",
    "km2": "km2",
    "平方米": "m2",
    "m2": "m2",
    "万平方米": "m2_10k",
    "亩": "mu",
    "10 thousand mu": "mu_10k",
    "家": "entity",
    "个": "item",
    "宗": "parcel",
    "名": "person",
    "期": "round",
    "位": "rank",
    "亿元/个": "cny_100m_per_item",
    "倍": "times",
}
UNITS = {form: unit for symbol, unit in SYMBOLS.items() for form in unit_forms(symbol)}

READ = [
    # digits
    ("402", "402", None, "=", 0),
    ("  0 ", "0", None, "=", 0),
    ("12.50", "12.50", None, "=", 2),
    ("0.1234", "0.1234", None, "=", 4),
    ("1,234.5", "1234.5", None, "=", 1),
    ("1,234,567", "1234567", None, "=", 0),
    ("1，234.5", "1234.5", None, "=", 1),
    ("１２．５％", "12.5", "pct", "=", 1),
    ("999999999999.9999", "999999999999.9999", None, "=", 4),
    ("-3.2", "-3.2", None, "=", 1),
    ("−3.2%", "-3.2", "pct", "=", 1),
    ("－3.2", "-3.2", None, "=", 1),
    ("﹣3.2", "-3.2", None, "=", 1),
    ("‑3.2", "-3.2", None, "=", 1),
    ("+3.2", "3.2", None, "=", 1),
    ("1\u200b2", "12", None, "=", 0),
    # units
    ("12.5亿元", "12.5", "cny_100m", "=", 1),
    ("12.5 亿元", "12.5", "cny_100m", "=", 1),
    ("5238.45万美元", "5238.45", "usd_10k", "=", 2),
    ("106.6万平方米", "106.6", "m2_10k", "=", 1),
    ("0.5个百分点", "0.5", "pp", "=", 1),
    ("0.5百分点", "0.5", "pp", "=", 1),
    ("0.5pp", "0.5", "pp", "=", 1),
    ("0.5 PP", "0.5", "pp", "=", 1),
    ("5km²", "5", "km2", "=", 0),
    ("5㎡", "5", "m2", "=", 0),
    ("2460.6 10 thousand mu", "2460.6", "mu_10k", "=", 1),
    ("5万㎡", "5", "m2_10k", "=", 0),
    ("5 万平米", "5", "m2_10k", "=", 0),
    ("5平方千米", "5", "km2", "=", 0),
    ("5㎢", "5", "km2", "=", 0),
    ("1.9亿元/个", "1.9", "cny_100m_per_item", "=", 1),
    ("1.9亿元／个", "1.9", "cny_100m_per_item", "=", 1),
    ("3.2倍", "3.2", "times", "=", 1),
    ("第5位", "5", "rank", "=", 0),
    ("第5名", "5", "rank", "=", 0),
    ("第5", "5", "rank", "=", 0),
    ("5位", "5", "rank", "=", 0),
    ("14名", "14", "person", "=", 0),
    ("并列第2", "2", "rank", "=", 0),
    ("排名第三", "3", "rank", "=", 0),
    ("第十一", "11", "rank", "=", 0),
    ("第3/11", "3", "rank", "=", 0),
    ("第 3 / 11 位", "3", "rank", "=", 0),
    # comparators
    ("20%以上", "20", "pct", ">=", 0),
    ("20% 及以上", "20", "pct", ">=", 0),
    ("0.5%以上", "0.5", "pct", ">=", 1),
    ("20%以下", "20", "pct", "<=", 0),
    ("20%及以下", "20", "pct", "<=", 0),
    ("20%以内", "20", "pct", "<=", 0),
    ("超20%", "20", "pct", ">", 0),
    ("超0%", "0", "pct", ">", 0),
    ("超过20%", "20", "pct", ">", 0),
    ("突破1000亿元", "1000", "cny_100m", ">", 0),
    ("逾20%", "20", "pct", ">", 0),
    ("大于20", "20", None, ">", 0),
    ("高于20", "20", None, ">", 0),
    ("多于20", "20", None, ">", 0),
    ("20余家", "20", "entity", ">", 0),
    ("20多家", "20", "entity", ">", 0),
    ("1000余亿元", "1000", "cny_100m", ">", 0),
    ("超20余家", "20", "entity", ">", 0),
    ("至少20家", "20", "entity", ">=", 0),
    ("至少20家以上", "20", "entity", ">=", 0),
    ("不少于20家", "20", "entity", ">=", 0),
    ("不低于20%", "20", "pct", ">=", 0),
    ("不小于20", "20", None, ">=", 0),
    ("不足20%", "20", "pct", "<", 0),
    ("不到20%", "20", "pct", "<", 0),
    ("不满20", "20", None, "<", 0),
    ("低于20%", "20", "pct", "<", 0),
    ("少于20家", "20", "entity", "<", 0),
    ("小于20", "20", None, "<", 0),
    ("不超过20%", "20", "pct", "<=", 0),
    ("至多20家", "20", "entity", "<=", 0),
    ("最多20家", "20", "entity", "<=", 0),
    ("不多于20家", "20", "entity", "<=", 0),
    ("不高于20%", "20", "pct", "<=", 0),
    ("不大于20", "20", None, "<=", 0),
    ("近20%", "20", "pct", "~", 0),
    ("将近20%", "20", "pct", "~", 0),
    ("接近20%", "20", "pct", "~", 0),
    ("约 20", "20", None, "~", 0),
    ("大约20", "20", None, "~", 0),
    ("≈20", "20", None, "~", 0),
    ("20左右", "20", None, "~", 0),
    ("20亿元上下", "20", "cny_100m", "~", 0),
    ("约20家左右", "20", "entity", "~", 0),
    ("≥20%", "20", "pct", ">=", 0),
    (">=20", "20", None, ">=", 0),
    ("＞20", "20", None, ">", 0),
    ("≤ 20", "20", None, "<=", 0),
    ("<20", "20", None, "<", 0),
    (">=-3.2%", "-3.2", "pct", ">=", 1),
    ("约-3.2%", "-3.2", "pct", "~", 1),
    # Chinese numerals
    ("五期", "5", "round", "=", 0),
    ("十一家", "11", "entity", "=", 0),
    ("两家", "2", "entity", "=", 0),
    ("十余家", "10", "entity", ">", 0),
    ("近二十家", "20", "entity", "~", 0),
    ("三百一十个", "310", "item", "=", 0),
    ("一百零五个", "105", "item", "=", 0),
    ("一百〇五个", "105", "item", "=", 0),
    ("两千两百亩", "2200", "mu", "=", 0),
    ("一万二千家", "12000", "entity", "=", 0),
    ("三亿元", "3", "cny_100m", "=", 0),
    ("三百万元", "300", "cny_10k", "=", 0),
    ("第一位", "1", "rank", "=", 0),
    ("零", "0", None, "=", 0),
]

REFUSED = {
    "empty": ["", " \u3000\n"],
    "no_number": ["N/A", "持平", "不详"],
    "none_word": ["无", "暂无"],
    "ellipsis": ["…", "……", "..."],
    "lone_one": ["一"],
    "all": ["全部"],
    "formula_error": ["#DIV/0!", "#N/A", "#REF!", "######", "=SUM(A1:A3)", "=20"],
    "ambiguous_separator": ["1,23", "1,2345", "12,34,567", "1234,567", "1.234,5", "1.2.3", "5.", ".5", "0,123", "20,30"],
    "leading_zero": ["007", "0806", "-05", "00.5"],
    "number_words": ["百家", "三百五", "一二三产", "十百", "二〇二一", "一亿五千万元", "百分之二十", "两十家"],
    "scientific": ["1.2E5", "1e-5", "1.2×10^5"],
    "multiplier": ["1.2万", "1.2万家", "1.2亿", "3千家", "5百万元", "1.2万多家", "三万家", "三亿"],
    "range": ["20~30", "20〜30", "20-30", "20—30亿元", "20%-30%", "20至30家", "三至五家", "2021-06"],
    "two_numbers": ["20 30", "1 234", "20家30个", "1/2", "3/11", "1、2", "十一家九个", "20±5"],
    "unknown_unit": ["20吨", "20万吨", "12.5*", "5²", "20%。", "3.2-"],
    "unknown_words": ["总投资20亿元", "几十家", "¥20", "前四期", "环比增长3.2%", "达到20%", "比全省高0.5个百分点", "~20", "全部11家", "全省3位", "排名3", "前三名"],
    "two_qualifiers": ["超20%以下", "近20余家", "约20%以上"],
    "sign": ["—3.2", "- 3.2", "--3.2", "(3.2)", "（3.2）", "▲3.2", "△3.2"],
    "negative_bound": ["超-3.2%", "-3.2%以上", "-3余家"],
    "direction": ["下降3.2%", "增长3.2%", "同比增长3.2%", "同比3.2%"],
    "rank": ["第5位以上", "近5位", "第0位", "第5.0位", "第-1位"],
    "ordinal": ["第5期", "第二家", "第12/11"],
    "rank_from_bottom": ["倒数第2", "全省倒数第2位", "倒数第二", "末位", "全省最后一位", "垫底"],
    "too_large": ["1000000000000", "-1,000,000,000,000", "9" * 5000, "9" * 40 + ".12345", "999999999999.99995", "-999999999999.99995"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "value", "unit", "qualifier", "decimals"), READ)
def test_a_literal_is_read_exactly(text, value, unit, qualifier, decimals):
    assert read_literal(text, UNITS) == Literal(
        text.strip(), Decimal(value), unit, qualifier, decimals
    )


@pytest.mark.parametrize("text", ["—", "-", "–", "―", "─", "--", "——", "－", "−", "/", " ／ "])
def test_a_dash_is_no_figure(text):
    assert read_literal(text, UNITS) == Literal(text.strip(), None, None, "=", 0)


@pytest.mark.parametrize(
    ("rule", "text"), [(rule, text) for rule, texts in REFUSED.items() for text in texts]
)
def test_what_is_not_certain_is_refused_with_its_rule(rule, text):
    with pytest.raises(UnreadableLiteral) as caught:
        read_literal(text, UNITS)
    assert caught.value.rule == rule


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("下降3.2%", "-3.2", "="),
        ("同比下降3.2%", "-3.2", "="),
        ("降低3.2%", "-3.2", "="),
        ("减少3.2", "-3.2", "="),
        ("增长3.2%", "3.2", "="),
        ("同比增长 3.2%", "3.2", "="),
        ("上升3.2%", "3.2", "="),
        ("提高3.2%", "3.2", "="),
        ("增长20%以上", "20", ">="),
        ("下降20%以上", "-20", "<="),
        ("下降超过20%", "-20", "<"),
        ("下降不超过20%", "-20", ">="),
        ("下降不足20%", "-20", ">"),
        ("下降近20%", "-20", "~"),
        ("增加3.2%", "3.2", "="),
        ("持平", "0", "~"),
        ("同比基本持平", "0", "~"),
        ("与上年同期持平", "0", "~"),
        ("下降3.123456%", "-3.1235", "="),
        ("下降超过20.123456%", "-20.1234", "<"),
    ],
)
def test_words_of_rise_and_fall_are_read_for_growth(text, value, qualifier):
    read = read_literal(text, UNITS, growth=True)
    assert (read.value, read.qualifier) == (Decimal(value), qualifier)


@pytest.mark.parametrize(
    ("text", "value", "qualifier", "decimals"),
    [
        ("增长1.2倍", "1.2", "=", 1),
        ("同比增长3.20 倍", "3.20", "=", 2),
        ("增加两倍", "2", "=", 0),
        ("增长近2倍", "2", "~", 0),
        ("增长2倍以上", "2", ">=", 0),
    ],
)
def test_a_rise_by_so_many_times_is_growth_in_times(text, value, qualifier, decimals):
    assert read_literal(text, UNITS, growth=True) == Literal(
        text, Decimal(value), "times_growth", qualifier, decimals
    )


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("3.2倍", "bare_times"),
        ("同比3.2倍", "bare_times"),
        ("超3倍", "bare_times"),
        ("下降1.2倍", "falls_times"),
        ("减少两倍", "falls_times"),
        ("持平3%", "unknown_words"),
        ("同比3.2%", "direction"),
        ("下降3.2个百分点", "direction"),
        ("增长2亿元", "direction"),
        ("下降-3.2%", "sign"),
        ("环比下降3.2%", "unknown_words"),
    ],
)
def test_growth_refuses_what_is_no_rate_or_signed_twice(text, rule):
    with pytest.raises(UnreadableLiteral) as caught:
        read_literal(text, UNITS, growth=True)
    assert caught.value.rule == rule


@pytest.mark.parametrize(
    ("text", "value", "universe"),
    [
        ("全省第3位", 3, "province"),
        ("全市第2名", 2, "city"),
        ("居全国第一", 1, "country"),
        ("位列全区并列第十一位", 11, "region"),
        ("第3位", 3, None),
    ],
)
def test_a_rank_keeps_among_whom_it_is_printed(text, value, universe):
    read = read_literal(text, UNITS)
    assert read == Literal(text, Decimal(value), "rank", universe=universe)


@pytest.mark.parametrize(
    ("text", "value"), [("3", 3), ("三", 3), ("3名", 3), ("3/11", 3), ("3位", 3), ("11/11", 11)]
)
def test_a_bare_number_is_a_rank_where_the_indicator_is_one(text, value):
    assert read_literal(text, UNITS, rank="top") == Literal(text, Decimal(value), "rank")
    assert read_literal("3家", UNITS, rank="top").unit == "entity"  # which measures no rank


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("一", "lone_one"),
        ("12/11", "two_numbers"),
        ("0/11", "rank"),
        ("3.5", "rank"),
        ("倒数第2", "rank_from_bottom"),
    ],
)
def test_what_is_no_rank_is_refused(text, rule):
    with pytest.raises(UnreadableLiteral) as caught:
        read_literal(text, UNITS, rank="top")
    assert caught.value.rule == rule


@pytest.mark.parametrize(
    ("text", "printed", "value", "qualifier"),
    [
        ("12.345678亿元", "12.3457亿元", "12.3457", "="),
        ("1,234.56785 亿元", "1234.5679 亿元", "1234.5679", "="),
        ("-0.12345", "-0.1235", "-0.1235", "="),
        ("+0.12345", "+0.1235", "0.1235", "="),
        ("-0.00004", "0.0000", "0", "="),
        ("1.00000", "1.0000", "1", "="),
        ("0.1234" + "9" * 40, "0.1235", "0.1235", "="),
        ("0.12344" + "9" * 40, "0.1234", "0.1234", "="),
        ("约0.12345", "约0.1235", "0.1235", "~"),
        ("超0.12345%", "超0.1234%", "0.1234", ">"),
        ("0.12345以上", "0.1234以上", "0.1234", ">="),
        ("不足0.12341", "不足0.1235", "0.1235", "<"),
        ("０．１２３４５％", "0.1235%", "0.1235", "="),
    ],
)
def test_more_than_four_decimals_are_rounded_and_the_text_is_kept(text, printed, value, qualifier):
    read = read_literal(text, UNITS)
    unit = "cny_100m" if "亿元" in text else "pct" if text[-1] in "%％" else None
    assert read == Literal(printed, Decimal(value), unit, qualifier, 4, text)
    assert not (read.value.is_signed() and not read.value)


@pytest.mark.parametrize(
    ("value", "given", "printed"),
    [
        (1 / 3, "0.333333333333333", "0.3333"),
        (1e-5, "0.00001", "0.0000"),
        (-1e-5, "-0.00001", "0.0000"),
        (12.00001, "12.00001", "12.0000"),
        (-0.12345, "-0.12345", "-0.1235"),
        (Decimal("0.99995"), "0.99995", "1.0000"),
    ],
)
def test_a_number_of_a_sheet_is_rounded_to_four_decimals(value, given, printed):
    assert read_number(value) == Literal(printed, Decimal(printed), decimals=4, given=given)


@pytest.mark.parametrize(
    ("value", "printed", "decimals"),
    [
        (12, "12", 0),
        (1200, "1200", 0),
        (12.0, "12", 0),
        (-0.0, "0", 0),
        (87.23, "87.23", 2),
        (0.1 + 0.2, "0.3", 1),
        (4.35 * 100, "435", 0),
        (1e-4, "0.0001", 4),
        (1e11, "100000000000", 0),
        (Decimal("12.5000"), "12.5", 1),
        (Decimal("1.2E+3"), "1200", 0),
    ],
)
def test_a_number_of_a_sheet_is_read_as_excel_shows_it(value, printed, decimals):
    assert read_number(value) == Literal(printed, Decimal(printed), None, "=", decimals)


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        (10**12, "too_large"),
        (-1e300, "too_large"),
        (float("nan"), "not_finite"),
        (float("-inf"), "not_finite"),
        (Decimal("NaN"), "not_finite"),
        (True, "no_number"),
    ],
)
def test_a_number_that_does_not_fit_is_refused(value, rule):
    with pytest.raises(UnreadableLiteral) as caught:
        read_number(value)
    assert caught.value.rule == rule


def test_every_rule_is_met_and_its_messages_name_what_is_wrong():
    assert texts().keys() >= set(REFUSED)
    assert f"“{'吨' * 20}”" in UnreadableLiteral("unknown_unit", "吨" * 20).words.zh
    error = UnreadableLiteral("unknown_unit", "吨" * 21)
    assert error.words.zh.startswith(f"不认识单位“{'吨' * 20}…”")
    assert str(error) == error.words.en
    assert error.words.en.startswith(f"unknown unit '{'吨' * 20}…';")
    assert pickle.loads(pickle.dumps(error)).rule == "unknown_unit"


def in_words(number: int) -> str:
    """A number below 100 million as a dictionary of Chinese spells it."""

    def below_10000(n: int) -> str:
        text = ""
        for weight, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit, n = divmod(n, weight)
            if digit:
                text += "零一二三四五六七八九"[digit] + name
            elif text and n and not text.endswith("零"):
                text += "零"
        return text

    high, low = divmod(number, 10000)
    text = below_10000(low)
    if high:
        text = below_10000(high) + "万" + ("零" if 0 < low < 1000 else "") + text
    return text.removeprefix("一") if text.startswith("一十") else text


def test_chinese_numerals_are_read_as_they_are_spelled():
    for number in [*range(2, 3000), *range(9990, 10000), 10001, 12345, 100_020, 99_999_999]:
        assert read_literal(in_words(number), UNITS).value == number, in_words(number)


@pytest.fixture(scope="module")
def units(db):
    """The units of the seeds by every form of their symbols."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{db}' as base (read_only)")
        return unit_symbols(connection)


def test_every_literal_of_the_seeds_is_read_as_its_row(rows, units):
    figures = rows(
        "select printed, value, unit_id, qualifier, decimals from observations"
        " union all select printed, value, unit_id, qualifier, decimals from targets"
    )
    # a count that the text leaves to the reader: all of them, and rounds one to four
    left_out = {"全部", "前四期"}
    read_rows = 0
    for printed, value, unit_id, qualifier, decimals in figures:
        if printed in left_out:
            continue
        unit = None if printed.replace(",", "").replace(".", "").isdigit() else unit_id
        assert read_literal(printed, units) == Literal(printed, value, unit, qualifier, decimals)
        read_rows += 1
    assert read_rows == len(figures) - 6 > 100
    for symbol, unit_id in units.items():
        assert read_literal(f"5 {symbol}", units).unit == unit_id


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("项", "entry"), ("分", "score_point"), ("人次", "visit"), ("万人次", "visit_10k"),
        ("万元/亩", "cny_10k_per_mu"), ("万元／公顷", "cny_10k_per_ha"),
        ("万平方公里", "km2_10k"), ("个百分点", "pp"), ("百分点", "pp"), ("㎡", "m2"), ("M²", "m2"),
        ("平米", "m2"), ("万㎡", "m2_10k"), ("万 平米", "m2_10k"), ("km²", "km2"), ("平方千米", "km2"),
        ("亿元/km²", "cny_100m_per_km2"), ("％", "pct"), ("户", "household"), ("人", "people"),
        ("台", "machine"), ("条", "line"), ("件", "piece"), ("吨", "tonne"), ("万吨", "tonne_10k"),
        ("倍", "times"),
    ],
)  # fmt: skip
def test_a_unit_column_and_a_literal_know_the_same_forms(units, text, unit):
    names = Names((id_, symbol, id_) for symbol, id_ in units.items())
    assert names.find(text) == unit == read_literal(f"5{text}", units).unit


def test_money_per_area_and_growth_in_times_convert_exactly(rows):
    factors = dict(rows("select unit_id, factor from units"))
    bases = dict(rows("select unit_id, base_unit_id from units"))
    per_area = ("cny_100m_per_km2", "cny_10k_per_km2", "cny_10k_per_ha", "cny_10k_per_mu")
    assert [factors[unit] for unit in per_area] == [10000, 1, 100, factors["km2"]]
    assert {bases[unit] for unit in per_area} == {"cny_10k_per_km2"}
    assert (factors["times_growth"], bases["times_growth"]) == (100, "pct")
    assert factors["km2_10k"] == 10000 * factors["km2"]
