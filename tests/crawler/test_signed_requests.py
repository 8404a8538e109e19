"""Signed calls wait behind nothing: a signature is taken for a minute or so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

from scrapy.http import HtmlResponse

from crawler.answers.signed_lists import SignedLists
from crawler.discovery.result import SignedCall, Signing
from crawler.frontier.requests import request_for
from crawler.frontier.visit import Visit
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
