"""Lists that a page's script fetches: the call that brings what the page itself does not show."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from urllib.parse import urlencode, urljoin

from crawler.discovery.anchors import has_address
from crawler.discovery.forms import form_address, with_entry_link
from crawler.discovery.json_text import parse_json
from crawler.discovery.scripts import with_addresses
from crawler.discovery.tree import Element
from crawler.discovery.urls import absolute
from seeds.crawling.data import Call, data_knowledge
from seeds.whole_numbers import whole_number

_MOST_CALLS = 10
"""Of one page; a home page shows the newest of half a dozen columns, and a trap shows thousands."""
_MOST_COLUMNS = 300
"""Of a whole directory that one page bears; a county's has some 60."""


def calls(text: str, url: str) -> list[str]:
    """Return the addresses of the lists that a page's script would fetch, all by one kind of call.

    A page makes its calls in one way, one for each of its columns; what looks like another kind's
    is the same call once more, guessed from less.
    """
    found = f"{url}\n{with_addresses(_joined(text))}"
    for call in data_knowledge().calls:
        filled = (
            _address(call, absolute(url, _filled(call, address, groups)), groups)
            for groups in _groups(call, found)
            for address in call.addresses
        )
        addresses = dict.fromkeys(filter(None, filled))
        if addresses:
            return list(islice(addresses, _MOST_COLUMNS if call.each else _MOST_CALLS))
    return []


def jpaas_following(tree: Element, url: str) -> str | None:
    """Return the call for what follows the rows that a jpaas page shows, or None."""
    return _unit_call(tree, url, first=False)


def jpaas_list(tree: Element, url: str) -> str | None:
    """Return the call for the first rows of a jpaas page that shows none; None for others."""
    return _unit_call(tree, url, first=True)


def _unit_call(tree: Element, url: str, *, first: bool) -> str | None:
    """Return the call of the list's unit, if what it asks for is, or is not, the first page.

    Units fill the parts of a page, its menu and its list alike: the list's is nearest to the pager.
    """
    pager = next(filter(_is_pager, tree.iter()), None)
    units = filter(_is_unit, tree.iter())
    for unit in sorted(units, key=lambda unit: -_depth(_around(unit, pager))):
        written = _attribute(unit, data_knowledge().jpaas.data_attributes)
        data = parse_json(written.replace("'", '"'))
        if isinstance(data, dict):
            shown, total, size = _shown(pager, _around(unit, pager))
            is_whole = total is not None and shown >= total
            number = 2 if shown else 1
            return (
                None if is_whole or first == bool(shown) else _asked(unit, data, number, size, url)
            )
    return None


def _asked(unit: Element, data: dict[str, object], number: int, size: int, url: str) -> str | None:
    """Return the address of a page of a unit's rows, ``size`` each."""
    jpaas = data_knowledge().jpaas
    wanted = {jpaas.page_key: number, jpaas.size_key: size}
    query = {**data, jpaas.parameter: json.dumps(wanted, separators=(",", ":"))}
    target = urljoin(url, _attribute(unit, jpaas.url_attributes))
    return absolute(url, f"{target}?{urlencode(query)}")


def _is_unit(element: Element) -> bool:
    jpaas = data_knowledge().jpaas
    return jpaas.path in _attribute(element, jpaas.url_attributes)


def _around(unit: Element, pager: Element | None) -> Element:
    """Return what holds both a unit and the pager: its rows stand in there, if any do."""
    if pager is None:
        return unit
    holders = {pager, *pager.iterancestors()}
    return next((each for each in (unit, *unit.iterancestors()) if each in holders), unit)


def _depth(element: Element) -> int:
    return sum(1 for _ in element.iterancestors())


def _attribute(element: Element, names: tuple[str, ...]) -> str:
    if not isinstance(element.tag, str):
        return ""
    return next((value for name in names if (value := element.get(name))), "")


_DEFAULT_SIZE = 15
"""Rows of a jpaas page whose pager does not say."""


