"""Folding: one form for all ways of writing a word, character by character."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.folding import counted_by_name, fold, folded_offsets


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("統籌推進疫情防控", "统筹推进疫情防控"),
        ("臺灣檯裏裡衛衞", "台湾台里里卫卫"),
        ("復\u200b工\ufeff復產", "复工复产"),
        ("会议，\u3000强调：", "会议, 强调:"),
        ("第①章 ㎡", "第1章 m2"),
        ("Straße İstanbul", "strasse i\u0307stanbul"),
        ("一\n二\t三", "一 二 三"),
    ],
)
def test_ways_of_writing_the_same(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(), st.text())
def test_the_fold_of_a_part_is_a_part_of_the_fold(left: str, right: str) -> None:
    assert fold(left + right) == fold(left) + fold(right)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_every_folded_character_knows_where_it_came_from(text: str) -> None:
    offsets = folded_offsets(text)
    assert len(offsets) == len(fold(text))
    assert list(offsets) == sorted(offsets)


def test_ways_of_writing_a_name_are_counted_as_the_commonest() -> None:
    found = Counter({"新華社": 2, "新华社": 3, "ＣＣＴＶ": 1, "cctv": 1})
    assert counted_by_name(found) == {"新华社": 5, "cctv": 2}
