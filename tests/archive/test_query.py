"""The query language: what is read, and that everything is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.query import And, Node, Not, Or, Term, matches, parse, positive_terms


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("疫情", Term("疫情")),
        ("疫情 防控", And((Term("疫情"), Term("防控")))),
        ("疫情 AND 防控", And((Term("疫情"), Term("防控")))),
        ("疫情 OR 防控 杭州", Or((Term("疫情"), And((Term("防控"), Term("杭州")))))),
        ('"疫情 防控"', Term("疫情 防控")),
        ("疫情 -房地产", And((Term("疫情"), Not(Term("房地产"))))),
        ('-"a b"', Not(Term("a b"))),
        ("title:會議", Term("会议", in_title=True)),
        ('-title:"會 議"', Not(Term("会 议", in_title=True))),
        ("2020年 GDP", And((Term("2020年"), Term("gdp")))),
        ("a-b", Term("a-b")),
        ("or", Term("or")),
    ],
)
def test_what_is_read(query: str, tree: Node) -> None:
    assert parse(query) == tree


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", None),
        ("  \n", None),
        ("OR", Term("or")),
        ("AND OR AND", Term("and or and")),
        ("a OR", Term("a")),
        ("OR a", Term("a")),
        ("a OR OR b", Or((Term("a"), Term("b")))),
        ("-", Term("-")),
        ("--a", Term("--a")),
        ("title:", Term("title:")),
        ("-title:", Not(Term("title:"))),
        ('"', Term('"')),
        ('""', Term('""')),
        ('"unbalanced phrase', Term("unbalanced phrase")),
        ('a"b', Term('a"b')),
        ("'; DROP TABLE articles; --", And((Term("';"), Term("drop"), Term("table"),
                                            Term("articles;"), Term("--")))),
        ("\u200b", None),
    ],
)  # fmt: skip
def test_odd_queries_have_a_meaning(query: str, tree: Node | None) -> None:
    assert parse(query) == tree


@given(st.text())
def test_every_text_is_a_query(text: str) -> None:
    tree = parse(text)
    if tree is not None:
        matches(tree, "题", "文")
        assert all(term.text for term in positive_terms(tree))


def test_what_a_query_means() -> None:
    tree = parse("疫情 -房地产 OR title:大雾")
    assert tree is not None
    assert matches(tree, "", "抓好疫情防控")
    assert not matches(tree, "", "疫情下的房地产")
    assert matches(tree, "大雾预警", "房地产")
    assert not matches(tree, "", "大雾预警")


def test_terms_that_are_left_out_are_not_asked_for() -> None:
    assert [term.text for term in positive_terms(parse("甲 -乙 OR 丙"))] == ["甲", "丙"]
