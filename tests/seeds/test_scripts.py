"""Words of the vocabulary in simplified and traditional writing."""

from __future__ import annotations

import re

import pytest

from seeds.scripts import both_scripts, simplified, traditional_forms


@pytest.mark.parametrize("text", ["相关阅读", "相關閱讀", "相关閱讀"])
def test_a_pattern_matches_either_writing(text: str) -> None:
    assert re.fullmatch(both_scripts("相关(?:阅读|新闻)"), text)


def test_brackets_stay_one_class() -> None:
    assert re.findall(both_scripts(r"[\]来源]+"), "]來源x") == ["]來源"]


def test_an_escaped_sign_is_left_alone() -> None:
    assert both_scripts(r"\[来\]") == r"\[[来來]\]"


def test_labels_are_folded_to_simplified() -> None:
    assert simplified("發布單位") == "发布单位"


def test_no_character_has_two_forms() -> None:
    forms = traditional_forms()
    assert len(set(forms.values())) == len(forms)
    assert not set(forms) & set(forms.values())
