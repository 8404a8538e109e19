"""Lists of the plugin ``jpage`` on other systems than Hanweb's: records asked for by number.

``$("#list").jpage({totalRecord: 70, proxyUrl: "/TrueCMS/…/getMessage.do", perPage: 10,
groupSize: 3, ajaxParam: {columnId: "…"}})``: the page holds the first group of pages, the plugin
asks for the next ones, a group at a time, ``?startrecord=31&endrecord=60&perpage=10&columnId=…``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.discovery import hanweb
from crawler.discovery.scripts import COMMENTS
from crawler.discovery.urls import absolute
from seeds.crawling.paging import paging_knowledge
from seeds.whole_numbers import whole_number

_START, _END, _SIZE = "startrecord", "endrecord", "perpage"


def following(text: str, url: str) -> str | None:
    """Return the address of the records after those of this page or answer, or None."""
    query = dict(parse_qsl(urlsplit(url).query))
    if {_START, _END} <= query.keys():
        return _after(text, url, query)
    return _first(text, url) if ".jpage" in text else None


def _first(text: str, url: str) -> str | None:
    """Return the call for the group of pages after the one that the page holds."""
    known = paging_knowledge().jpage
    call = known.call.search(text)
    told = COMMENTS.sub(" ", text[call.end() :]) if call else ""
    proxy, size = known.proxy_url.search(told), known.per_page.search(told)
    rows = whole_number(size["number"]) if size else 0
    if proxy is None or size is None or not rows or hanweb.is_proxy(proxy["url"]):
        return None
    group = known.group_size.search(told)
    pages = max(1, whole_number(group["number"])) if group else 1
    most = rows * pages
    held = _held(text) or most
    total = hanweb.total_records(told)
    if total is not None and held >= total:
        return None
    fields = known.parameters.search(told)
    given = known.parameter.finditer(fields["fields"]) if fields else ()
    asked = {_START: held + 1, _END: held + most, _SIZE: size["number"]}
    further = asked | {each["key"]: each["text"] or each["number"] or "" for each in given}
    target = absolute(url, proxy["url"])
    return target and absolute(url, f"{target}{'&' if '?' in target else '?'}{urlencode(further)}")


def _after(text: str, url: str, query: Mapping[str, str]) -> str | None:
    """Count the records on while answers hold some."""
    start, end = query[_START], query[_END]
    answered, total = _held(text), hanweb.total_records(text)
    if not (start.isdecimal() and end.isdecimal() and answered):
        return None
    last = whole_number(end)
    if total is not None and last >= total:
        return None
    further = {_START: last + 1, _END: last + last - whole_number(start) + 1}
    return re.sub(
        rf"(?<=[?&])({_START}|{_END})=\d+",
        lambda match: f"{match[1]}={further[match[1]]}",
        url,
    )


def _held(text: str) -> int:
    """Return how many records a page or answer has; a script's pattern of one has no link."""
    return sum("href" in record for record in hanweb.records(text))
