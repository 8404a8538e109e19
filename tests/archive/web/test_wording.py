from __future__ import annotations

import re
from importlib.resources import files
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.web.wording import wanted, wordings

TEMPLATES = "\n".join(
    template.read_text(encoding="utf-8")
    for template in files("archive.web").joinpath("templates").iterdir()
)


def fields(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_all_languages_say_the_same_with_the_same_values() -> None:
    english, chinese = wordings()["en"].words, wordings()["zh"].words
    assert {key: fields(text) for key, text in english.items()} == {
        key: fields(text) for key, text in chinese.items()
    }


def test_each_word_is_used_and_each_used_one_exists() -> None:
    used = set(re.findall(r"\bt\(['\"](\w+)['\"]", TEMPLATES))
    known = set(wordings()["en"].words)
    assert used - known - {"error_", "sort_", "kind_", "version_"} == set()
    groups = r"(error|sort|kind|version|status|health|published_from|lag|from)_"
    named = set(re.findall(r"['\"](\w+)['\"]", TEMPLATES))
    facets = {"site", "region", "source", "date", "more"}
    assert {key for key in known - used - named - facets if not re.match(groups, key)} == set()


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-GB,zh;q=0.9", "en"),
        ("zh;q=0.1,en;q=0.2", "en"),
        ("de,fr;q=0.5", "en"),
        ("de,zh-TW;q=0.5", "zh"),
        ("zh;q=0", "en"),
        ("", "en"),
        ("zh;q=very", "en"),
    ],
)
def test_the_reader_is_answered_in_a_language_asked_for(header: str, language: str) -> None:
    assert wanted(header).language == language


@given(st.text())
def test_any_header_is_understood(header: str) -> None:
    assert wanted(header).language in wordings()
