"""How much each line of a page speaks for being text of the article: its weight, in characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from pipelines.extract import phrases
from pipelines.extract.lines import Box, Line, Page
from pipelines.extract.links import is_attachment
from seeds.vocabulary import table

SUBSTANTIAL = 60.0
"""Weight of lines that can only be prose of the article, not headline, deck and labels."""
_PUNCTUATION = re.compile("[。！？；，：、“”!?;،؛؟།༎᠂᠃]|[,.](?=\\s|$)")
_SENTENCE_END = re.compile("[。！？!?…؟།༎᠃]|\\.(?=\\s|$)")
_MIN_PROSE = 12
"""Characters out of links from which a line with punctuation counts as prose."""
_MAX_WEIGHT = 400.0
_NOISE_TAGS = frozenset({"footer", "nav", "aside"})
_LEAST_RELATED = 3
"""Lines of a list of other articles with its heading."""
_ATTACHMENT = -1.0
"""A link to a file belongs to the article as often as not: it does not part its lines."""


@cache
def _name_patterns(kind: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """Return what finds a name of a kind: a pattern of parts, and one of whole words if it has any.

    Together they take four times as long: ``re`` passes over all places where none of the parts
    begins, as long as nothing stands before their first letters.
    """
    entries = table("box_names")[kind]
    parts = "|".join(re.escape(entry[1:]) for entry in entries if entry[0] == "~")
    whole = "|".join(re.escape(entry) for entry in entries if entry[0] != "~")
    words = re.compile(rf"(?<![a-z])(?:{whole})(?![a-z])") if whole else None
    return re.compile(parts), words


def _is_named(names: str, kind: str) -> bool:
    parts, words = _name_patterns(kind)
    return parts.search(names) is not None or bool(words and words.search(names))


def noise_of(box: Box) -> str | None:
    """Return ``noise`` or ``weak_noise`` where a box's names or tag say it is not the article."""
    kind = _noise_of_names(box.names) if box.names != " " else None
    return kind or ("weak_noise" if box.tag in _NOISE_TAGS else None)


def noisy_boxes(page: Page) -> Iterator[tuple[Box, str]]:
    """Yield the boxes of which ``noise_of`` says something, with what, in page order.

    One that a heading over other articles begins is ``related``.
    """
    named = {names: kind for names in page.names if (kind := _noise_of_names(names))}
    for box in page.boxes:
        if box.names in named:
            yield box, _told(page, box, named[box.names])
        elif box.tag in _NOISE_TAGS:
            yield box, _told(page, box, "weak_noise")


def _told(page: Page, box: Box, kind: str) -> str:
    """Return the kind of a noisy box: ``related`` where it begins as a list of other articles.

    Such a list leads to them; without a link it is what papers tell beside their news.
    """
    if box.end - box.start < _LEAST_RELATED:
        return kind
    heading, *below = page.lines[box.start : box.end]
    is_set_off = heading.kind == "heading" or heading.bold
    if not (is_set_off and phrases.is_related_heading(heading.text)):
        return kind
    return "related" if any(line.link_characters for line in below) else kind


@lru_cache(maxsize=4096)
def names_headline(names: str) -> bool:
    """Tell whether a box's names (``Box.names``) say that it holds a headline."""
    return _is_named(names, "headline")


@lru_cache(maxsize=4096)
def names_body(names: str) -> bool:
    """Tell whether a box's names (``Box.names``) say that it holds an article's text."""
    return _is_named(names, "body")


@lru_cache(maxsize=4096)
def _noise_of_names(names: str) -> str | None:
    for kind in ("noise", "weak_noise"):
        if _is_named(names, kind):
            return kind
    return None


def weight(line: Line) -> float:
    """Return the weight of one line by itself: positive for prose, negative for links and tools."""
    text = line.text
    size = len(text)
    if 2 * line.link_characters > size:
        for _, _, link, _ in line.runs:
            if link and is_attachment(link):
                return _ATTACHMENT
        return -min(40.0, 4.0 + 0.6 * line.link_characters)
    furniture = _furniture(text) if size <= phrases.MAX_LOOSE_CHARACTERS else None
    return furniture or _prose_weight(line, size - line.link_characters)


@lru_cache(maxsize=16_384)
def _furniture(text: str) -> float | None:
    """Return the weight of a line that is known by its words, None of any other."""
    if phrases.is_tool(text):
        return -6.0
    if phrases.is_footer(text):
        return -40.0
    if phrases.is_related_heading(text):
        return -30.0
    if (
        phrases.begins_breadcrumb(text)
        or phrases.is_contact(text)
        or (phrases.is_label_bar(text) and phrases.count_labels(text) > 0)
    ):
        return -1.0
    return None


def _prose_weight(line: Line, free: int) -> float:
    text = line.text
    if phrases.is_disclaimer(text):
        return -0.5 * min(free, _MAX_WEIGHT)
    if line.kind == "table_row":
        return min(20.0, 0.4 * free)
    # Nearly all Chinese prose has one of these two, and to look for one sign takes no time.
    ends = "。" in text
    if free >= _MIN_PROSE and (
        ends or "，" in text or _PUNCTUATION.search(text) or phrases.is_steps(text)
    ):
        ends = ends or _SENTENCE_END.search(text) is not None
        return min(_MAX_WEIGHT, float(free)) * (1.0 if ends else 0.6)
    return 0.25 * free if free >= 2 * _MIN_PROSE else -1.0
