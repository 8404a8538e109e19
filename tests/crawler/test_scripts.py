"""What scripts write costs little to look up, whoever wrote it."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.clicks import settle_clicks
from crawler.discovery.script_functions import Functions
from crawler.discovery.script_sums import Variables, value_of
from crawler.discovery.scripts import block_of, ends_of_blocks, own_script
from crawler.discovery.tree import parse


def sums_of(rows: int) -> int:
    functions = Functions(
        "var root='/art/';var kind='zw';" + "var other=1;" * 5000 + "function show(id)"
        "{var to=root+kind+'/'+id+'.html';location.href=to;}"
    )
    for row in range(rows):
        address = functions.address("show", [str(row)])
        assert address == f"/art/zw/{row}.html"
        assert functions.address("show", [str(row)]) == address
    return functions.sums


def test_an_exception_says_nothing_where_the_rule_cannot_be_computed() -> None:
    turn = "function go(n){if(n==1)location='index.html';else location='index_'+%s+'.html';}"
    assert Functions(turn % "n").address("go", ["3"]) == "index_3.html"
    assert Functions(turn % "(max-n+1)").address("go", ["3"]) is None


def test_a_row_costs_its_own_sums_only() -> None:
    assert sums_of(1000) - sums_of(500) <= 2 * 500


def test_sums_within_sums_are_computed_once() -> None:
    script = f"var a={'+'.join('b' * 15)};var b={'+'.join('c' * 15)};var c='x';"
    variables = Variables(script)
    assert value_of("a", variables) == "x" * 225
    assert variables.sums <= 4


def test_a_sum_has_no_more_than_so_many_terms() -> None:
    variables = Variables("var b='x';")
    assert value_of("+".join("b" * 20), variables) == "x" * 20
    assert value_of("+".join("b" * 21), variables) is None


def test_a_value_has_no_more_than_so_many_characters() -> None:
    script = f"var a={'+'.join('b' * 20)};var b={'+'.join('c' * 20)};var c='{'x' * 100}';"
    assert value_of("b", Variables(script)) == "x" * 2000
    assert value_of("a", Variables(script)) is None


def test_a_page_has_no_more_than_so_many_sums() -> None:
    functions = Functions("function go(n){location='/'+n+'.html'}")
    answers = [functions.address("go", [str(n)]) for n in range(20_000)]
    assert answers[0] == "/0.html"
    assert answers[-1] is None


def test_the_shortest_scripts_are_looked_at_first() -> None:
    library = "<script>" + "x" * 400_000 + "</script>"
    script = own_script(parse(f"{library}<script>var own=1;</script>"))
    assert script.endswith("var own=1;")
    assert len(script) <= 300_001


HOSTILE: dict[str, Callable[[int], str]] = {
    "sums of sums": lambda n: "".join(
        f"var v{k}={'+'.join([f'v{k + 1}'] * 20)};" for k in range(n // 100)
    ),
    "functions that do not end": lambda n: "function q(){" * n,
    "one long name": lambda n: "q" * (10 * n),
    "comments that do not end": lambda n: "/*" * n,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_twice_the_script_costs_about_twice_the_time(kind: str) -> None:
    def seconds(size: int) -> float:
        links = "<a href='javascript:q(v0)'>1</a><a href='javascript:q(1)'>1</a>" * 100
        html = f"<script>{HOSTILE[kind](size)}</script>{links}"
        taken = []
        for _ in range(5):
            tree = parse(html)
            began = time.process_time()
            settle_clicks(tree)
            taken.append(time.process_time() - began)
        return min(taken)

    assert seconds(10_000) <= 3 * seconds(5_000)


@given(st.lists(st.sampled_from(["{", "}", "{}", "x" * 500])).map("".join))
def test_blocks_end_where_each_by_itself_ends(script: str) -> None:
    ends = ends_of_blocks(script)
    for at in (at + 1 for at, sign in enumerate(script) if sign == "{"):
        assert script[at : ends.get(at, at)] == block_of(script, at)
