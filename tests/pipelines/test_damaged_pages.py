"""Damaged, hostile and gigantic pages: nothing is raised, and the time is bounded."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.records import RawPage, Rejection
from pipelines.run import process
from tests.pipelines.damage import GIANTS, PAGE, TAGS
from tests.pipelines.html import URL

MOST_SECONDS = 20.0
"""For one page of some megabytes, on a machine that does other work as well."""


def survive(body: bytes) -> None:
    """Take a page through all stages: it holds an article or it does not, but no stage breaks."""
    answer = process(RawPage(url=URL, body=body))
    assert not (isinstance(answer, Rejection) and answer.failed), answer.reason


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    encoding=st.sampled_from(["utf-8", "gb18030", "utf-16"]),
    cuts=st.lists(st.tuples(st.integers(0, 9_999), st.binary(max_size=6)), max_size=12),
    end=st.integers(1, 10_000),
)
def test_pages_with_damaged_bytes(encoding: str, cuts: list[tuple[int, bytes]], end: int) -> None:
    body = bytearray(PAGE.encode(encoding))
    for at, damage in cuts:
        start = at % len(body)
        body[start : start + len(damage)] = damage
    survive(bytes(body[:end]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(PAGE)), st.sampled_from(TAGS), st.sampled_from([1, 3, 40, 400])
        ),
        max_size=8,
    )
)
def test_pages_with_damaged_markup(insertions: list[tuple[int, str, int]]) -> None:
    html = PAGE
    for at, tag, times in insertions:
        html = html[:at] + tag * times + html[at:]
    survive(html.encode())


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(body: bytes) -> None:
    survive(body)


@pytest.mark.parametrize("case", GIANTS)
def test_giant_page_takes_bounded_time(case: str) -> None:
    start = time.process_time()
    survive(GIANTS[case].encode())
    assert time.process_time() - start < MOST_SECONDS
