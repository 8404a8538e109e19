"""Lists that a page's script fetches: the call that brings what the page itself does not show."""

from __future__ import annotations

import json
import re
from urllib.parse import urlencode, urljoin

from lxml.html import HtmlElement

from crawler.discovery.json_lists import parse_json
from crawler.discovery.urls import absolute
from seeds.crawling.data import Call, data_knowledge


def first_call(text: str, url: str) -> str | None:
    """Return the address of the list that a page without rows would fetch, or None."""
    for call in data_knowledge().calls:
        address = _filled(call, text)
        if address is not None:
            return absolute(url, address)
    return None


def jpaas_call(tree: HtmlElement, url: str) -> str | None:
    """Return the call for what follows the rows that a jpaas page shows, or None."""
    jpaas = data_knowledge().jpaas
    for element in tree.iter():
        address = element.get(jpaas.url_attribute) if isinstance(element.tag, str) else None
        if address and jpaas.path in address:
            data = parse_json((element.get(jpaas.data_attribute) or "").replace("'", '"'))
            shown, total, size = _shown(tree)
            if isinstance(data, dict) and (total is None or shown < total):
                wanted = {jpaas.page_key: 2 if shown else 1, jpaas.size_key: size}
                query = {**data, jpaas.parameter: json.dumps(wanted, separators=(",", ":"))}
                return absolute(url, f"{urljoin(url, address)}?{urlencode(query)}")
    return None


_DEFAULT_SIZE = 15
"""Rows of a jpaas page whose pager does not say."""


def _shown(tree: HtmlElement) -> tuple[int, int | None, int]:
    """Return how many rows the page shows, how many there are, and how many a page has."""
    for pager in tree.xpath("//*[contains(@class, 'pagination')][@rows or @count]"):
        size = _whole(pager.get("rows")) or _DEFAULT_SIZE
        total = _whole(pager.get("count"))
        return (size if total is None else min(size, total)), total, size
    return 0, None, _DEFAULT_SIZE


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.strip().isdecimal() else None


def _filled(call: Call, text: str) -> str | None:
    groups: dict[str, str] = {}
    for pattern in call.find:
        match = pattern.search(text)
        if match is None:
            return None
        groups |= match.groupdict()
    address = call.address.format(**groups).replace("&amp;", "&")
    numbered = re.compile(rf"(?<=[?&]){re.escape(call.page)}=[^&]*")
    if numbered.search(address):
        return numbered.sub(f"{call.page}=1", address, count=1)
    return f"{address}{'&' if '?' in address else '?'}{call.page}=1"
