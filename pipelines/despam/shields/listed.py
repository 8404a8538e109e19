"""Items of official lists: one that looks like its sisters was not put in.

An injection breaks the shape of a list: behind it an item is whole without it. So an item is taken
for the list's own that would be shorter than each of its sisters without the run, where several
sisters are named alike, and official prose introduces the list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipelines.despam.cutting import Cut
from pipelines.despam.language.folding import folded_each
from pipelines.despam.lines import BODY, HEADLINE, Line
from pipelines.despam.page.proof import words_in
from pipelines.despam.runs.evidence import CALLS
from pipelines.despam.words.lexicon import lexicon
from seeds.vocabulary import table

LEAST_SISTERS = 2
"""Other items that hold words of the vocabulary, from which a list is of such names."""
LEAST_ITEMS = 3
ALIKE = 0.5
"""``core`` of the words by which an item is named like those of spam."""
LONGEST = 1.6
"""How many times as long as its longest sister an item may be."""
LEADING = 3
"""Lines in sight above a list that may introduce it."""
LONGEST_ITEM = 60
"""Characters of a line that may be an item as a whole."""
ROWS = 60
"""Rows and items of a list that are looked at to each side."""
FARTHEST = 3_000
"""Characters of a line that are looked at to each side: sixty items of fifty."""

_NUMBER = r"\d{1,3}[.．、)）]\s*(?!\d)|[（(]\d{1,2}[)）]|[一二三四五六七八九十]{1,3}、"
_NUMBERED = re.compile(rf"(?:^|(?<=[；;。，,、：:\s）)])){_NUMBER}")
_MARKED = re.compile(r"[^；;、。：:，]+")
_CELL = re.compile(r"[^\t\s；;]+")
_LABEL = re.compile(r"\s*([^：:，。；！？“”]{2,20})[：:]")
_NAME = re.compile(r"[^\W\d_]{2}")
"""Letters in a row: a list of character references (&#25171;&#20987;) has none."""
_BRACKETED = re.compile(r"[（(][^（()）]*[)）]|[“”《》「」]")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: the number of its line, and where it stands there."""

    line: int
    start: int
    end: int


def is_listed(texts: Mapping[int, str], number: int, cut: Cut, title: str) -> bool:
    """Tell whether a cut of the body is all that an item of an official list says, or its head.

    ``texts``: the lines of the body by their numbers.
    """
    if number not in texts:
        return False
    return (
        _is_entry(texts, number)
        or _is_of_pair(texts, number, cut)
        or any(
            _is_own(texts, items, number, cut) and _is_introduced(texts, items, title)
            for items in _lists(texts, number, cut)
            if items
        )
    )


def _is_entry(texts: Mapping[int, str], number: int) -> bool:
    """Tell whether a line is an entry among others: each begins with a name of the same kind."""
    rows = _beside(texts, number, lambda text: _LABEL.match(text) is not None)
    labels: list[str] = [match.group(1) for n in rows if (match := _LABEL.match(texts[n]))]
    if len(rows) < LEAST_ITEMS:
        return False
    own = labels[rows.index(number)]
    return sum(label[-1] == own[-1] for label in labels) >= LEAST_ITEMS


def _is_of_pair(texts: Mapping[int, str], number: int, cut: Cut) -> bool:
    """Tell whether a short line that goes whole has one like it beside it, below what tells of it.

    Keywords name no entrance; an offer does.
    """
    text = texts[number]
    if cut.end - cut.start < len(text.strip()) or _names_entrance(text):
        return False
    rows = _beside(texts, number, _is_short)
    sisters = {texts[n] for n in rows} - {texts[number]}
    above = folded_each(texts.get(rows[0] - 1, "")) if rows else ""
    return any(map(_is_alike, sisters)) and any(word in above for word in _words("tells"))


def _names_entrance(text: str) -> bool:
    kinds = {word.kind for _, word in words_in(folded_each(text))}
    return not kinds.isdisjoint(CALLS | {"contact", "address"})


def body_of(lines: Sequence[Line]) -> Mapping[int, str]:
    """Return the lines of the body by their numbers."""
    return {n: line.text for n, line in enumerate(lines) if line.where == BODY}


def _lists(texts: Mapping[int, str], number: int, cut: Cut) -> Iterator[list[Item]]:
    """Give the lists of which the cut may be an item, or some."""
    text = texts[number]
    for spans in (_numbered(text, cut), _marked(text, cut)):
        yield [Item(number, start, end) for start, end in _near(spans, cut)]
    rows = list(_rows(texts, number))
    yield from _columns(texts, rows, number, cut)
    yield [Item(n, 0, len(texts[n])) for n in _beside(texts, number, _is_short)]


def _near(spans: Sequence[Span], cut: Cut) -> Sequence[Span]:
    """Return the items in which a cut stands with those that are looked at to each side."""
    before = sum(end <= cut.start for _, end in spans)
    behind = sum(start >= cut.end for start, _ in spans)
    return spans[max(0, before - ROWS) : len(spans) - max(0, behind - ROWS)]


def _numbered(text: str, cut: Cut) -> list[Span]:
    """Return the items of a line that numbers part, without their numbers."""
    last = min(len(text), cut.end + FARTHEST)
    found = list(_NUMBERED.finditer(text, max(0, cut.start - FARTHEST), last))
    if not found:
        return []
    ends = [match.start() for match in found[1:]] + [last]
    return [(match.end(), end) for match, end in zip(found, ends, strict=True)]


def _marked(text: str, cut: Cut) -> list[Span]:
    """Return the items that marks of a list part, in the row of them where the cut stands."""
    first, last = max(0, cut.start - FARTHEST), min(len(text), cut.end + FARTHEST)
    first = max(first, *(text.rfind(mark, first, cut.start) + 1 for mark in "。：:，"))
    last = min(
        (at for mark in "。：，" if (at := text.find(mark, cut.end, last)) >= 0), default=last
    )
    return [match.span() for match in _MARKED.finditer(text, first, last)]


def _rows(texts: Mapping[int, str], number: int) -> Iterator[int]:
    """Give the numbers of the rows, with as many cells as the line has, in which it stands."""
    size = len(_CELL.findall(texts[number]))
    if size > 1:
        yield from _beside(
            texts, number, lambda t: "。" not in t[:-1] and len(_CELL.findall(t)) == size
        )


def _beside(texts: Mapping[int, str], number: int, is_alike: Callable[[str], bool]) -> list[int]:
    """Return the numbers of the lines around a line, itself among them, that are all alike."""
    found = [number] if is_alike(texts[number]) else []
    for step in (-1, 1):
        at = number + step
        while found and abs(at - number) <= ROWS and at in texts and is_alike(texts[at]):
            found.append(at)
            at += step
    return sorted(found)


def _columns(
    texts: Mapping[int, str], rows: Sequence[int], number: int, cut: Cut
) -> Iterator[list[Item]]:
    """Give the column of each cell in which the cut stands."""
    cells = {n: [match.span() for match in _CELL.finditer(texts[n])] for n in rows}
    for column, (start, end) in enumerate(cells.get(number, ())):
        if start < cut.end and end > cut.start:
            yield [Item(n, *cells[n][column]) for n in rows]


def _is_short(text: str) -> bool:
    return len(text) <= LONGEST_ITEM and not text.rstrip().endswith(("。", "：", ":", "！", "？"))


def _is_own(texts: Mapping[int, str], items: Sequence[Item], number: int, cut: Cut) -> bool:
    """Tell whether the items in which a cut stands would be none without it."""
    mine = [i for i in items if i.line == number and i.start < cut.end and i.end > cut.start]
    sisters = [_text(texts, i) for i in items if i not in mine]
    if len(items) < LEAST_ITEMS or not mine or not all(_NAME.search(_text(texts, i)) for i in mine):
        return False
    if sum(map(_is_alike, sisters)) < min(LEAST_SISTERS, (len(sisters) + 1) // 2):
        return False
    if not sisters:  # the whole list
        return _is_told_of(texts, items[0])
    sizes = sorted(_size(sister) for sister in sisters)
    shortest, longest = sizes[0], sizes[-1]
    return all(_is_broken(texts[number], i, cut, shortest, longest) for i in mine)


def _text(texts: Mapping[int, str], item: Item) -> str:
    return texts[item.line][item.start : item.end]


def _is_told_of(texts: Mapping[int, str], first: Item) -> bool:
    """Tell whether the line above a list announces it, and speaks of crime or supervision."""
    above = texts.get(first.line - 1, "").rstrip()
    told = any(word in folded_each(above) for word in (*lexicon().guard, *_words("tells")))
    return told and above.endswith(("：", ":"))


def _is_broken(text: str, item: Item, cut: Cut, shortest: int, longest: int) -> bool:
    whole = text[item.start : item.end]
    start, end = max(item.start, cut.start), min(item.end, cut.end)
    rest = text[item.start : start] + text[end : item.end]
    return _size(whole) <= LONGEST * longest and _size(rest) < max(1, min(shortest, _size(whole)))


def _size(item: str) -> int:
    """Return how many characters of an item are its name: none in brackets is."""
    return sum(map(str.isalnum, _BRACKETED.sub("", item) or item))


@lru_cache(maxsize=1024)
def _is_alike(item: str) -> bool:
    return sum(word.core for _, word in words_in(folded_each(item))) >= ALIKE


def _is_introduced(texts: Mapping[int, str], items: Sequence[Item], title: str) -> bool:
    """Tell whether official prose introduces a list: before it, or as the headline."""
    first = items[0]
    above = [texts[n] for n in range(first.line - LEADING, first.line) if n in texts]
    said = folded_each("\n".join((title, *above, texts[first.line][: first.start])))
    return any(word in said for word in _words("introduces"))


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(table("spam_shields")["listed"][name])


def headline_of(lines: Sequence[Line]) -> str:
    """Return the headline among the lines of a page; empty where none is."""
    return next((line.text for line in lines if line.where == HEADLINE), "")
