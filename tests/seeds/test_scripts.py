"""Words of the vocabulary in simplified and traditional writing."""

from __future__ import annotations

import re

import pytest

from seeds.scripts import both_scripts, in_either_script, simplified, traditional_forms
from seeds.vocabulary import table


@pytest.mark.parametrize("text", ["相关阅读", "相關閱讀", "相关閱讀"])
def test_a_pattern_matches_either_writing(text: str) -> None:
    assert re.fullmatch(both_scripts("相关(?:阅读|新闻)"), text)


def test_brackets_stay_one_class() -> None:
    assert re.findall(both_scripts(r"[\]来源]+"), "]來源x") == ["]來源"]


def test_an_escaped_sign_is_left_alone() -> None:
    assert both_scripts(r"\[来\]") == r"\[[来來]\]"


def test_labels_are_folded_to_simplified() -> None:
    assert simplified("發布單位") == "发布单位"


@pytest.mark.parametrize(
    ("written", "text"),
    [("汇编", "彙編"), ("汇编", "匯編"), ("发布", "發佈"), ("首页", "首頁"), ("扫描", "掃描")],
)
def test_a_character_may_have_several_traditional_forms(written: str, text: str) -> None:
    assert re.fullmatch(both_scripts(written), text)
    assert simplified(text) == written


def test_no_character_of_the_main_list_has_two_forms() -> None:
    forms = traditional_forms()
    assert len(set(forms.values())) == len(forms)
    assert not set(forms) & set(forms.values())


@pytest.mark.parametrize(
    "text", ["来源：新华社", "來源：新華社", "来源：新華社", "記者來源", "没有", "", "[来", "本來"]
)
def test_a_pattern_for_one_script_finds_what_the_one_for_either_does(text: str) -> None:
    pattern = in_either_script("来源|记者|[^来]源|[\u3400-\u9fff]{3}")
    assert pattern.for_text(text).findall(text) == pattern.either.findall(text)


@pytest.mark.parametrize("kind", ["footer", "contact", "label_bar"])
def test_words_that_are_searched_for_begin_with_one_character(kind: str) -> None:
    """Else ``re`` tries all of them at each place of a line, which takes many times as long."""
    assert [part for part in table("page_lines")[kind] if part[0] in "[(.^"] == []
