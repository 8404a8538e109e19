"""What the page says of itself in its head: meta tags, title, JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipelines.document import Element, Elements
from pipelines.elements import text_of, unbroken
from seeds.vocabulary import table

_LONGEST_JSON = 200_000
"""Characters of JSON-LD that are read; real ones have under 10,000."""


@dataclass(frozen=True, slots=True)
class Head:
    """Facts of the head; keys of ``metas`` are lower case."""

    title: str
    metas: Mapping[str, str]
    """The last non-empty content of each name, property or itemprop."""
    json_ld: tuple[Mapping[str, Any], ...]

    def first(self, group: str) -> tuple[str, str] | None:
        """Return (name, content) of the first of a group of ``meta_names`` that the page fills."""
        names = table("meta_names")[group]
        return next(((name, self.metas[name]) for name in names if name in self.metas), None)


def read_head(elements: Elements) -> Head:
    """Return the head's facts. Tags that stand in the body, as old CMSs put them, count too."""
    metas: dict[str, str] = {}
    for meta in elements.get("meta", ()):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop")
        if name and (content := " ".join(unbroken(meta.get("content") or "").split())):
            metas[name.strip().lower()] = content
    return Head(
        title=next(filter(None, map(_title, elements.get("title", ()))), ""),
        metas=metas,
        json_ld=tuple(
            data
            for script in elements.get("script", ())
            if "ld+json" in (script.get("type") or "").lower()
            for data in _linked_data(script.text or "")
        ),
    )


def _title(element: Element) -> str:
    parent = element.getparent()
    if parent is not None and parent.tag in ("svg", "g", "symbol"):
        return ""
    return " ".join(unbroken(text_of(element)).split())


def _linked_data(text: str) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of one JSON-LD script, graphs and lists unrolled; none if it is broken."""
    if len(text) > _LONGEST_JSON:
        return
    try:
        data = json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return  # broken JSON-LD is common and says nothing
    yield from _objects(data)


def _objects(data: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph"), depth + 1)
    elif isinstance(data, list) and depth < 4:  # lists in lists are mistakes
        for item in data[:50]:
            yield from _objects(item, depth + 1)
