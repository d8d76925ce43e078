"""What the article says besides numbers."""

from __future__ import annotations


def test_zones_with_level_and_basis(rows):
    found = rows("select subject_id, zone_type, zone_level, level_basis, host_area_id from zones")
    zones = {subject: rest for subject, *rest in found}
    assert len(zones) == 11
    assert zones["jinzhong_zone"] == ["industrial", "national", "stated", "140702"]
    assert zones["jinzhong_agri_zone"] == ["agricultural", "national", "by_name", "140703"]
    assert zones["zuoquan_ecotourism_zone"] == ["ecotourism", None, "not_stated", "140722"]
    provincial = {zone for zone, (_, level, *_) in zones.items() if level == "provincial"}
    assert provincial == {
        f"{county}_zone"
        for county in [
            "taigu",
            "qixian",
            "pingyao",
            "jiexiu",
            "lingshi",
            "shouyang",
            "heshun",
            "yushe",
        ]
    }


def test_groups_have_their_members(rows):
    found = rows(
        "select group_subject_id, breakdown, count(*) from subject_members group by all order by all"
    )
    assert found == [
        ("jinzhong_agricultural_zones", "zone", 1),
        ("jinzhong_ecotourism_zones", "zone", 1),
        ("jinzhong_industrial_zones", "level", 2),
        ("jinzhong_industrial_zones", "zone", 9),
        ("jinzhong_national_industrial", "zone", 1),
        ("jinzhong_provincial_industrial", "zone", 8),
        ("jinzhong_zones", "type", 3),
        ("jinzhong_zones", "zone", 11),
    ]


def test_mechanisms_with_their_cadence(rows):
    found = rows("select measure_id, cadence from measures where cadence is not null order by all")
    assert found == [
        ("assessment_indicators", "yearly"),
        ("joint_meeting", "quarterly"),
        ("monthly_bulletin", "monthly"),
        ("work_priorities", "yearly"),
    ]


def test_every_measure_stands_in_a_passage(rows):
    missing = rows("select measure_id from measures anti join measure_adoptions using (measure_id)")
    assert missing == []
    names = {name for (name,) in rows("select name_zh from measures")}
    assert {
        "三化三制改革", "三制改革", "招商图谱", "项目建设推进制度", "招商引资政策", "专业招商队伍",
        "月度通报", "联席会议制度", "开发区工作要点", "领导包联项目企业制度", "四比四看", "专班+园区",
        "目标+考核", "标准地改革", "标准厂房建设",
    } <= names  # fmt: skip


def test_the_three_zones_that_recruited_talent(rows):
    found = rows(
        "select subject_id, passage_no from measure_adoptions"
        " where measure_id = 'talent_recruitment' order by all"
    )
    assert found == [("jinzhong_zone", 13), ("taigu_zone", 13), ("yushe_zone", 13)]


def test_single_figures_of_reforms_and_plans(rows):
    found = rows(
        "select indicator_id, subject_id, qualifier, value, unit_id from figures"
        " where indicator_id in ('assessment_weight', 'operating_companies', 'technicians_hired',"
        " 'emerging_industries') order by all"
    )
    assert found == [
        ("assessment_weight", "jinzhong_zone", "=", 65, "pct"),
        ("emerging_industries", "jinzhong", "=", 8, "item"),
        ("operating_companies", "jinzhong_zones", ">", 20, "entity"),
        ("technicians_hired", "pingyao_zone", "=", 14, "person"),
    ]


def test_targets_state_no_deadline(rows):
    found = rows("select indicator_id, qualifier, value, deadline from targets order by all")
    assert found == [
        ("industrial_investment_growth", ">=", 20, None),
        ("new_signed_investment", ">", 1000, None),
        ("new_signed_projects_growth", "=", 30, None),
    ]


def test_rounds_split_into_the_first_four_and_the_fifth(rows):
    found = rows(
        "select period_id, round_from, round_to, head_period_id, tail_period_id, period_start"
        " from periods where period_kind = 'rounds' order by all"
    )
    assert found == [
        ("R1-4@2021-08-06", 1, 4, None, None, None),
        ("R1-5@2021-08-06", 1, 5, "R1-4@2021-08-06", "R5@2021-08-06", None),
        ("R5@2021-08-06", 5, 5, None, None, None),
    ]


def test_the_ledger_holds_the_one_project_the_article_names(rows):
    found = rows("select subject_id, passage_no, planned_investment_cny_100m from projects")
    assert found == [("jinzhong_zone", 32, None)]
    assert rows("select count(*) from project_events") == [(0,)]
    assert rows("select count(*) from project_reports") == [(0,)]


def test_passages(rows):
    found = rows("select count(*), sum(char_count), count(distinct sha256) from source_passages")
    assert found == [(32, 3172, 32)]


def test_dates_of_the_periods(rows):
    found = rows(
        "select period_id, cast(period_start as varchar), cast(period_end as varchar) from periods"
        " where period_kind <> 'rounds' order by all"
    )
    assert found == [
        ("2020", "2020-01-01", "2020-12-31"), ("2020-01/2021-07", "2020-01-01", "2021-07-31"),
        ("2021-01/2021-07", "2021-01-01", "2021-07-31"), ("2021-08-06", "2021-08-06", "2021-08-06"),
        ("2021-S1", "2021-01-01", "2021-06-30"), ("2021/2025", "2021-01-01", "2025-12-31"),
        ("undated", None, None),
    ]  # fmt: skip


def test_every_zone_lies_in_the_county_of_its_name(rows):
    found = rows(
        "select subjects.name_zh, areas.name_zh from zones"
        " inner join subjects using (subject_id)"
        " inner join areas on zones.host_area_id = areas.area_id where zones.host_basis = 'by_name'"
    )
    assert len(found) == 9
    for zone, county in found:
        assert zone[:2] == county[:2]


def test_factors_of_the_units(rows):
    found = {unit: (base, float(factor)) for unit, base, factor in rows(
        "select unit_id, base_unit_id, factor from units where base_unit_id <> unit_id"
    )}  # fmt: skip
    area = {"mu_10k": 10000, "ha": 15, "km2": 1500, "m2": 0.0015, "m2_10k": 15}
    money = {"100m": 10000, "": 0.0001}
    for unit, factor in area.items():
        assert found[unit] == ("mu", factor)
    for currency in ("cny", "usd"):
        for suffix, factor in money.items():
            unit = f"{currency}_{suffix}".rstrip("_")
            assert found[unit] == (f"{currency}_10k", factor)


def test_figures_of_a_paragraph_have_the_scope_and_time_of_their_words(rows):
    """Paragraph 14 changes scope (11 zones, then 9) and time (last year, to July, now)."""
    found = rows(
        "select printed, subject_id, period_id from figures"
        " where passage_no = 14 and source_id = 'jinzhong_article' order by figure_no"
    )
    eleven, nine = "jinzhong_zones", "jinzhong_industrial_zones"
    assert found == [
        ("23宗", eleven, "2020"), ("10宗", eleven, "2021-01/2021-07"),
        ("777.85亩", eleven, "2021-01/2021-07"), ("9个", nine, "2021-08-06"),
        ("106.6万平方米", nine, "2021-08-06"), ("89.4万平方米", nine, "2021-08-06"),
        ("83.8%", nine, "2021-08-06"),
    ]  # fmt: skip


def test_passages_are_those_of_the_text_on_record(rows):
    [(digest,)] = rows(
        "select sha256(string_agg(sha256, '' order by passage_no)) from source_passages"
    )
    assert digest == "d3c50563390cfd0fc2970b7d10a596532a661b0c76e84b88786b3056722e6397"