def _shown(pager: Element | None, around: Element) -> tuple[int, int | None, int]:
    """Return how many rows the page shows, how many there are, and how many a page has.

    A pager counts rows that its script is yet to ask for: none is shown where there are fewer
    links than it says.
    """
    if pager is None:
        return 0, None, _DEFAULT_SIZE
    size = _whole(pager.get("rows")) or _DEFAULT_SIZE
    total = _whole(pager.get("count"))
    told = size if total is None else min(size, total)
    linked = {each.get("href") for each in around.iter("a") if has_address(each)}
    return (told if len(linked) >= told else 0), total, size


def _is_pager(element: Element) -> bool:
    given = element.get("rows") or element.get("count")
    return given is not None and "pagination" in (element.get("class") or "")


def _whole(text: str | None) -> int | None:
    return whole_number(text) if text and text.strip().isdecimal() else None


# '/searchList/' + channelId + '?page=' + n, with var channelId = 'a1a0…' before it
_VARIABLE_BETWEEN = re.compile(r"""(["'])\s*\+\s*(?:\w+\.)*(?P<name>[A-Za-z_$][\w$]*)\s*\+\s*\1""")
_NUMBERED = re.compile(r"[/_-]\.json", re.IGNORECASE)
_VARIABLE_LAST = re.compile(
    r"""(?P<quote>["'])\s*\+\s*(?:\w+\.)*(?P<name>[A-Za-z_$][\w$]*)(?=\s*[,;)\n}])"""
)


# Whatever is written within a value is looked at too: it may be the text of a script.
_VALUE = re.compile(
    r"""(?<![\w$.?&])(?P<name>[A-Za-z_$][\w$]*)"""
    r"""(?=["']?\s*[:=]\s*(?:(?P<q>["'])(?P<text>.*?)(?P=q)|(?P<number>\d+)))"""
)


def _values(text: str) -> dict[str, str]:
    """Return the first text or number that each variable of a page is given."""
    found: dict[str, str] = {}
    for match in _VALUE.finditer(text):
        found.setdefault(match["name"], match["text"] or match["number"] or "")
    return found


def _joined(text: str) -> str:
    """Return a page with the variables that its texts are joined with replaced by their values.

    One without a value, such as a page's number, becomes nothing, or 1 in a file's name.
    """

    @cache
    def known() -> dict[str, str]:
        return _values(text)

    def value(match: re.Match[str]) -> str:
        filled = known().get(match["name"], "")
        whole, start, end = match.string, match.start(), match.end()
        if not filled and _NUMBERED.fullmatch(
            whole[max(0, start - 1) : start] + whole[end : end + 5]
        ):
            filled = "1"
        return filled + (match.groupdict().get("quote") or "")

    return _VARIABLE_LAST.sub(value, _VARIABLE_BETWEEN.sub(value, text))


def _groups(call: Call, text: str) -> Iterator[dict[str, str]]:
    """Yield what each call of a kind fills its addresses with."""
    if len(call.find) == 1:
        yield from (each.groupdict(default="") for each in call.find[0].finditer(text))
        return
    found: list[re.Match[str]] = []
    for pattern in call.find:
        match = pattern.search(text)
        if match is None:
            return
        found.append(match)
    groups = {name: value for match in found for name, value in match.groupdict("").items()}
    if call.each is None:
        yield groups
        return
    for each in call.each.finditer(text, found[-1].end()):
        yield groups | each.groupdict(default="")


def _address(call: Call, target: str | None, groups: dict[str, str]) -> str | None:
    """Return the address of what a call asks for, with what it sends."""
    if target is None or not call.form:
        return target and with_entry_link(target, call.link or None)
    return form_address(target, {name: text.format(**groups) for name, text in call.form.items()})


def _filled(call: Call, address: str, groups: dict[str, str]) -> str:
    filled = address.format(**groups).replace("&amp;", "&")
    page = call.page or groups.get("page", "")
    if not page:
        return filled
    numbered = re.compile(rf"(?<=[?&]){re.escape(page)}=[^&]*")
    if numbered.search(filled):
        return numbered.sub(f"{page}={call.first}", filled, count=1)
    return f"{filled}{'&' if '?' in filled else '?'}{page}={call.first}"
