"""What a callback gives is dealt with one thing after another, and what it raises is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any, cast

import pytest
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure

from crawler.running.one_by_one import OneByOne

REQUEST = Request("http://www.example.gov.cn/")
RESPONSE = Response(REQUEST.url)


class Engine:
    """Stands for the engine and its scraper; notes what comes to it."""

    def __init__(self) -> None:
        self.scraper = self
        self.told: list[object] = []

    def crawl(self, request: Request) -> None:
        self.told.append(request.url)

    async def start_itemproc_async(self, item: object, *, response: object) -> None:
        assert response is RESPONSE
        self.told.append(f"begins {item}")
        await asyncio.sleep(0)
        self.told.append(f"ends {item}")

    def handle_spider_error(self, failure: Failure, request: object, response: object) -> None:
        assert (request, response) == (REQUEST, RESPONSE)
        self.told.append(type(failure.value))


def one_by_one(engine: Engine, items_at_once: int = 1) -> OneByOne:
    settings = Settings({"CONCURRENT_ITEMS": items_at_once})
    return OneByOne(cast("Crawler", SimpleNamespace(settings=settings, engine=engine)))


async def raising() -> AsyncIterator[Any]:
    yield "one"
    yield REQUEST
    yield None
    raise ValueError("a mistake")


def test_each_item_is_done_before_the_next_thing_and_an_error_is_told() -> None:
    engine = Engine()
    asyncio.run(one_by_one(engine).deal_with(raising(), REQUEST, RESPONSE))
    assert engine.told == ["begins one", "ends one", REQUEST.url, ValueError]


def test_what_is_at_hand_already_is_dealt_with_alike() -> None:
    engine = Engine()
    asyncio.run(one_by_one(engine).deal_with(["one", REQUEST], REQUEST, RESPONSE))
    assert engine.told == ["begins one", "ends one", REQUEST.url]


def test_it_takes_the_place_of_the_scrapers_own() -> None:
    engine = Engine()
    extension = one_by_one(engine)
    extension.begin()
    assert cast("Any", engine).handle_spider_output_async == extension.deal_with


def test_several_items_at_once_are_scrapys_matter() -> None:
    with pytest.raises(NotConfigured):
        one_by_one(Engine(), items_at_once=2)
