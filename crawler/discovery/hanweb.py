"""Hanweb ``jpage`` lists: records in the page's own script, further ones by ``dataproxy.jsp``."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit

from crawler.discovery.forms import form_address, form_of
from crawler.discovery.urls import absolute
from seeds.crawling.paging import HanwebPager, paging_knowledge
from seeds.whole_numbers import whole_number

_GROUP = 3
"""Pages that the site's own script asks for in one call."""
_DEFAULT_PER_PAGE = 15
_CALL_REACH = 2000
"""Characters around the call's address in which its form fields are written."""
_PAGE = re.compile(r"(?<=[?&]page=)\d+")


def records(text: str) -> list[str]:
    """Return the HTML fragments of a page's records, in order; empty for another kind of list."""
    return [match["html"].strip() for match in _pager().record.finditer(text)]


def is_proxy(url: str) -> bool:
    """Tell whether an address is that of Hanweb's own call for records."""
    return "dataproxy.jsp" in url


def total_records(text: str) -> int | None:
    """Return how many records a list has, as its page or answer says; else None."""
    total = _pager().total_record.search(text)
    return whole_number(total["records"]) if total else None


def following(text: str, url: str) -> str | None:
    """Return the address of the group of records after those of this page or answer, or None."""
    if not is_proxy(url) and not is_proxy(text):
        return None
    if form_of(url) is not None:
        return _after_form(text, url)
    group = _pager().next_group.search(text)
    if group:
        return absolute(url, unescape(group["url"]))
    if is_proxy(url):
        return _after_group(text, url)
    return _first_form(text, url)


def _pager() -> HanwebPager:
    return paging_knowledge().hanweb


def _after_group(text: str, url: str) -> str | None:
    """Count ``page=`` up while answers hold records and no total says that this was the last."""
    number = _PAGE.search(url)
    if number is None or not records(text):
        return None
    total = _pager().total_page.search(text)
    if total and whole_number(number.group()) >= whole_number(total["pages"]):
        return None
    return _PAGE.sub(str(whole_number(number.group()) + 1), url, count=1)


def _first_form(text: str, url: str) -> str | None:
    """Build the call for the records that the page itself does not hold."""
    proxy = _pager().proxy_url.search(text)
    if proxy is None:
        return None
    around = text[max(0, proxy.start() - _CALL_REACH) : proxy.end() + _CALL_REACH]
    fields = {
        field["key"]: unquote(field["value"]) for field in _pager().form_field.finditer(around)
    }
    total = total_records(text)
    held = len(records(text))
    if total is not None and held >= total:
        return None
    size = _pager().per_page.search(text)
    per_page = whole_number(size["size"]) if size else _DEFAULT_PER_PAGE
    return _call(urljoin(url, unescape(proxy["url"])), fields, held + 1, per_page)


def _after_form(text: str, url: str) -> str | None:
    """Count the records on while answers hold some."""
    answered = len(records(text))
    fields = dict(form_of(url) or ())
    query = dict(parse_qsl(urlsplit(url).query))
    total = total_records(text)
    following_record = _number(query.get("startrecord"), 1) + answered
    if answered == 0 or (total is not None and following_record > total):
        return None
    per_page = _number(query.get("perpage"), _DEFAULT_PER_PAGE)
    return _call(url.partition("?")[0], fields, following_record, per_page)


def _number(digits: str | None, default: int) -> int:
    return whole_number(digits) if digits and digits.isdecimal() else default


def _call(proxy: str, fields: dict[str, str], start: int, per_page: int) -> str:
    query = {"startrecord": start, "endrecord": start + per_page * _GROUP - 1, "perpage": per_page}
    return form_address(f"{proxy.partition('?')[0]}?{urlencode(query)}", fields)
