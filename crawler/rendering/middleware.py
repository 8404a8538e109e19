"""Shows a fetched page to a browser and takes what its scripts made of it."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self, cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import HtmlResponse, Response
from scrapy.http.request import NO_CALLBACK

from archive.raw.records import Exchange
from archive.raw.store import RawStore
from crawler.politeness.slots import HostDownloader
from crawler.rendering.browser import HANDLER
from seeds.addresses import host_of
from seeds.catalogue import Site

if TYPE_CHECKING:  # the extra may be missing
    from playwright.async_api import Page, Route

logger = logging.getLogger(__name__)

RENDER = "render"
"""Key of ``meta``: the site whose page this is, where it is to be rendered."""
_WANTED = frozenset({"document", "script", "xhr", "fetch"})
"""Kinds of requests that bring text; pictures, fonts and style sheets bring none."""
_IDLE_SECONDS = 15.0
"""How long a page may go on asking for more; those that never rest are taken as they are."""
_MOST_KEPT = 500
"""Scripts kept for the run: all pages of a site share the same few."""


class RenderMiddleware:
    """Renders pages whose request says so; stands above whatever judges an answer.

    The page itself comes as every page does: robots.txt, walls, redirects and pace are dealt with
    before, and a wall's script is never run. The browser gets that answer instead of asking again.
    What its scripts ask for is fetched by Scrapy too, in the host's queue, and only from the site's
    own hosts; the browser itself reaches nothing.
    """

    def __init__(self, crawler: Crawler) -> None:
        if HANDLER not in crawler.settings.getdict("DOWNLOAD_HANDLERS").values():
            raise NotConfigured
        self._crawler = crawler
        self._scripts: dict[str, Response] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Opt out where no site of the run is rendered."""
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Return the page as a browser shows it; other answers as they are."""
        site: Site | None = request.meta.get(RENDER)
        if site is None or response.status != 200 or request.meta.get("wall"):
            return response
        if not isinstance(response, HtmlResponse):
            return response
        downloader = cast("HostDownloader", self._crawler.engine.downloader)
        shown = await downloader.download_unqueued(self._to_show(response, site))
        return self._kept(request, response, shown)

    # --- showing ----------------------------------------------------------------------------------

    def _to_show(self, response: HtmlResponse, site: Site) -> Request:
        from scrapy_playwright.page import PageMethod  # noqa: PLC0415 - the extra may be missing

        async def begin(page: Page, _request: Request) -> None:
            await page.route("**/*", lambda route: self._answer(route, response, site))

        return Request(
            response.url,
            meta={
                "playwright": True,
                "playwright_page_init_callback": begin,
                "playwright_page_methods": [PageMethod(_settle)],
                "playwright_context_kwargs": {
                    "user_agent": self._crawler.settings["USER_AGENT"],
                    "service_workers": "block",
                    "accept_downloads": False,
                },
            },
        )

    async def _answer(self, route: Route, page: HtmlResponse, site: Site) -> None:
        """Answer one request of the browser."""
        asked = route.request
        if asked.is_navigation_request() and asked.url == page.url:
            await route.fulfill(status=200, content_type="text/html; charset=utf-8", body=page.text)
            return
        response = await self._fetched(route, site) if self._may_ask(route, site) else None
        if response is None:
            await route.abort()
            return
        await route.fulfill(
            status=response.status, content_type=_content_type(response), body=response.body
        )

    def _may_ask(self, route: Route, site: Site) -> bool:
        """Tell whether a request brings text, and from the site's own hosts."""
        if route.request.resource_type not in _WANTED:
            return False
        return site.covers(host_of(route.request.url))

    async def _fetched(self, route: Route, site: Site) -> Response | None:
        """Return what Scrapy gets for the browser, None where a rule or an error keeps it away."""
        asked = route.request
        if asked.url in self._scripts:
            return self._scripts[asked.url]
        request = Request(
            asked.url,
            method=asked.method,
            body=asked.post_data_buffer,
            headers=_passed_on(asked.headers),
            callback=NO_CALLBACK,
            meta={"dont_redirect": True, "dont_obey_robotstxt": not site.obey_robots},
        )
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception as error:  # the browser is told of a failed request, whatever failed it
            logger.info("%s: %r, asked for by a page of %s", asked.url, error, site.id)
            return None
        if 300 <= response.status < 400:
            return None  # the browser would follow by itself
        if asked.resource_type == "script" and len(self._scripts) < _MOST_KEPT:
            self._scripts[asked.url] = response
        return response

    # --- keeping ----------------------------------------------------------------------------------

    def _kept(self, request: Request, response: HtmlResponse, shown: Response) -> Response:
        """Write what was shown into the raw store, so that it can be read again; return it."""
        rendered = HtmlResponse(
            response.url,
            status=response.status,
            headers={"Content-Type": "text/html; charset=utf-8"},
            body=shown.text.encode("utf-8", "replace"),
            encoding="utf-8",
            request=request,
            ip_address=response.ip_address,
        )
        now = datetime.now(UTC)
        request.meta["warc"] = self._store.write(
            Exchange(
                url=response.url,
                status=response.status,
                headers=((b"Content-Type", b"text/html; charset=utf-8"),),
                body=rendered.body,
                fetched_at=now,
                decoded=True,
            )
        )
        request.meta["fetched_at"] = now
        return rendered

    @property
    def _store(self) -> RawStore:
        spider: Any = self._crawler.spider
        return cast("RawStore", spider.session.raw_store)


async def _settle(page: Page) -> None:
    """Wait until a page asks for nothing more."""
    from playwright.async_api import TimeoutError as TimedOut  # noqa: PLC0415 - see above

    with suppress(TimedOut):
        await page.wait_for_load_state("networkidle", timeout=_IDLE_SECONDS * 1000)


def _content_type(response: Response) -> str:
    return (response.headers.get("Content-Type") or b"text/plain").decode("latin-1")


def _passed_on(headers: dict[str, str]) -> dict[str, str]:
    """Return what a script may say of its request; who we are, we say ourselves."""
    return {
        name: value
        for name, value in headers.items()
        if name in {"accept", "content-type", "referer", "x-requested-with"}
    }
