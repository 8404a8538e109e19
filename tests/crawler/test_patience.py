"""How long an answer is awaited."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Iterable

import pytest
from scrapy import Request, signals
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from crawler.politeness.patience import SLOWEST_BYTES_A_SECOND, Patience

SECONDS = 0.2


class _Unhurried(selectors.SelectSelector):
    """Lets an event loop's time pass at once when all wait, and never while one works.

    So that no busy machine makes a piece of an answer late.
    """

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self.now += timeout or 0.0
        return super().select(0)


def _loop() -> asyncio.AbstractEventLoop:
    selector = _Unhurried()
    loop = asyncio.SelectorEventLoop(selector)
    loop.time = lambda: selector.now  # type: ignore[method-assign]
    return loop


def awaited(pieces: Iterable[tuple[float, int]], seconds: float = SECONDS) -> Response:
    """Await an answer whose pieces come after so many seconds, so many bytes each."""
    crawler = get_crawler(settings_dict={"DOWNLOAD_TIMEOUT": seconds, "DOWNLOAD_MAXSIZE": 1_000})
    patience, request = Patience(crawler), Request("http://www.x.gov.cn/")

    async def download(request: Request) -> Response:
        for pause, length in pieces:
            await asyncio.sleep(pause)
            crawler.signals.send_catch_log(
                signals.bytes_received, data=bytes(length), request=request, spider=None
            )
        return Response(request.url)

    with asyncio.Runner(loop_factory=_loop) as runner:
        return runner.run(patience.wait(request, download))


def test_an_answer_in_time_is_an_answer() -> None:
    assert awaited([(0.0, 10)]).status == 200


def test_one_that_comes_along_may_take_long() -> None:
    enough = int(SLOWEST_BYTES_A_SECOND * 2 * SECONDS)
    assert awaited([(0.6 * SECONDS, enough)] * 5).status == 200


@pytest.mark.parametrize("length", [0, 1, 20])
def test_one_that_stalls_or_drips_is_given_up(length: int) -> None:
    with pytest.raises(DownloadTimeoutError, match=r"no whole answer in 0\.2 s"):
        awaited([(0.3 * SECONDS, length)] * 20)


def test_without_a_bound_everything_is_awaited() -> None:
    assert awaited([(2 * SECONDS, 0)], seconds=0).status == 200
