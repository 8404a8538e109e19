from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archive.reading.differences import differences
from archive.records import Article, Removal
from archive.web.texts import (
    Run,
    body_paragraphs,
    changed_only,
    difference_paragraphs,
    web_address,
    xml_text,
)

BODY = st.text(alphabet="甲乙丙\n", max_size=30)


def text_of(paragraphs: list[list[Run]], *kinds: str) -> str:
    lines = ("".join(run.text for run in runs if run.kind in kinds) for runs in paragraphs)
    return "".join(lines)


@given(BODY, st.sampled_from(["甲", "乙丙", "丁"]), st.integers(0, 30))
def test_marks_and_spam_change_no_character(body: str, word: str, at: int) -> None:
    removal = Removal(rule="lexicon", text="博\n彩", at=min(at, len(body)), where="body")
    article = Article(url="http://a/", body=body, removed=(removal,))
    hidden = body_paragraphs(article, [word], spam=False)
    assert text_of(hidden, "text", "hit") == body.replace("\n", "")
    assert text_of(hidden, "hit") == word * body.count(word)
    shown = body_paragraphs(article, [word], spam=True)
    assert text_of(shown, "spam") == "博彩"
    assert text_of(shown, "text", "hit") == body.replace("\n", "")


@given(BODY, BODY)
def test_a_difference_holds_both_texts(old: str, new: str) -> None:
    paragraphs = difference_paragraphs(differences(old, new))
    assert text_of(paragraphs, "text", "removed") == old.replace("\n", "")
    assert text_of(paragraphs, "text", "added") == new.replace("\n", "")


def test_changes_are_shown_with_their_neighbours() -> None:
    same = [[Run("text", str(number))] for number in range(9)]
    paragraphs = [*same[:4], [Run("text", "甲"), Run("added", "乙")], *same[4:]]
    (stretch,) = changed_only(paragraphs)
    assert text_of(stretch, "text", "added") == "3甲乙4"
    assert changed_only(same) == []


@pytest.mark.parametrize(
    "hostile",
    [
        *("javascript:alert(1)", "JaVaScript:alert(1)", "data:text/html,x", "//a/", "/b", ""),
        *("http:", "http://", "vbscript:x", " javascript:x", "http://[", "file:///etc/passwd"),
    ],
)
def test_only_the_web_is_linked(hostile: str) -> None:
    assert web_address(hostile) is None


@pytest.mark.parametrize("address", ["http://a.gov.cn/", "https://甲.中国/乙?丙#丁"])
def test_the_web_is_linked(address: str) -> None:
    assert web_address(address) == address


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_becomes_xml(text: str) -> None:
    element = etree.Element("content")
    element.text = xml_text(text)
    assert len(xml_text(text)) == len(text)
