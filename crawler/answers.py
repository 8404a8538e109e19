"""What an answer says of itself, before its page is read."""

from __future__ import annotations

from scrapy.http import Response, TextResponse
from scrapy.utils.response import get_meta_refresh

from archive.records import RawPage
from crawler.discovery.urls import absolute
from crawler.visit import Visit

_SLOWEST_REFRESH_SECONDS = 5
"""A meta refresh that waits longer reloads a page for its reader and leads nowhere."""


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


def refresh_target(response: TextResponse) -> str | None:
    """Return where a page that is nothing but a meta refresh sends its reader, or None."""
    seconds, target = get_meta_refresh(response)
    if target is None or seconds is None or seconds > _SLOWEST_REFRESH_SECONDS:
        return None
    return None if absolute(response.url, target) == response.url else target


def location_of(response: Response) -> str:
    """Return the Location header of a redirect, empty where it has none."""
    return (response.headers.get("Location") or b"").decode("utf-8", "replace")


def reason_of(error: BaseException | None) -> str:
    """Return an error as the ledger keeps it: its class, then what it says."""
    message = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {message}" if message else type(error).__name__
