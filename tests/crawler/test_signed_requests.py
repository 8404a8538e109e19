"""Signed calls wait behind nothing: a signature is taken for a minute or so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest
from scrapy.http import HtmlResponse

from crawler.answers.signed_lists import SignedLists
from crawler.discovery.result import SignedCall, Signing
from crawler.frontier.requests import request_for
from crawler.frontier.visit import Visit
from crawler.scripting.noted_calls import NotedCall
from crawler.scripting.signed_calls import as_sent_by
from tests.crawler.script_pages import HOST, URL
from tests.crawler.sites import site


def test_they_go_before_start_pages_and_lists() -> None:
    asked = f"{HOST}/api/rows?pageNo=1"
    call = SignedCall(asked, f"{asked}&sign=k", "GET", "", {})

    async def do(work: Callable[[], object]) -> object:
        return work()

    async def texts(*_: object) -> dict[str, str]:
        return {}

    async def signed(*_: object, **__: object) -> Signing:
        return Signing([call], [])

    row = SimpleNamespace(url=URL, state="fetched", http_status=200, due_at=None)
    shared = SimpleNamespace(
        scribe=SimpleNamespace(do=do),
        ledger=SimpleNamespace(known=lambda _: {URL: row}),
        frontier=SimpleNamespace(
            sites={"x": site()},
            may_ask=lambda *_: True,
            script_found=lambda *_: None,
            record=lambda *_: None,
        ),
    )
    scripts, runs = SimpleNamespace(texts=texts), SimpleNamespace(signed=signed)
    lists = SignedLists(cast("Any", shared), cast("Any", scripts), cast("Any", runs))
    visit = Visit(url=URL, site="x", kind="list", start=True)
    page = HtmlResponse(URL, body=b"<html></html>", encoding="utf-8")
    (request,) = asyncio.run(lists.begin(visit, page))
    start = request_for(visit, site(), lists.parse, lists.fail)
    assert (request.url, request.priority > start.priority) == (call.url, True)


@pytest.mark.parametrize(
    ("told", "sent"),
    [
        ({}, "ids%5B%5D=7&ids%5B%5D=8&q%5Bpage%5D=1&sign=k"),
        ({"arrays": "repeat"}, "ids=7&ids=8&q%5Bpage%5D=1&sign=k"),
        ({"json": True}, '{"ids": [7, 8], "q": {"page": 1}, "sign": "k"}'),
        ({"data": "ids=7&ids=8&sign=k"}, "ids=7&ids=8&sign=k"),
        ({"data": None}, ""),
    ],
)
def test_arrays_and_objects_are_sent_as_the_script_does(told: dict[str, Any], sent: str) -> None:
    data = {"ids": [7, 8], "q": {"page": 1}, "sign": "k"}
    call = NotedCall.read({"url": "/api/rows", "method": "POST", "data": data, **told})
    signed = as_sent_by(call, URL, f"{HOST}/api/rows")
    assert signed is not None
    assert signed.body == sent
    if told.get("json"):
        return
    get = NotedCall.read({"url": "/a", "method": "GET", "data": data, **told})
    asked = as_sent_by(get, URL, f"{HOST}/a")
    assert asked is not None
    assert asked.url == f"{HOST}/a" + (f"?{sent}" if sent else "")
