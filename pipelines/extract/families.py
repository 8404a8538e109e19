"""Recognises a page's content management system and narrows the page to its body container."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import accumulate

from pipelines.extract.lines import Box, Page
from pipelines.extract.phrases import bare
from pipelines.extract.region import Region, smallest_box
from seeds.families import Family, load_families

_SOURCE_CHARACTERS = 40_000
"""How far from a source's beginning and end fingerprints are looked for: where scripts stand."""
_MIN_SHARE = 0.3
"""Weight of a container, of that of the region found without it, under which it holds a teaser."""
_MIN_CHARACTERS = 30
"""Characters of text out of links from which a container is believed on its own."""
_ENOUGH = 150.0
"""Weight from which a container is believed whatever else is on the page."""
_PART_SHARE = 0.2
"""Weight of a further container of the same name, of that of the heaviest, that holds a part."""
_OUTER_SHARE = 1.6
"""A region around the container that weighs this many times as much holds the rest of the body."""


@cache
def delimiters() -> frozenset[str]:
    """Return the texts of all comments that begin or end a part of a page."""
    pairs = [pair for family in load_families() for pair in family.body_comments]
    pairs += [pair for family in load_families() for pair in family.field_comments.values()]
    return frozenset(text for pair in pairs for text in pair)


@cache
def _page_breaks() -> Mapping[str, re.Pattern[str]]:
    """Return the marks at which an article is broken into pages, by what they begin with.

    ``…`` in a mark stands for the name of the next page.
    """
    marks = [mark for family in load_families() for mark in family.page_breaks]
    return {
        mark.split("…")[0]: re.compile(re.escape(mark).replace("…", "[^#<>]{0,80}"))
        for mark in marks
    }


def page_breaks(page: Page) -> list[re.Pattern[str]]:
    """Return the marks that begin in the page's text: nearly always none."""
    text = "\n".join([line.text for line in page.lines])
    return [mark for beginning, mark in _page_breaks().items() if beginning in text]


def recognise(page: Page, html: str) -> Family | None:
    """Return the family with the most fingerprints on the page, or None.

    None as well where no family with a fingerprint has anything to say of the page.
    """
    names, comments = _names(page), {text for text, _ in page.comments}
    if not (comments or _has_known_name(names)):
        return None
    speaking = [family for family in load_families() if _speaks(family, names, comments)]
    if not speaking:
        return None
    source = _Source(_ends(html))
    family, most = _most_fingerprints(speaking, names, comments, source)
    if family is None:
        return None
    return _most_fingerprints(load_families(), names, comments, source, attained=most)[0]


class _Source(dict[str, bool]):
    """Which strings stand in a page's source: each is searched for once, since that is dear."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self._source = source

    def __missing__(self, text: str) -> bool:
        """Look for what is asked for the first time."""
        found = self[text] = text in self._source
        return found


def _ends(html: str) -> str:
    """Return the parts of a source in which fingerprints are looked for."""
    if len(html) <= 2 * _SOURCE_CHARACTERS:
        return html
    return html[:_SOURCE_CHARACTERS] + html[-_SOURCE_CHARACTERS:]


def _names(page: Page) -> set[str]:
    """Return all classes, ids with their ``#`` and tags as ``<tag>`` of a page's boxes."""
    names = set("".join(page.names).split(" "))
    return names.union([f"<{tag}>" for tag in {box.tag for box in page.boxes}])


def _has_known_name(names: set[str]) -> bool:
    whole, beginnings = _known_names()
    return not whole.isdisjoint(names) or any(name.startswith(beginnings) for name in names)


@cache
def _known_names() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the boxes that any family has something to say of, and how such names begin."""
    names = {_as_found(name) for family in load_families() for name in _boxes(family)}
    beginnings = {name for name in names if name[-1] == "*"}
    return frozenset(names - beginnings), tuple(name[:-1] for name in beginnings)


def _boxes(family: Family) -> tuple[str, ...]:
    return family.containers + family.remove


def _speaks(family: Family, names: set[str], comments: set[str]) -> bool:
    """Tell a family that narrows the page, takes a box out of it, or reads a field of it."""
    if any(_stands(name, names) for name in _boxes(family)):
        return True
    pairs = (*family.body_comments, *family.field_comments.values())
    return any(opening in comments for opening, _ in pairs)


def _most_fingerprints(
    families: Iterable[Family],
    names: set[str],
    comments: set[str],
    source: _Source,
    *,
    attained: int = 1,
) -> tuple[Family | None, int]:
    """Return the first family with the most fingerprints, and how many it has.

    ``attained``: how many the best one has at least; who cannot have as many is not searched for.
    """
    best, most = None, attained - 1
    for family in families:
        found = sum(_stands(name, names) for name in family.elements)
        found += sum(any(text.startswith(one) for text in comments) for one in family.comments)
        for left, text in zip(range(len(family.texts), 0, -1), family.texts, strict=True):
            if found + left <= most:
                break  # however many of its other texts there are
            found += source[text]
        if found > most:
            best, most = family, found
    return best, most


def _stands(name: str, names: set[str]) -> bool:
    """Tell whether an element that a family names is among the page's."""
    name = _as_found(name)
    if name[-1] == "*":
        return any(one.startswith(name[:-1]) for one in names)
    return name in names


