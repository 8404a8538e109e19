"""Which content management system made a page, by the fingerprints of ``seeds/families``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from crawler.discovery.tree import Element, parse
from seeds.families import Family, load_families


def family_of_pages(texts: Iterable[str]) -> str | None:
    """Return the family that most of some decoded pages show, None when most show none."""
    votes = Counter(family_of(text) for text in texts)
    (winner, _), *_ = votes.most_common(1) or [(None, 0)]
    return winner


def family_of(text: str) -> str | None:
    """Return the title of the family with the most fingerprints on a decoded page, or None."""
    tree = parse(text)
    names = _names(tree)
    comments = {
        " ".join((comment.text or "").split())
        for comment in tree.iterdescendants()
        if not isinstance(comment.tag, str)
    }
    counts = {
        family.title: _fingerprints(family, names, comments, text) for family in load_families()
    }
    best = max(counts, key=lambda title: counts[title])
    return best if counts[best] else None


def _fingerprints(family: Family, names: set[str], comments: set[str], text: str) -> int:
    found = sum(
        any(name.startswith(mark[:-1]) for name in names) if mark.endswith("*") else mark in names
        for mark in family.elements
    )
    found += sum(any(text.startswith(mark) for text in comments) for mark in family.comments)
    return found + sum(mark in text for mark in family.texts)


def _names(tree: Element) -> set[str]:
    """Return the tags of a page's elements, and its ``#id`` and ``.class`` names."""
    names: set[str] = set()
    for element in tree.iter():
        if isinstance(element.tag, str):
            names.add(element.tag.lower())
            names.update(f".{name}" for name in (element.get("class") or "").lower().split())
            names.add(f"#{(element.get('id') or '').lower()}")
    return names
