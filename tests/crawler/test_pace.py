"""A host that answers nothing but that it is busy is left alone for the run."""

from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from crawler.politeness.pace import Pace
from crawler.politeness.slots import HostSlot

HOST = "www.a.gov.cn"


@pytest.fixture
def pace(monkeypatch: pytest.MonkeyPatch) -> Pace:
    pace = Pace(get_crawler(settings_dict={"PACE_ENABLED": True, "AUTOTHROTTLE_MAX_DELAY": 60}))
    slot = HostSlot(1, 0.0, 0.0)
    monkeypatch.setattr(pace, "_slot", lambda _host: slot)
    monkeypatch.setattr(pace, "floor", lambda _host: 0.0)
    monkeypatch.setattr(Pace, "_downloader", None)  # there is no engine
    return pace


def answered(pace: Pace, *statuses: int) -> str | None:
    for status in statuses:
        request = Request(f"http://{HOST}/", meta={"download_latency": 0.1})
        pace._after(Response(request.url, status=status), request)
    return pace.resting(HOST)


@pytest.mark.parametrize("status", [429, 503])
def test_it_rests_after_two_pages_with_their_retries(pace: Pace, status: int) -> None:
    assert answered(pace, *[status] * 5) is None
    assert answered(pace, status) == f"HTTP {status}: 6 times in a row"


def test_a_host_that_answers_between_goes_on(pace: Pace) -> None:
    assert answered(pace, *[503, 503, 503, 200] * 4) is None


@pytest.mark.parametrize(
    ("status", "eases"), [(200, True), (304, True), (404, False), (302, False)]
)
def test_its_delay_eases_with_answers_that_are_no_errors(
    pace: Pace, status: int, *, eases: bool
) -> None:
    answered(pace, 503, 503, 503)
    slot = pace._slot(HOST)
    assert slot is not None
    widened = slot.delay
    answered(pace, *[status] * 4)
    assert (slot.delay < widened / 4) is eases
