"""A decoded page as it is judged: its tree, and the words that are its own and no link's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from crawler.discovery.tree import Element, letters, parse
from seeds.crawling.links import link_knowledge

MOST_PROSE_LETTERS = 240
"""Letters of running text that are counted: no judgement asks whether a page has more."""

_SENTENCE = re.compile(r"[，。；、！？]")
_SHORTEST_SENTENCE = 20
_BORDER = re.compile(r"[-_—–|·>]")
"""What stands between a page's own title and its site's name."""
_NO_TEXT = frozenset({"script", "style", "noscript", "a", "select", "textarea", "head", "title"})


@dataclass(frozen=True)
class Page:
    """One page, read once; what costs time is worked out when it is first asked for."""

    tree: Element
    text: str
    url: str

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """The runs of text between tags, links' and scripts' left out."""
        return tuple(pieces_outside(self.tree))

    @cached_property
    def prose_letters(self) -> int:
        """The letters of running text outside links, ``MOST_PROSE_LETTERS`` at most."""
        return prose_letters(self.pieces)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The page's own text, its title first."""
        titles = (title.text or "" for title in self.tree.iter("title"))
        return (*titles, *self.pieces)

    @cached_property
    def own_title(self) -> str:
        """What the page's title says before its site's or column's name, without white space."""
        title = next((title.text or "" for title in self.tree.iter("title")), "")
        return _BORDER.split("".join(title.split()), maxsplit=1)[0]

    @cached_property
    def meta_names(self) -> frozenset[str]:
        """The names, in lower case, of the meta tags that have a value."""
        return frozenset(
            (meta.get("name") or "").lower()
            for meta in self.tree.iter("meta")
            if (meta.get("content") or "").strip()
        )


def page_of(text: str, url: str) -> Page:
    """Return a decoded page, parsed."""
    return Page(parse(text), text, url)


def prose_letters(pieces: Iterable[str]) -> int:
    """Return the letters of running text: of the pieces that have a sentence's marks."""
    found = 0
    for piece in pieces:
        if len(piece) >= _SHORTEST_SENTENCE and _SENTENCE.search(piece):
            size = letters(piece)
            if size >= _SHORTEST_SENTENCE and not link_knowledge().legal.search(piece):
                found += size
                if found >= MOST_PROSE_LETTERS:
                    return MOST_PROSE_LETTERS
    return found


def pieces_outside(element: Element, left: Collection[Element] = ()) -> list[str]:
    """Return the runs of text in an element, links' and scripts' left out, and of some parts."""
    outside = {inner for part in left for inner in part.iter()}
    found: list[str] = []
    for node in element.iter():
        tag, text, tail = node.tag, node.text, node.tail
        inside = node in outside
        if text and not (inside or text.isspace() or tag in _NO_TEXT) and isinstance(tag, str):
            found.append(text)
        if tail and not tail.isspace():
            parent = node.getparent()
            if parent is None or not (parent in outside or parent.tag in _NO_TEXT):
                found.append(tail)
    return found