def _as_found(name: str) -> str:
    """Return how an element that a family names stands among the page's names."""
    return name.removeprefix(".") if name[0] in ".#" else f"<{name}>"


def boxes_of(page: Page, name: str) -> Iterator[Box]:
    """Yield the boxes called ``name``: ``.class``, ``#id`` or tag; a final * means any rest."""
    if name[0] not in ".#":
        yield from (box for box in page.boxes if box.tag == name)
        return
    wanted = f" {name.removeprefix('.')} ".replace("* ", "")
    yield from (box for box in page.boxes if wanted in box.names)


def container_region(
    page: Page, family: Family, weights: list[float], general: Region | None
) -> Region | None:
    """Return the region that the family's container or comments hold, if the body is there."""
    sums = [0.0, *accumulate(weights)]
    for candidate in _candidates(page, family, sums):
        if _believable(page, candidate, general):
            return candidate
    return None


def _candidates(page: Page, family: Family, sums: list[float]) -> Iterator[Region]:
    for opening, closing in family.body_comments:
        span = between(page, opening, closing)
        if span:
            score = sums[span[1]] - sums[span[0]]
            yield Region(smallest_box(page, *span), *span, score)
    for name in family.containers:
        parts = _outermost(box for box in boxes_of(page, name) if box.end > box.start)
        most = max((sums[box.end] - sums[box.start] for box in parts), default=0.0)
        parts = [box for box in parts if sums[box.end] - sums[box.start] >= _PART_SHARE * most]
        if parts:
            start, end = parts[0].start, parts[-1].end
            box = parts[0] if len(parts) == 1 else smallest_box(page, start, end)
            yield Region(box, start, end, sums[end] - sums[start])


def _outermost(boxes: Iterable[Box]) -> list[Box]:
    """Return the boxes that stand in none of the others; ``boxes`` in page order."""
    kept: list[Box] = []
    for box in boxes:
        if not kept or box.start >= kept[-1].end:
            kept.append(box)
    return kept


def _believable(page: Page, candidate: Region, general: Region | None) -> bool:
    """Tell whether a container holds the body and not only a teaser or a part of it."""
    lines = page.lines[candidate.start : candidate.end]
    characters = sum(len(line.text) - line.link_characters for line in lines)
    if general is None:
        return characters > 0
    if candidate.score >= min(general.score, _ENOUGH):
        return True
    around = general.start <= candidate.start and candidate.end <= general.end
    if around and general.score > _OUTER_SHARE * max(candidate.score, 1.0):
        return False
    return candidate.score >= _MIN_SHARE * general.score or characters >= _MIN_CHARACTERS


def between(page: Page, begin: str, end: str) -> tuple[int, int] | None:
    """Return the lines between two comments, or None where one is missing or nothing stands there.

    The pair that holds most lines counts, since templates leave empty ones behind.
    """
    best: tuple[int, int] | None = None
    start: int | None = None
    for text, index in page.comments:
        if text == begin:
            start = index
        elif text == end and start is not None:
            if index > start and (best is None or index - start > best[1] - best[0]):
                best = (start, index)
            start = None
    return best


def marked_fields(page: Page, family: Family, html: str) -> dict[str, str]:
    """Return what the family's comments say of the article, by field name; values not empty."""
    found: dict[str, str] = {}
    for name, (begin, end) in family.field_comments.items():
        span = between(page, begin, end)
        if span:
            found[name] = " ".join(line.text for line in page.lines[span[0] : span[1]])
    if family.field_tags and family.comments:
        found.update(_tagged_fields(family, html))
    return {name: value for name, value in found.items() if bare(value)}


def _tagged_fields(family: Family, html: str) -> dict[str, str]:
    """Read the fields that stand as tags within one comment, as Founder's enpproperty does."""
    begin = html.find(f"<!--{family.comments[0]}")
    if begin < 0:
        return {}
    end = html.find("-->", begin)
    comment = html[begin : end if end > 0 else begin + 10_000]
    found: dict[str, str] = {}
    for name, tag in family.field_tags.items():
        value = re.search(rf"<{tag}>([^<]{{1,500}})</{tag}>", comment)
        if value:
            found[name] = value.group(1).strip()
    return found
