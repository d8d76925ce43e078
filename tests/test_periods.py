"""Periods as people write them: equal dates, one id; what is not certain is refused."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest

from zonedb.reading.messages import texts
from zonedb.reading.periods import (
    Day,
    Period,
    UnreadablePeriod,
    read_day,
    read_period,
    read_round,
)

READ = {
    "2021-06": [
        "2021-06", "2021-6", "2021/6", "2021/06", "2021.06", "202106", "2021年6月", "2021年06月份",
        "２０２１年６月", " 2021 年 6 月 ", "2021.6月", "2021年六月", "2021六月", "2021 6月份", "2021-06/2021-06", "2021.6", "21年6月", "２１年０６月份",
    ],
    "2021-02": ["2021.2"], "2021-09": ["2021.9"], "2021-11": ["2021.11"],
    "2021-01": ["2021年1月", "2021年1月累计", "2021 1月"],
    "2021-10": ["2021.10", "2021年十月"],
    "2021-12": ["2021年十二月份", "202112"],
    "2021-Q1": ["2021年第一季度", "2021年一季度", "2021年1季度", "2021Q1", "2021-Q1", "2021 一季度", "2021 1季度", "2021年q1", "2021年1-3月", "2021年前三个月", "2021年一季度累计"],
    "2021-Q2": ["2021年4-6月", "2021年第2季度", "Q2 2021", "q2/2021", "21年二季度", "2021.4-6", "2021-04/2021-06"],
    "2021-Q4": ["2021年四季度", "2021Q4"],
    "2021-S1": [
        "2021年1-6月", "2021年1—6月累计", "2021年1－6月", "2021年1至6月", "2021年1~6月", "2021年1～6月份",
        "2021年1月到6月", "2021年01-06月", "2021年1月至2021年6月", "2021年前6个月", "2021年前六个月",
        "2021年上半年", "2021上半年", "2021H1", "2021-S1", "2021s1", "2021-01/2021-06", "2021年前两季度",
        "2021年一至二季度", "2021年6月累计", "2021.01-2021.06", "202101-202106",
        "21年1-6月", "21年上半年", "2021.1-6", "2021.1-6月", "2021.1—6月累计", "2021年1-6月份", "2021-01~06", "2021.1至6",
        "2021.1-2021.6",
    ],
    "2021-S2": ["2021年下半年", "2021H2", "2021年7-12月"],
    "2021": ["2021", "2021年", "2021年度", "2021全年", "2021年全年", "2021年1-12月", "2021-01/2021-12", "2021/2021"],
    "2021-01/2021-07": ["2021年1-7月", "2021年1—7月累计", "2021-01/2021-07", "2021年前7个月"],
    "2021-01/2021-08": ["2021-01~08", "2021/1~8", "2021.01-08"],
    "2021-01/2021-09": ["2021年前三季度", "2021年前3个季度", "2021年1-3季度"],
    "2021-02/2021-05": ["2021年2-5月", "2021-02/2021-05"],
    "2020-01/2021-07": ["2020年至2021年7月", "2020年1月至2021年7月"],
    "2020-Q4": ["2020年10月至2020年12月"],
    "2020-10/2021-03": ["2020年四季度至2021年一季度", "2020-10至2021-03"],
    "2021/2025": ["2021/2025", "2021-2025年", "2021年至2025年", "2021-01/2025-12"],
    "2021-06-30": ["截至2021年6月底", "截止2021年6月末", "截至到2021年6月30日", "2021年6月末", "2021年二季度末", "2021年上半年末", "2021年1-6月末", "截至21年6月底"],
    "2021-12-31": ["2021年底", "截至2021年末", "20211231"],
    "2021-08-06": ["截至2021年8月6日", "2021-08-06", "2021-8-6", "2021/8/6", "2021.8.6", "2021年8月6日", "2021年08月06号", "20210806", "截至2021-08-06"],
    "2021-06-01": ["2021-06-01", "2021年6月1日"],
    "2020-02-29": ["2020年2月底", "2020-02-29"],
}  # fmt: skip

REFUSED = {
    "empty": ["", " \u3000"],
    "unknown_form": [
        "2021.1.", "本年1-6月", "上年", "2021年1月中旬", "21.6", "今年", "前一个月", "前一季度", "1一月", "202106 07", "2021年1一6月", "2021至6", "去年", "十四五", "Jun-21", "R1-4@2021-08-06", "undated", "2021年6月初",
        "二〇二一年六月", "1021年", "2021年累计", "2021-01-01/2021-06-30", "2021年6", "目前", "2021/2021/2021",
        "2021/" * 5000,
    ],
    "no_year": ["上半年", "6月", "1-6月", "一季度", "Q2", "全年", "8月6日", "截至6月底", "6月/2021"],
    "month_or_october": ["2021.1", "２０２１．１", "1999.1"],
    "serial_day": ["44211", " 44197 "],
    "no_such_date": ["2021年13月", "2021-13", "2021.0", "2021.13", "21年13月", "2021年0月", "2021年1-13月", "2021年13-6月", "2021Q5", "2021年五季度", "2021S3", "2021-02-29", "2021年6月31日", "2021年前13个月", "202100"],
    "order": ["2021年6-1月", "2021-06/2021-01", "2021/2020", "2021年3-2季度"],
    "as_of_day": ["截至2021年6月", "截至2021年", "截至2021年上半年"],
    "not_cumulative": ["2021年二季度累计", "2021年4-6月累计", "2021年下半年累计"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("period_id", "text"),
    [(period_id, text) for period_id, texts in READ.items() for text in texts],
)
def test_equal_dates_have_one_id(period_id, text):
    assert read_period(text).period_id == period_id


@pytest.mark.parametrize(
    ("rule", "text"), [(rule, text) for rule, texts in REFUSED.items() for text in texts]
)
def test_what_is_not_certain_is_refused_with_its_rule(rule, text):
    with pytest.raises(UnreadablePeriod) as caught:
        read_period(text)
    assert caught.value.rule == rule


@pytest.mark.parametrize(
    ("text", "kind", "name_zh", "name_en", "start", "end"),
    [
        ("2021-06", "month", "2021年6月", "June 2021", (2021, 6, 1), (2021, 6, 30)),
        ("2021-Q2", "quarter", "2021年第二季度", "second quarter of 2021", (2021, 4, 1), (2021, 6, 30)),
        ("2021-S2", "half", "2021年下半年", "second half of 2021", (2021, 7, 1), (2021, 12, 31)),
        ("2020", "year", "2020年", "2020", (2020, 1, 1), (2020, 12, 31)),
        ("2020年1-2月", "year_to_date", "2020年1-2月", "January to February 2020", (2020, 1, 1), (2020, 2, 29)),
        ("2021年2-5月", "range", "2021年2-5月", "February to May 2021", (2021, 2, 1), (2021, 5, 31)),
        ("2020-07/2021-06", "range", "2020年7月至2021年6月", "July 2020 to June 2021", (2020, 7, 1), (2021, 6, 30)),
        ("2021/2025", "range", "2021-2025年", "2021 to 2025", (2021, 1, 1), (2025, 12, 31)),
        ("2021-08-06", "as_of", "截至2021年8月6日", "as of 6 August 2021", (2021, 8, 6), (2021, 8, 6)),
    ],
)  # fmt: skip
def test_a_period_has_kind_names_and_dates(text, kind, name_zh, name_en, start, end):
    period = read_period(text)
    assert period == Period(period.period_id, kind, name_zh, name_en, date(*start), date(*end))


@pytest.mark.parametrize(
    ("cell", "period_id"),
    [
        (date(2021, 6, 1), "2021-06"),
        (datetime(2021, 6, 1), "2021-06"),
        (datetime(2021, 6, 1, 9, 30), "2021-06-01"),
        (date(2021, 6, 2), "2021-06-02"),
        (datetime(2021, 8, 6), "2021-08-06"),
    ],
)
def test_the_first_of_a_month_in_a_sheet_is_the_month(cell, period_id):
    assert read_period(cell).period_id == period_id


@pytest.mark.parametrize(
    ("cell", "period_id"),
    [
        ("2021-06", "2021-S1"),
        ("2021年3月", "2021-Q1"),
        ("2021-01", "2021-01"),
        ("2021-12", "2021"),
        ("2021年7月", "2021-01/2021-07"),
        (date(2021, 7, 1), "2021-01/2021-07"),
        ("2021年1-7月", "2021-01/2021-07"),
        ("2021Q1", "2021-Q1"),
        ("2021", "2021"),
        ("2021-08-06", "2021-08-06"),
        ("截至2021年6月底", "2021-06-30"),
    ],
)
def test_cumulative_figures_begin_in_january(cell, period_id):
    assert read_period(cell, cumulative=True).period_id == period_id


@pytest.mark.parametrize(
    "text", ["2021Q2", "2021年下半年", "2021年4-5月", "2020-01/2021-07", "2021/2025"]
)
def test_cumulative_figures_that_begin_elsewhere_are_refused(text):
    with pytest.raises(UnreadablePeriod) as caught:
        read_period(text, cumulative=True)
    assert caught.value.rule == "not_cumulative"


@pytest.mark.parametrize(
    ("text", "period_id"),
    [
        ("6月", "2021-06"),
        ("1-6月", "2021-S1"),
        ("上半年", "2021-S1"),
        ("一季度", "2021-Q1"),
        ("Q2", "2021-Q2"),
        ("前7个月", "2021-01/2021-07"),
        ("全年", "2021"),
        ("8月6日", "2021-08-06"),
        ("截至6月底", "2021-06-30"),
        ("1-7月", "2021-01/2021-07"),
        ("1至6月", "2021-S1"),
        ("二季度", "2021-Q2"),
        ("2020年6月", "2020-06"),
        ("20年6月", "2020-06"),
    ],
)
def test_a_year_given_beside_the_text_serves_texts_that_print_none(text, period_id):
    assert read_period(text, year=2021).period_id == period_id


def test_a_year_given_beside_the_text_does_not_complete_a_range():
    with pytest.raises(UnreadablePeriod) as caught:  # June 2021, not June to December
        read_period("6月/2021", year=2021)
    assert caught.value.rule == "no_year"


def test_a_year_given_beside_the_text_is_one_that_a_text_could_print():
    assert read_period("1月", year=1900).period_id == "1900-01" == read_period("1900-01").period_id
    assert read_period("1月", year=2099).period_id == "2099-01" == read_period("2099-01").period_id


@pytest.mark.parametrize("year", [0, 21, 1899, 2100])
def test_another_year_given_beside_the_text_is_refused(year):
    with pytest.raises(UnreadablePeriod) as caught:
        read_period("6月", year=year)
    assert caught.value.rule == "two_digit_year"


def test_every_rule_is_met_and_the_message_says_what_to_write():
    assert texts().keys() >= set(REFUSED)
    with pytest.raises(UnreadablePeriod) as caught:
        read_period("上半年")
    assert caught.value.words.zh == "“上半年”没有年份;请写成2021年上半年,或另行给出年份"
    assert str(caught.value) == (
        "'上半年' has no year; write 2021年上半年, or give the year beside it"
    )


def test_every_run_of_months_has_its_own_id_and_its_id_and_name_read_back():
    months = [f"{year}-{month:02}" for year in (2020, 2021, 2022) for month in range(1, 13)]
    periods = [
        read_period(f"{first}/{last}") for i, first in enumerate(months) for last in months[i:]
    ]
    assert len({period.period_id for period in periods}) == len(periods) == 36 * 37 // 2
    for period in periods:
        assert read_period(period.period_id) == period
        assert read_period(period.name_zh) == period
    for day in (date(2021, 8, 6), date(2020, 2, 29), date(2021, 1, 1)):
        period = read_period(f"截至{day.isoformat()}")
        assert read_period(period.period_id) == read_period(period.name_zh) == period


def test_dated_periods_of_the_seeds_are_read_with_their_dates(rows):
    dated = [row for row in rows(
        "select period_id, period_start, period_end, period_kind, name_zh, name_en from periods"
    ) if re.match("[0-9]{4}", row[0])]  # fmt: skip
    assert len(dated) == 6
    for period_id, start, end, kind, name_zh, name_en in dated:
        period = read_period(period_id)
        assert (period.period_id, period.start, period.end) == (period_id, start, end)
        if kind in ("year", "half", "year_to_date"):
            assert (period.period_kind, period.name_zh, period.name_en) == (kind, name_zh, name_en)


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("2021-01-15", "2021-01-15", "day"),
        ("2021.1.15", "2021-01-15", "day"),
        ("21.1.15", "2021-01-15", "day"),
        ("21-1-15", "2021-01-15", "day"),
        ("21/01/15", "2021-01-15", "day"),
        ("21年1月15日", "2021-01-15", "day"),
        ("2021年1月15号", "2021-01-15", "day"),
        ("20210115", "2021-01-15", "day"),
        ("2021-01-01", "2021-01-01", "day"),
        ("截至2021年6月底", "2021-06-30", "day"),
        ("2021.3", "2021-03-31", "month"),
        ("2021.10", "2021-10-31", "month"),
        ("2021年1月", "2021-01-31", "month"),
        ("21年2月", "2021-02-28", "month"),
        ("2020-02", "2020-02-29", "month"),
        ("202102", "2021-02-28", "month"),
    ],
)
def test_a_day_or_the_last_of_a_month(text, day, precision):
    assert read_day(text) == Day(date.fromisoformat(day), precision)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("month_or_october", "2021.1"),
        ("serial_day", "44211"),
        *(
            ("date", text)
            for text in (
                "", "2021", "2021-02-29", "21.13.1", "1.15", "1月15日", "2021年1-6月", "2021Q1",
                "2021年1月中旬", "2021年1月累计", "21.1-15", "15.1.2021", "已开工", "—",
            )
        ),
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused(rule, text):
    with pytest.raises(UnreadablePeriod) as caught:
        read_day(text)
    assert caught.value.rule == rule


def test_the_number_of_a_day_is_told_as_that_day():
    with pytest.raises(UnreadablePeriod, match="may be Excel's number of 2021-01-15;"):
        read_day("44211")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第一期", 1), ("第4期", 4), ("4", 4), ("4.0", 4), ("一", 1), ("1期", 1), ("第十二期", 12),
        ("四期", 4), ("第 5 期", 5), ("５", 5), ("第二十一期", 21), ("第三", 3),
    ],
)  # fmt: skip
def test_a_round_is_read(text, number):
    assert read_round(text) == number


@pytest.mark.parametrize(
    "text", ["", "0", "第0期", "-1", "4.5", "前四期", "1-4期", "第十百期", "期", "四批"]
)
def test_what_is_no_round_is_refused(text):
    with pytest.raises(UnreadablePeriod) as caught:
        read_round(text)
    assert caught.value.rule == "round"
