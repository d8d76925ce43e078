"""How to cite the project, and under which licences it stands."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT
from test_package import environment, run

import zonedb

CITATION = (ROOT / "CITATION.cff").read_text("utf-8")


def test_citation_is_of_this_version_and_names_the_newest_change():
    assert f"\nversion: {zonedb.__version__}\n" in CITATION
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    version, date = re.search(r"^## (\S+) \((\S+)\)", changes, re.M).groups()
    assert version == zonedb.__version__
    assert f"\ndate-released: {date}\n" in CITATION


def test_citation_names_the_sources_as_the_database_does(rows):
    for title, printed_by in rows(
        "select title_zh, coalesce(publisher_zh, author_zh) from sources"
    ):
        assert f"title: {title}\n" in CITATION
        assert f"name: {printed_by}\n" in CITATION
    [(printed,)] = rows("select count(*) from figures where source_id = 'jinzhong_article'")
    assert f"The {printed} printed figures" in CITATION


def test_every_source_says_who_printed_it_or_why_not(rows):
    assert (
        rows("select source_id from sources where publisher_zh is null and note_en is null") == []
    )


def test_licences_are_those_of_the_package():
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert 'license = "Apache-2.0 AND CC0-1.0"' in project
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")
    data = (ROOT / "LICENSE-DATA").read_text("utf-8")
    assert "CC0 1.0" in data
    assert "\nlicense: Apache-2.0\n" in CITATION  # a list of licences would offer a choice
    assert "facts are under CC0-1.0" in CITATION


@pytest.mark.slow
def test_citation_is_valid(tmp_path):
    python = environment(tmp_path, "cffconvert==2.0.0")
    command = python.parent / "cffconvert"
    assert "valid" in run(command, "--validate", "-i", ROOT / "CITATION.cff", cwd=tmp_path)
