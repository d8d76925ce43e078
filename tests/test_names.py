"""Names of zones, indicators and units: an id wins, and what is not on record is only proposed."""

from __future__ import annotations

import duckdb
import pytest

from zonedb.loading.known_names import Names, UnknownName, indicator_names, subject_names
from zonedb.loading.short_names import ShortNames


@pytest.fixture(scope="module")
def base(db):
    with duckdb.connect() as connection:
        connection.execute(f"attach '{db}' as base (read_only)")
        yield connection


@pytest.fixture(scope="module")
def subjects(base):
    return subject_names(base)


@pytest.fixture(scope="module")
def indicators(base):
    return indicator_names(base)


def test_an_id_wins_over_the_name_of_another():
    names = Names([("a", "b", ""), ("b", "c", ""), ("d", "c", "")])
    assert [names.find(text) for text in ("a", "b", "B", "d")] == ["a", "b", "b", "d"]
    with pytest.raises(UnknownName) as caught:
        names.find("c")
    assert caught.value.rule == "ambiguous_name"


def test_ids_that_differ_in_case_are_told_apart():
    names = Names([("A", None, ""), ("a", None, "")])
    assert [names.find("A"), names.find("a")] == ["A", "a"]
    with pytest.raises(UnknownName):
        names.find("Ａ")


PROPOSED = {
    "pingyao_zone": [
        "平遥", "平遥县", "平遥开发区", "平遥经开", "平遥经济技术开发区", "平遥县经济开发区", "晋中平遥", "山西平遥经济技术开发区",
        "晋中市平遥县", "平 遥", "平遥园区",
    ],
    "taigu_zone": ["太谷经开", "太谷经济开发区", "太谷区经济技术开发区", "太谷开发区"],
    "jinzhong_agri_zone": ["农高区", "国家农高区", "晋中农高区", "国家级农高区", "农业高新技术产业示范区"],
    "qixian_zone": ["祁县", "祁县开发区", "祁县经济开发区"],
    "jiexiu_zone": ["介休", "介休市", "介休市经开区"],
    "zuoquan_ecotourism_zone": ["左权", "左权县", "左权示范区", "左权开发区", "左权生态文化旅游"],
    "jinzhong_zone": ["山西综改示范区晋中开发区"],
}  # fmt: skip
NOT_PROPOSED = [
    "晋中", "晋中市", "全市", "山西", "山西省", "全省", "晋中市开发区", "晋中经开区", "晋中经济技术开发区",  # a city
    "太谷", "太谷区", "太谷县",  # hosts two
    "榆次", "榆次区", "昔阳", "昔阳县",  # host inferred, or of none
    "左权经开区", "平遥高新区", "平遥工业园区",  # another kind
    "开发区", "经开区", "示范区", "区", "祁", "平", "遥", "", "灵石寿阳", "合计",
    "平遥经开区",  # on record
]  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "text"), [(zone, text) for zone, texts in PROPOSED.items() for text in texts]
)
def test_a_short_name_of_one_zone_is_proposed_and_not_taken(subjects, zone, text):
    assert subjects.propose(text) == zone
    with pytest.raises(UnknownName):
        subjects.find(text)


@pytest.mark.parametrize("text", NOT_PROPOSED)
def test_what_may_mean_another_thing_is_not_proposed(subjects, text):
    assert subjects.propose(text) is None


def test_a_zone_of_a_city_is_proposed_for_its_very_kind_alone():
    names = [("a", "阳泉经开区"), ("b", "阳泉高新区"), ("c", "城关开发区"), ("d", "城关经开区")]
    short = ShortNames(["阳泉市"], names, [("c", "城关区"), ("d", "城关区")])
    assert short.propose("阳泉经济技术开发区") == "a"
    assert short.propose("阳泉高新技术产业开发区") == "b"
    for text in ("阳泉", "阳泉市", "阳泉开发区", "城关", "城关区经济开发区"):
        assert short.propose(text) is None, text


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("规上工业增加值", "industrial_value_added"),
        ("规上工业增加值增速", "industrial_value_added_growth"),
        ("实际使用外资", "foreign_capital_used"),
        ("实际使用外资增速", "foreign_capital_used_growth"),
        ("固投", None),
        ("工业投资额", None),
        ("工业投资", None),
    ],
)
def test_usual_words_of_indicators_are_proposed(indicators, text, indicator):
    assert indicators.propose(text) == indicator


def test_the_closest_indicators_are_named(indicators):
    with pytest.raises(UnknownName) as caught:
        indicators.find("规上工业增加值")
    assert "相近的有:规模以上工业增加值" in caught.value.words.zh
