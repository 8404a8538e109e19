"""Asks for the script files that pages need to be read with."""

from __future__ import annotations

from dataclasses import dataclass

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost
from twisted.web.client import ResponseFailed

from archive.ledger import PageState
from archive.records import WarcPointer
from crawler.answers.outcomes import digest_of
from crawler.answers.responses import reason_of
from crawler.politeness.refusals import RefusedError, RunEndsError
from seeds.catalogue import Site

LONGEST_BYTES = 300_000
"""What a site writes by itself is a tenth of it, bundles of components are more."""
_TOO_LONG = f"script too long: more than {LONGEST_BYTES} bytes"

_NOT_HAD = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
    ConnectError,
    ConnectionDone,
    ConnectionLost,
    ResponseFailed,
    TunnelError,
    OSError,
)
"""Errors of the network (those after which Scrapy asks again, ``RETRY_EXCEPTIONS``, and what they
wrap) and refusals. Whatever else fails is no answer of the site's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What became of a script file."""

    state: PageState
    text: str = ""
    reason: str | None = None
    status: int | None = None
    digest: str | None = None
    warc: WarcPointer | None = None


class ScriptFiles:
    """Fetches the script files of a run's sites."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    async def fetched(self, url: str, site: Site) -> Script:
        """Return what became of a file. Raises what is nobody's answer: the archive's errors."""
        request = Request(
            url,
            callback=NO_CALLBACK,
            meta={
                "dont_redirect": True,
                "dont_obey_robotstxt": not site.obey_robots,
                "download_maxsize": LONGEST_BYTES,
            },
        )
        try:
            return _answered(await self._crawler.engine.download_async(request))
        except RunEndsError:
            raise
        except DownloadCancelledError:  # so Scrapy ends what is longer than its bound
            return Script(state="excluded", reason=_TOO_LONG)
        except RefusedError as refusal:
            return Script(state="failed" if refusal.passing else "excluded", reason=refusal.reason)
        except _NOT_HAD as error:
            return Script(state="failed", reason=reason_of(error))

    def leave_out(self) -> None:
        """Count a file that is not asked for."""
        if self._crawler.stats is not None:
            self._crawler.stats.inc_value("script_files/left_out")


def _answered(response: Response) -> Script:
    wall, status = response.meta.get("wall"), response.status
    if wall is not None or status != 200:
        reason = f"HTTP {status}" if wall is None else f"blocked:{wall}"
        return Script(state="failed", reason=reason, status=status)
    if len(response.body) > LONGEST_BYTES:
        return Script(state="excluded", reason=_TOO_LONG, status=status)
    return Script(
        state="fetched",
        text=_decoded(response.body),
        status=status,
        digest=digest_of(response.body),
        warc=response.meta.get("warc"),
    )


def _decoded(body: bytes) -> str:
    """Return a script's text: in UTF-8, or in what Chinese pages are written in otherwise."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("gb18030", "replace")
