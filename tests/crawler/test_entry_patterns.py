"""What a page makes of an entry: filled with the entry's parts, and written into an address."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.discovery.entry_patterns import EntryPattern, filled
from crawler.discovery.forms import form_address, with_entry_link

ENTRY = {"id": 7, "url": "", "day": "2020-03-01", "doc": {"Name": " 春耕 "}, "rows": [1], "a$": "b"}


@pytest.mark.parametrize(
    ("pattern", "made"),
    [
        ("/{id}.html", "/7.html"),
        ("/{day:8}/{id}.html", "/01/7.html"),
        ("{doc.name}", "春耕"),
        ("/{a$}/", "/b/"),
        ("{url}", ""),  # empty
        ("/{id}/{none}.html", ""),
        ("/{rows}.html", ""),  # no text and no number
        ("/list.html", ""),  # nothing of the entry: the same for all
        ("", ""),
    ],
)
def test_a_pattern_is_filled_whole_or_not_at_all(pattern: str, made: str) -> None:
    assert filled(pattern, ENTRY) == made


@pytest.mark.parametrize(
    ("written", "pattern"),
    [
        ("/{id}.html", EntryPattern("/{id}.html")),
        ("/{id}.html {t}", EntryPattern("/{id}.html", title="{t}")),
        ("{url}|/d/{id} {t}", EntryPattern("{url}", "/d/{id}", "{t}")),
        ("{url}|/d/{id}", EntryPattern("{url}", "/d/{id}")),
        ("", EntryPattern()),
    ],
)
def test_a_pattern_has_one_written_form(written: str, pattern: EntryPattern) -> None:
    assert EntryPattern.read(written) == pattern
    assert str(pattern) == written


@pytest.mark.parametrize("url", ["http://x.cn/l?page=1", form_address("http://x.cn/l", {"p": "1"})])
def test_a_lists_address_carries_it(url: str) -> None:
    pattern = EntryPattern("{url}", "/d/{id}?a=1&b={day}", "{doc.name}")
    assert EntryPattern.carried_by(with_entry_link(url, str(pattern))) == pattern
    assert EntryPattern.carried_by(url) == EntryPattern()


@pytest.mark.parametrize(
    ("entry", "address"), [({"url": "/a.html", "id": 7}, "/a.html"), ({"id": 7}, "/d/7"), ({}, "")]
)
def test_an_entry_without_an_address_has_the_other_one(entry: dict[str, Any], address: str) -> None:
    assert EntryPattern("{url}", "/d/{id}").address_of(entry) == address


@pytest.mark.parametrize(
    ("address", "given"), [("{url}", True), ("{doc.URL}", True), ("{id}", False), ("/{url}", False)]
)
def test_an_address_that_entries_bring_is_told_from_one_that_is_made(
    address: str, *, given: bool
) -> None:
    assert EntryPattern(address, title="{t}").takes_given_address == given
