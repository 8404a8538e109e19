"""Pagers of bare numbers: which of their links is the page after this one.

A pager is a series: what it shows (1, 2, 3 …) and one number in its links' addresses grow together,
by ones (``index_2.html``), from nought (``?page=1`` for page two), by rows (``?start=20``) or
backwards (``zbgg/10.htm``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, islice
from urllib.parse import urljoin, urlsplit

from crawler.discovery.anchors import address_of, base_of, link_words, page_number
from crawler.discovery.clicks import clicked
from crawler.discovery.tree import Element
from crawler.discovery.urls import absolute, page_key, shape_of
from seeds.crawling.paging import paging_knowledge
from seeds.whole_numbers import whole_number

_MOST_LINKS = 30
"""Numbered links that are compared; pagers show a window of 5 to 10 pages."""
_EXTENSION = re.compile(r"\.\w+$")


@dataclass(frozen=True, slots=True)
class Series:
    """Addresses that differ in one number alone; ``step`` from one shown number to the next."""

    pieces: tuple[str, ...]
    """Path and query, split at its numbers, the one that counts left empty."""
    at: int
    """Which piece that is."""
    step: int
    first: int
    """What the number of page one is, or would be."""

    def shown(self, url: str) -> int | None:
        """Return under which number a pager shows ``url``, None when it is none of the series."""
        pieces = _pieces(url)
        if len(pieces) != len(self.pieces) or _without(pieces, self.at) != self.pieces:
            return None
        return (whole_number(pieces[self.at]) - self.first) // self.step + 1


def numbered_links(elements: Iterable[Element], base: str, url: str) -> dict[int, str]:
    """Return which of some links and choices show a page's number: number to address."""
    found: dict[int, str] = {}
    for shown, target in islice(_numbered(elements, base), _MOST_LINKS):
        if urlsplit(target).netloc == urlsplit(url).netloc:
            found.setdefault(shown, target)
    return found


def following(tree: Element, url: str) -> str | None:
    """Return the address under the number after this page's, or None."""
    shown = (*tree.iter("a", "option"), *clicked(tree))
    base = base_of(tree, url)
    links = numbered_links(shown, base, url)
    series = _series(links, url) if links else None
    if series is None:
        return None
    number = (series.shown(url) or 1) + 1
    return links.get(number) or _of_series(series, number, shown, base)


def _of_series(series: Series, number: int, elements: Iterable[Element], base: str) -> str | None:
    """Return the address of a number that a link has, whatever it shows: an icon, 下5页."""
    targets = (address_of(each, base) for each in elements if each.tag == "a")
    return next((target for target in targets if target and series.shown(target) == number), None)


def _numbered(elements: Iterable[Element], base: str) -> Iterator[tuple[int, str]]:
    for element in elements:
        shown = page_number(link_words(element))
        if shown is None:
            continue
        is_choice = element.tag == "option"
        target = _chosen(element, base) if is_choice else address_of(element, base)
        if target is not None:
            yield shown, target


def _chosen(option: Element, base: str) -> str | None:
    """Return the address that a choice of a pager leads to; most choices have other values."""
    settled = option.get("href")
    if settled:
        return absolute(base, settled)
    value = (option.get("value") or "").strip()
    return absolute(base, value) if re.search(r"[./?]", value) else None


def _series(links: Mapping[int, str], url: str) -> Series | None:
    """Return the series of this page's own pager."""
    candidates = [*_pairs(links), *_known(links)]
    own = [series for series in candidates if _is_own(series, links, url)]
    return max(own, key=lambda series: _members(series, links), default=None)


def _members(series: Series, links: Mapping[int, str]) -> int:
    return sum(series.shown(target) == shown for shown, target in links.items())


def _pairs(links: Mapping[int, str]) -> Iterator[Series]:
    """Yield the series that two links make, if they differ in one number alone."""
    for (one, first), (other, second) in combinations(sorted(links.items()), 2):
        here, there = _pieces(first), _pieces(second)
        if len(here) != len(there):
            continue
        differing = [at for at, piece in enumerate(here) if piece != there[at]]
        if len(differing) == 1 and differing[0] % 2:
            at = differing[0]
            growth = whole_number(there[at]) - whole_number(here[at])
            if growth and growth % (other - one) == 0:
                step = growth // (other - one)
                yield Series(
                    _without(here, at), at, step, whole_number(here[at]) - step * (one - 1)
                )


def _known(links: Mapping[int, str]) -> Iterator[Series]:
    """Yield the series that a link alone makes, where its form is a known one, counted by ones."""
    for shown, target in links.items():
        for known in paging_knowledge().series:
            match = known.pattern.search(_shape(target))
            if match is not None:
                at = _piece_at(_pieces(target), match.start("n"))
                first = whole_number(match["n"]) - shown + 1
                yield Series(_without(_pieces(target), at), at, 1, first)
                break


def _is_own(series: Series, links: Mapping[int, str], url: str) -> bool:
    """Tell whether a series pages this list, and is no calendar, slide show or ranking."""
    if series.step < 0:
        return series.shown(url) is not None or _stands_under(series, url)
    if series.first not in {0, 1, series.step}:
        return False  # numbers of documents, not of pages
    if any("?" in piece for piece in series.pieces[: series.at]) and not _has_known_form(links):
        return False  # a number in the query may be a day
    if series.shown(url) is not None or page_key(links.get(1, "")) == page_key(url):
        return True
    return _has_known_form(links) and all(
        _is_below(target, url) or _says_rows(target) for target in links.values()
    )


def _says_rows(target: str) -> bool:
    """Tell whether an address says how many rows its list has: a pager's, wherever it leads."""
    return paging_knowledge().rows_in_query.search(_shape(target)) is not None


def _stands_under(series: Series, url: str) -> bool:
    """Tell whether pages numbered backwards stand in a folder of this page's own name."""
    stem = _EXTENSION.sub("", shape_of(url).partition("?")[0])
    return "".join(series.pieces[: series.at]).startswith(f"{stem}/")


def _has_known_form(links: Mapping[int, str]) -> bool:
    known = paging_knowledge().series
    return any(s.pattern.search(_shape(target)) for target in links.values() for s in known)


def _is_below(target: str, url: str) -> bool:
    return target.startswith(urljoin(url, ".").removesuffix("/"))


def _pieces(url: str) -> tuple[str, ...]:
    """Return path and query split at their numbers, which stand at the odd places."""
    return tuple(re.split(r"(\d+)", _shape(url)))


def _shape(url: str) -> str:
    """Return path and query, whose parts a pager may put into another order, in one order."""
    path, mark, query = shape_of(url).partition("?")
    return path + mark + "&".join(sorted(query.split("&")))


def _without(pieces: tuple[str, ...], at: int) -> tuple[str, ...]:
    return (*pieces[:at], "", *pieces[at + 1 :])


def _piece_at(pieces: tuple[str, ...], offset: int) -> int:
    """Return which piece begins at an offset of their whole text."""
    passed = 0
    for at, piece in enumerate(pieces):
        if passed >= offset and at % 2:
            return at
        passed += len(piece)
    raise ValueError(f"no number begins at {offset}")
