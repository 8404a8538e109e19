"""Turns a visit into Scrapy's request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from scrapy import Request

from crawler.discovery.forms import body_of, target_of
from crawler.frontier.visit import Visit
from crawler.rendering.middleware import RENDER
from seeds.catalogue import Site

# Articles before further list pages, so that what waits in memory stays little; start URLs and
# lists first of all, revisits last. Before them what is of the moment, and in vain later.
BEFORE_ALL = 50
_START, _LIST, _ARTICLE, _FURTHER_PAGE, _REVISIT = 40, 30, 20, 10, 0


class UnaskableError(Exception):
    """A visit's address cannot be made a request: what it would send is broken."""


class Requests:
    """Makes the requests for visits whose answers the spider takes.

    Args:
        sites: The catalogue by site id.
        callback: Takes an answer.
        errback: Takes why none came.
        unaskable: Takes a visit whose address cannot be asked, and why.

    """

    def __init__(
        self,
        sites: Mapping[str, Site],
        callback: Callable[..., Any],
        errback: Callable[..., Any],
        unaskable: Callable[[Visit, str], None],
    ) -> None:
        self._sites = sites
        self._callback = callback
        self._errback = errback
        self._unaskable = unaskable

    def of(self, visits: Iterable[Visit]) -> Iterator[Request]:
        """Yield the requests for visits; one that cannot be made fails that visit alone."""
        for visit in visits:
            try:
                yield request_for(visit, self._sites[visit.site], self._callback, self._errback)
            except UnaskableError as error:
                self._unaskable(visit, str(error))


def request_for(
    visit: Visit,
    site: Site,
    callback: Callable[..., Any],
    errback: Callable[..., Any],
    **carried: object,
) -> Request:
    """Return the request for a visit; ``carried`` goes into its ``meta`` for the callback.

    Raises UnaskableError where its address cannot be asked: rows of the ledger outlive the rules
    by which they were written.
    """
    try:
        return _request(visit, site, callback, errback, carried)
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise UnaskableError(f"no request can be made of the address: {error}") from error


def _request(
    visit: Visit,
    site: Site,
    callback: Callable[..., Any],
    errback: Callable[..., Any],
    carried: Mapping[str, object],
) -> Request:
    body, content_type = body_of(visit.url, visit.form_state) or (None, "")
    return Request(
        target_of(visit.url),
        method="GET" if body is None else "POST",
        body=body,
        headers=_headers(visit, site, content_type),
        callback=callback,
        errback=errback,
        priority=_priority(visit),
        # The frontier lets each address through once, and the spider follows redirects itself.
        dont_filter=True,
        meta={
            "visit": visit,
            "dont_redirect": True,
            "dont_obey_robotstxt": not site.obey_robots,
            **_fewer_tries(visit),
            **({RENDER: site} if site.render else {}),
            **carried,
        },
    )


_AS_SCRIPTS_DO = {"X-Requested-With": "XMLHttpRequest"}
"""What jQuery sends with every call to the page's own host; some systems (ThinkPHP's ``isAjax``)
send their data to nobody else."""


def _headers(visit: Visit, site: Site, content_type: str) -> dict[str, str]:
    """Return what a request says of itself, and when a page that was read before is sent again."""
    headers = {"Content-Type": content_type} if content_type else {}
    if visit.is_asked_by_script:
        headers |= _AS_SCRIPTS_DO
    known = visit.known
    if known is None or known.state != "fetched" or visit.resuming:
        return headers
    if visit.start:
        return headers  # what it shows tells whether the site is in trouble
    if site.render:
        return headers  # the page that was sent is as before, what its scripts fetch may be new
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    return headers


def _fewer_tries(visit: Visit) -> dict[str, object]:
    """Return how often at most a page is asked for again in this run that has failed before.

    Once where it failed in one run, never where it failed in more: what stalls or breaks off each
    time costs its server an answer each time. Its ways in are asked for as ever.
    """
    known = visit.known
    if known is None or known.state != "failed" or not known.attempts or visit.start:
        return {}
    return {"max_retry_times": 1 if known.attempts == 1 else 0}


def _priority(visit: Visit) -> int:
    if visit.start:
        return _START
    if visit.kind == "list":
        return _FURTHER_PAGE if visit.is_further_page else _LIST
    revisit = visit.known is not None and visit.known.state == "fetched"
    return _REVISIT if revisit else _ARTICLE
