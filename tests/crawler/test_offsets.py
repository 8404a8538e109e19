"""Numbers that turn out to count rows: what two pages of a list show beside each other."""

from __future__ import annotations

from urllib.parse import unquote_plus

import pytest

from crawler.discovery.counted_up import counted_up
from crawler.discovery.forms import entry_link_of, form_address, json_address, with_entry_link
from crawler.discovery.offsets import beyond_shown
from tests.crawler.script_pages import HOST

FIRST = frozenset(f"{HOST}/a/{n}.html" for n in range(10))
SHIFTED = frozenset(f"{HOST}/a/{n}.html" for n in range(1, 11))
LINK = "/a/{id}.html {bt}"
ASKED = {
    "a query": (with_entry_link(f"{HOST}/q?cid=7&pn=1", LINK), "cid=7&pn=11"),
    "no links known": (f"{HOST}/q?pn=1", "pn=11"),
    "a form": (
        with_entry_link(form_address(f"{HOST}/q", {"pn": "1", "c": "x"}), LINK),
        "c=x&pn=11",
    ),
    "JSON": (with_entry_link(json_address(f"{HOST}/q", {"b": {"pn": 1}}), LINK), '"pn": 11'),
}


@pytest.mark.parametrize("how", ASKED)
def test_a_page_that_is_one_row_further_on_leads_beyond_its_rows(how: str) -> None:
    url, expected = ASKED[how]
    further = beyond_shown(url, counted_up(url, 10)[1], SHIFTED, FIRST)
    assert expected in unquote_plus(further)
    assert (entry_link_of(further) or "").endswith(" +pn*10")
    assert (entry_link_of(further) or "").startswith(entry_link_of(url) or "")
    number, after = counted_up(further, 10)
    assert number == 2
    assert expected.replace("11", "21") in unquote_plus(after)


NOT_SHIFTED = {
    "other rows": (frozenset(f"{HOST}/b/{n}.html" for n in range(10)), FIRST),
    "the same rows": (FIRST, FIRST),
    "a row that has come meanwhile": (
        frozenset([f"{HOST}/a/9.html", *(f"{HOST}/b/{n}.html" for n in range(9))]),
        FIRST,
    ),
    "few rows": (frozenset("bcd"), frozenset("abc")),
    "a shorter page": (frozenset("bcde"), frozenset("abcde")),
}


@pytest.mark.parametrize("how", NOT_SHIFTED)
def test_other_pages_are_counted_by_one(how: str) -> None:
    url = f"{HOST}/q?pn=1"
    assert beyond_shown(url, f"{HOST}/q?pn=2", *NOT_SHIFTED[how]) == f"{HOST}/q?pn=2"


@pytest.mark.parametrize("following", [f"{HOST}/q?pn=2&t=9", f"{HOST}/r?x=1", f"{HOST}/q?pn=1"])
def test_what_does_not_grow_alone_is_left_as_it_is(following: str) -> None:
    url = f"{HOST}/q?pn=1&t=8" if "t=" in following else f"{HOST}/q?pn=1"
    assert beyond_shown(url, following, SHIFTED, FIRST) == following
