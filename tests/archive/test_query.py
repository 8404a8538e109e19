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
        ("疫情 NOT 房地产", And((Term("疫情"), Not(Term("房地产"))))),
        ("(复工)", Term("复工")),
        ("（复工 OR 复产） 杭州", And((Or((Term("复工"), Term("复产"))), Term("杭州")))),
        ("杭州(复工 OR 复产)", And((Term("杭州"), Or((Term("复工"), Term("复产")))))),
        ("疫情 -(房地产 OR 股市)", And((Term("疫情"), Not(Or((Term("房地产"), Term("股市"))))))),
        ("title:(会议 OR 讲话)", Or((Term("会议", in_title=True), Term("讲话", in_title=True)))),
        ("a OR (b c OR (d -e))", Or((Term("a"), Or((And((Term("b"), Term("c"))),
                                                    And((Term("d"), Not(Term("e"))))))))),
        ("通知(2)", Term("通知(2)")),
        ("关于（试行）的办法 f(x)", And((Term("关于(试行)的办法"), Term("f(x)")))),
        ('"(试行)"', Term("(试行)")),
        ("“疫情 防控”", Term("疫情 防控")),
        ('"他说“好”"', Term("他说“好”")),
        ("title：会议", Term("会议", in_title=True)),
        ("复工*", Term("复工")),
        ("a-b", Term("a-b")),
        ("or", Term("or")),
    ],
)  # fmt: skip
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
        ("NOT", Term("not")),
        ("NOT NOT", Not(Term("not"))),
        ("复工)", Term("复工")),
        ("(复工", Term("复工")),
        (") 复工 (", Term("复工")),
        ("()", Term("()")),
        ("-()", Term("-()")),
        ("**", Term("**")),
        ("a () b", And((Term("a"), Term("b")))),
        ("(" * 2000 + "a", Term("a")),
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


def test_brackets_hold_together() -> None:
    tree = parse("(疫情 OR 大雾) -(房地产 OR 股市)")
    assert tree is not None
    assert matches(tree, "", "大雾预警")
    assert not matches(tree, "", "大雾里的股市")
    assert not matches(tree, "", "天气")
    deep = parse("(a OR " * 3000 + "b" + ")" * 3000)
    assert deep is not None
    assert matches(deep, "", "b")


def test_terms_that_are_left_out_are_not_asked_for() -> None:
    assert [term.text for term in positive_terms(parse("甲 -乙 OR 丙"))] == ["甲", "丙"]
