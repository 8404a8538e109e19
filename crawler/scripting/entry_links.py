"""How the entries of a list are linked, as its page's scripts link them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from crawler.discovery.counted_up import names_page
from crawler.discovery.entry_patterns import EntryPattern, place_in_path
from crawler.discovery.steps import steps_of
from crawler.scripting.noted_calls import Noted, NotedCall, path_of
from crawler.scripting.tokens import SIGN, TOKEN, filled_in
from seeds.crawling.data import data_knowledge

# Bounded, and no piece looked at twice: scripts write what they like.
_ANCHOR = re.compile(
    r"<a\b(?P<attributes>[^<>]{0,2000})>(?P<inner>(?:[^<]|<(?!/?a\b)){0,4000})", re.I
)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)
_TITLE = re.compile(r"""\btitle\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_HEADING = re.compile(r"<h[1-6]\b[^<>]{0,2000}>(?P<inner>[^<]{0,4000})", re.I)
_MOST_PIECES = 100
"""Of what scripts write of an answer, and links within it; one row is as good as all."""
_NO_VALUE = re.compile(r"(?<![A-Za-z])(?:NaN|undefined|null|\[object)(?![A-Za-z])")
"""What scripts make of an entry's part that they reckon with: not what it is in an answer."""
_NO_ADDRESS = re.compile(r"\s*(?:javascript:|#|$)", re.I)


def entry_pattern(call: NotedCall, noted: Noted) -> EntryPattern | None:
    """Return the address, and what is known of the title, that scripts make of an entry, or None.

    What awaits an answer is written out of turn, then whatever list it is of.
    """
    anchors = list(islice(_anchors(call.written or noted.written), _MOST_PIECES))
    for anchor in anchors:
        address = _address(anchor)
        if _is_pattern(address):
            alike = (each for each in anchors if _address(each) == address)
            return EntryPattern(
                filled_in(address), title=next(filter(None, map(_words, alike)), "")
            )
    pattern = next(filter(_is_pattern, (*call.sent, *noted.opened)), None)
    if pattern is None:
        return None
    words = next(filter(None, map(_words, anchors)), "") or _heading(call.written or noted.written)
    return EntryPattern(filled_in(pattern), title=words)


def counting(link: EntryPattern | None, call: NotedCall) -> EntryPattern | None:
    """Return how entries are linked, with what the call counts on with where no name tells."""
    name = call.counts
    is_told = place_in_path(name) == 1 and names_page(path_of(call).rstrip("/"))
    steps, known = steps_of(name), data_knowledge()
    is_row = len(steps) == 1 and any(map(known.row_name.fullmatch, steps))  # by the rows listed
    if not name or is_told or is_row or known.page_name.fullmatch(name):
        return link
    return replace(link or EntryPattern(), counts=name)


def either(link: EntryPattern | None, spare: EntryPattern | None) -> EntryPattern | None:
    """Return how entries are linked: by the address that they bring, else by the other one.

    Where entries bring their address, scripts may make one of those that bring an empty one.
    """
    if link is None or spare is None:
        return link
    if not link.takes_given_address or spare.address == link.address:
        return link
    return replace(link, otherwise=spare.address)


def _anchors(written: Iterable[str]) -> Iterator[re.Match[str]]:
    """Yield the links of what is written that holds a part of an answer."""
    for piece in islice((each for each in written if SIGN in each), _MOST_PIECES):
        yield from _ANCHOR.finditer(piece)


def _is_pattern(address: str) -> bool:
    """Tell whether an address is made of an entry's parts, which have names."""
    if _NO_ADDRESS.match(address) or _NO_VALUE.search(TOKEN.sub("", address)):
        return False
    return any(TOKEN.findall(address))


def _words(anchor: re.Match[str]) -> str:
    """Return which of an entry's parts a link says."""
    inner = TOKEN.search(_TAG.sub(" ", anchor["inner"]))
    title = TOKEN.search(_first(_TITLE.search(anchor["attributes"])))
    found = title or inner
    return filled_in(found.group()) if found and found[1] else ""


def _address(anchor: re.Match[str]) -> str:
    return _first(_HREF.search(anchor["attributes"]))


def _heading(written: Iterable[str]) -> str:
    """Return which of an entry's parts is the heading of a row that is no link, or nothing."""
    marked = islice((each for each in written if SIGN in each), _MOST_PIECES)
    found = (TOKEN.search(at["inner"]) for each in marked for at in _HEADING.finditer(each))
    return next((filled_in(each.group()) for each in found if each and each[1]), "")


def _first(found: re.Match[str] | None) -> str:
    return next(filter(None, found.groups()), "").strip() if found else ""
