"""What an answer says of itself, before its page is read."""

from __future__ import annotations

import re

from scrapy.http import Response, TextResponse
from scrapy.utils.response import get_meta_refresh

from archive.records import RawPage
from crawler.discovery.anchors import scripted_address
from crawler.discovery.urls import absolute
from crawler.frontier.visit import Visit

_SLOWEST_REFRESH_SECONDS = 5
"""A meta refresh that waits longer reloads a page for its reader and leads nowhere."""
_REFRESH_STANDS_WITHIN = 4_096
"""Characters of a page in which w3lib looks for one."""
_REFRESH = re.compile(
    r"""\s*(?P<seconds>\d{1,9})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?["']?(?P<target>[^"'\s]+)""",
    re.IGNORECASE,
)
"""As the HTML standard reads it: 0; url=/index.htm."""
_LONGEST_SENDING = 3_000
"""Characters of a page that only sends its reader on by a script."""
_HOLDS_A_PAGE = re.compile(r"<(?:a|p|h1|frame|iframe|form)\b", re.IGNORECASE)


def raw_page(response: Response, visit: Visit, *, url: str | None = None) -> RawPage:
    """Return an answer as the stages take it; ``url``: of a further page of the visit's article."""
    content_type = response.headers.get("Content-Type")
    return RawPage(
        url=url or visit.url,
        body=response.body,
        content_type=content_type.decode("latin-1") if content_type else None,
        fetched_at=response.meta.get("fetched_at"),
        http_status=response.status,
        warc=response.meta.get("warc"),
        listed_title=visit.listed_title,
        listed_date=visit.listed_date,
    )


def refresh_target(response: Response) -> str | None:
    """Return where a page that does nothing else sends its reader, or None.

    By a refresh in its header or a meta tag, or by a script that sets its location: many home pages
    are no more than that.
    """
    seconds, target = refresh_header(response)
    if target is None and isinstance(response, TextResponse):
        seconds, target = _meta_refresh(response)
    if target is None:
        target = _scripted_target(response.text) if isinstance(response, TextResponse) else None
    elif seconds is None or seconds > _SLOWEST_REFRESH_SECONDS:
        return None
    if target is None or absolute(response.url, target) == response.url:
        return None
    return target


def refresh_header(response: Response) -> tuple[float | None, str | None]:
    """Return seconds and target of a ``Refresh`` header, which browsers follow as a meta tag."""
    value = (response.headers.get("Refresh") or b"").decode("utf-8", "replace")
    found = _REFRESH.match(value)
    return (float(found["seconds"]), found["target"]) if found else (None, None)


def _meta_refresh(response: TextResponse) -> tuple[float | None, str | None]:
    """Return seconds and target; most pages show at a glance that they have none."""
    if "refresh" not in response.text[:_REFRESH_STANDS_WITHIN].lower():
        return None, None
    return get_meta_refresh(response)


def _scripted_target(text: str) -> str | None:
    bare = len(text) <= _LONGEST_SENDING and not _HOLDS_A_PAGE.search(text)
    # Which way it sends its reader there, its script has to run to tell.
    return scripted_address(text) if bare and "userAgent" not in text else None


def location_of(response: Response) -> str:
    """Return the Location header of a redirect, empty where it has none."""
    return (response.headers.get("Location") or b"").decode("utf-8", "replace")


def reason_of(error: BaseException | None) -> str:
    """Return an error as the ledger keeps it: its class, then what it says."""
    message = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {message}" if message else type(error).__name__
