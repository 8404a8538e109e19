"""Passages and marks, in the text as it was written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.folding import fold
from archive.search.query import parse
from archive.search.snippets import marks, snippet


def test_hits_are_marked_where_they_stand_in_the_writing_of_the_page() -> None:
    text = "ＧＤＰ增长，復\u200b工復產加快"
    found = [text[mark.start : mark.end] for mark in marks(text, ["gdp", "复工复产"])]
    assert found == ["ＧＤＰ", "復\u200b工復產"]


def test_hits_that_overlap_are_one() -> None:
    assert [(m.start, m.end) for m in marks("经济社会发展", ["经济社会", "社会发展"])] == [(0, 6)]


def test_the_passage_with_the_most_hits_is_shown() -> None:
    body = "疫情" + "甲" * 200 + "\n" + "疫情防控和疫情监测" + "乙" * 200
    passage = snippet(body, parse("疫情 监测"), width=40)
    assert [passage.text[m.start : m.end] for m in passage.marks] == ["疫情", "疫情监测"]
    assert passage.text.startswith("…")
    assert passage.text.endswith("…")
    assert "\n" not in passage.text


def test_without_hits_the_beginning_is_shown() -> None:
    assert snippet("甲" * 100, parse("乙"), width=10).text == "甲" * 10 + "…"
    assert snippet("短", None).text == "短"


@given(st.text(max_size=60), st.text(min_size=1, max_size=4))
def test_every_mark_covers_a_hit(text: str, word: str) -> None:
    folded = fold(word)
    if not folded:
        return
    found = marks(text, [folded])
    assert bool(found) == (folded in fold(text))
    for mark in found:
        assert 0 <= mark.start < mark.end <= len(text)
        assert folded in fold(text[mark.start : mark.end])
