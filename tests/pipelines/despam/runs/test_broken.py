"""Phrases that the source breaks by invisible characters."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.despam import despam
from pipelines.despam.runs.broken import broken, first_mark
from tests.pipelines.despam.test_despam import PROSE, page

BEFORE, BEHIND = (
    "今年以来，全市新增“跨省通办”事项",
    "62项，涵盖户籍、社保、医保、公积金等高频领域。",
)
LINE = BEFORE + BEHIND


def body_of(line: str, source: str, title: str = "全市政务服务再添62项") -> tuple[str, bool]:
    document = page(PROSE[0], line, PROSE[1], title=title)
    article = despam(dataclasses.replace(document, text=source)).article
    return article.body.split("\n")[1], article.hacked


@pytest.mark.parametrize(
    "mark", ["\u200b", "\u2060", "\u00ad", "&#8203;", "&zwnj;", "\u200b\u200c"]
)
@pytest.mark.parametrize("phrase", ["代开发票", "一肖一码", "真人百家乐"])
def test_a_broken_phrase_goes(phrase: str, mark: str) -> None:
    source = f"<p>{BEFORE}{mark.join(phrase)}{BEHIND}</p>"
    assert body_of(BEFORE + phrase + BEHIND, source) == (LINE, True)


@pytest.mark.parametrize(
    "source",
    [
        f"<p>{BEFORE}代开发票{BEHIND}</p>",
        f"<p>\u200b{BEFORE}\u200b代开发票\u200b{BEHIND}</p>",
        f"<p>{BEFORE}代开\u200b发票{BEHIND}</p>",
        "<p>" + "\u200b".join(BEFORE + "代开发票" + BEHIND) + "</p>",
    ],
)
def test_other_invisible_characters_tell_nothing(source: str) -> None:
    line = BEFORE + "代开发票" + BEHIND
    assert body_of(line, source) == (line, False)


def test_a_phrase_that_the_text_also_has_unbroken_stays() -> None:
    line = BEFORE + "代开发票、代开发票" + BEHIND
    assert body_of(line, "<p>" + "\u200b".join("代开发票") + "</p>") == (line, False)


def test_a_broken_word_that_names_no_spam_stays() -> None:
    line = BEFORE + "社会保障" + BEHIND
    assert body_of(line, "<p>" + "\u200b".join("社会保障") + "</p>") == (line, False)


MARKS = ("\u200b", "\u200c", "\u200d", "\u2060", "\u00ad", "\ufeff", "&#8", "&#x20", "&zw")
FURTHER = ("&#8203;", "&#8220;", "&shy;", "&#xAD;", "&zwj;", "\u200f", "\u2063", "&nbsp;", "&amp;")
SOURCES = st.lists(st.sampled_from([*MARKS, *FURTHER, *"代开发票 _;&#8"])).map("".join)


@given(SOURCES)
def test_a_page_is_searched_from_its_first_mark_but_for_one_that_begins_it(source: str) -> None:
    places = [at for mark in MARKS if (at := source.find(mark, 1)) >= 0]
    assert first_mark(source) == min(places, default=-1)


@given(SOURCES)
def test_where_a_page_is_searched_from_hides_no_phrase(source: str) -> None:
    from_the_beginning = list(broken("\u200b" + source, 0))
    assert list(broken(source, 1)) == from_the_beginning


@given(SOURCES)
def test_a_phrase_is_found_behind_any_other_mark(source: str) -> None:
    assert "代开发票" in list(broken(f"{source} {'&shy;'.join('代开发票')}", 1))
