"""What a page shows and asks for once its scripts have run: lists that are empty before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from urllib.parse import urlsplit

from crawler.discovery.anchors import base_of, core_of, link_words
from crawler.discovery.result import Shown, Signing
from crawler.discovery.tree import Element, parse
from crawler.discovery.urls import absolute
from crawler.scripting.asked import addresses_of, signed_of
from crawler.scripting.calendars import with_days
from crawler.scripting.documents import document_of
from crawler.scripting.elements import Selected, element_told
from crawler.scripting.engine import RunAwayError, SpoiltError, run
from crawler.scripting.noted_calls import Noted, NotedCall
from crawler.scripting.signatures import signature_names
from crawler.scripting.signed_calls import Signed
from crawler.scripting.signing_needs import needs_of, own_alone, with_unmet
from crawler.scripting.tokens import SIGN
from seeds.crawling.data import data_knowledge
from seeds.crawling.paging import paging_knowledge

_LONGEST_SCRIPTS = 300_000
"""Characters of all scripts of a page that are run."""
_MOST_CLICKS = 40
"""Elements of a page whose scripts are run."""
_A_WHILE = 86_461.0
"""Seconds between two runs whose calls are compared: another day, minute and second."""
_LONG_AGO = 1_700_000_123_456
"""Milliseconds since 1970; likewise."""
_SCRIPT = re.compile(r"(?:(?:text|application)/(?:x-)?(?:java|ecma)script|module)?(?:;.*)?")


def shown(text: str, url: str, files: Mapping[str, str]) -> Shown:
    """Return what the scripts of a page add to it; ``files``: its script files by address.

    Raises RunAwayError where they do not come to an end, SpoiltError where they break the sandbox.
    """
    tree = parse(text)
    scripts, page = list(_scripts(tree, url, files)), _page(tree, url)
    if not scripts and not page["handlers"] and not _has_sending_menu(tree):
        return Shown()

    select = Selected(tree).by

    def again(**changes: object) -> Noted:
        try:
            return Noted.read(run(scripts, {**page, **changes}, select))
        except (RunAwayError, SpoiltError):
            return Noted()  # they need answers; what they ask for is known from the run before

    base = base_of(tree, url)
    found = with_days(Noted.read(run(scripts, page, select)), lambda joint: again(dated=joint))
    told = _signed(found, lambda: run(scripts, {**page, "now": _LONG_AGO}, select))
    names = with_unmet(found, told, url, base)
    signed = bool(signed_of(found, base, names, 1) or needs_of(found, names, url, base))
    if not signed:  # what only looks like a signature is none
        names = replace(names, names=frozenset())
    asked = addresses_of(found, base, names, lambda parts: again(lacking=sorted(parts)))
    document = document_of(found, url, base)
    return Shown(_written(found), tuple(asked.addresses), asked.turned, signed, document)


def signed(
    text: str,
    url: str,
    files: Mapping[str, str],
    *,
    number: int,
    now: float,
    known: Mapping[str, str] | None = None,
) -> Signing:
    """Return the calls that the scripts of a page sign to ask for a page of its list.

    ``now``: the seconds of the moment since 1970. ``known``: the answers of what the scripts need
    (``Need``), by its key. Raises as ``shown`` does.
    """
    tree = parse(text)
    scripts, select = list(_scripts(tree, url, files)), Selected(tree).by
    page = {**_page(tree, url), "turns": number, "known": dict(known or {})}

    def at(moment: float) -> Mapping[str, object]:
        return run(scripts, {**page, "now": int(moment * 1000)}, select)

    found, base = Noted.read(at(now)), base_of(tree, url)
    told = replace(
        _signed(found, lambda: at(now - _A_WHILE)), answers=tuple((known or {}).values())
    )
    names = with_unmet(found, told, url, base)
    calls = own_alone(signed_of(found, base, names, number), url, with_answers=bool(known))
    return Signing(calls, needs_of(found, names, url, base))


def _signed(found: Noted, at_another_moment: Callable[[], Mapping[str, object]]) -> Signed:
    def again() -> Sequence[NotedCall]:
        try:
            return Noted.read(at_another_moment()).calls
        except (RunAwayError, SpoiltError):
            return ()

    return Signed(signature_names(found.calls, again))


def _has_sending_menu(tree: Element) -> bool:
    """Tell whether a choice in a menu sends its form, though the page has no script.

    Where it goes to an address, the page is read without running anything.
    """
    return any("submit" in (each.get("onchange") or "") for each in tree.iter("select"))


def _scripts(tree: Element, url: str, files: Mapping[str, str]) -> Iterator[str]:
    """Yield the scripts of a page in their order, as many as may be run."""
    room, base = _LONGEST_SCRIPTS, base_of(tree, url)
    for script in tree.iter("script"):
        kind = (script.get("type") or "").strip().lower()
        source = script.get("src")
        written = files.get(absolute(base, source) or "", "") if source else script.text or ""
        if _SCRIPT.fullmatch(kind) and written.strip() and len(written) <= room:
            room -= len(written)
            yield written


def _page(tree: Element, url: str) -> dict[str, object]:
    parts = urlsplit(url)
    title = next((each.text or "" for each in tree.iter("title")), "")
    return {
        "href": url.partition("#")[0],
        "protocol": f"{parts.scheme}:",
        "host": parts.netloc,
        "hostname": parts.hostname or "",
        "port": str(parts.port or ""),
        "origin": f"{parts.scheme}://{parts.netloc}",
        "pathname": parts.path or "/",
        "search": f"?{parts.query}" if parts.query else "",
        "hash": "",
        "title": title,
        "clicks": list(islice(_clicks(tree), _MOST_CLICKS)),
        "handlers": [load for each in tree.iter("body") if (load := each.get("onload"))],
        "pagers": data_knowledge().pagers,
        "drawers": data_knowledge().drawers,
        "next_words": sorted(
            {*paging_knowledge().next_words, *paging_knowledge().loads_more_words}
        ),
        "further": paging_knowledge().further_page,
        "lacking": [],
    }


def _clicks(tree: Element) -> Iterator[dict[str, object]]:
    """Yield what a click on each element does that has no address, but for menus and buttons.

    Of buttons, those that turn a list's page: what another one sends is its reader's.
    """
    for each in tree.iter("a", "li", "span", "td", "div", "dd", "tr", *_BUTTONS):
        if each.tag in _BUTTONS and not _turns(each):
            continue
        href = (each.get("href") or "").strip()
        code = each.get("onclick") or (href[11:] if href.lower().startswith("javascript:") else "")
        if "(" in code or "=" in code:
            words = each.get("value") or "" if each.tag == "input" else ""
            told = element_told(each)
            yield {**told, "code": code, "text": told["text"] or words}


_BUTTONS = "button", "input"


def _turns(button: Element) -> bool:
    words = core_of(link_words(button))
    known = paging_knowledge()
    return words in known.next_words or words in known.loads_more_words


def _written(found: Noted) -> str:
    """Return what scripts write that is no pattern of what they make of an answer."""
    return "\n".join(dict.fromkeys(each for each in found.written if SIGN not in each))
