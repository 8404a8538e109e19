"""Lists of people within a text: who won, who was appointed, who is on duty. They sign nothing.

Rows of names look as bylines and signatures do. What tells them apart is what stands above them: a
headline that says that it is over such a list, or a line that heads the rows; or that there are
several rows of several people each, where a credit is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from pipelines.document import Block
from pipelines.fields.folding import key
from pipelines.fields.wording import alternatives
from pipelines.fields.zones import Line, Zones
from pipelines.names import is_office, mentions_role, signed_by
from seeds.scripts import both_scripts

_LONGEST_ROW = 60
_LONGEST_HEADING = 24
_MOST_ROWS = 400
"""Rows that are gone up from one near the end of the text, to the line that heads them."""
_BARE = re.compile(r"[\u3400-\u9fff·]{1,20}(?:[\s、，,]+[\u3400-\u9fff·]{1,20})*")
_LABELLED = re.compile(
    r"(?P<label>[\u3400-\u9fff]{1,12}(?:\s{1,4}[\u3400-\u9fff])?)\s?[:：](?P<who>.+)"
)
_WORK = re.compile(r"《(?P<name>[^《》]{1,40})》\s*(?P<who>.+)")
"""A work and who made it: 《春耕图》 作者：张建国."""
_DEPUTY = "副"
_LEAST_TOGETHER = 2
"""Rows of as many people each that nothing has to head."""
_NONE: frozenset[int] = frozenset()


def people_listed(blocks: Sequence[Block], zones: Zones, title: str | None) -> frozenset[int]:
    """Return those blocks around the prose that are rows of a list of people, by their index."""
    near = sorted({i for i in _near(zones) if _is_row(blocks[i].text)})
    if not near:
        return _NONE
    is_told = _of_people().search(title or "") is not None
    return frozenset(
        index
        for run in _runs(near)
        if is_told or _is_headed(blocks, run.start, title) or _are_together(blocks, run)
        for index in _listed(blocks, run)
    ).union(index for index in near if _honours(blocks[index].text))


def _near(zones: Zones) -> Iterator[int]:
    for lines in (zones.above, zones.inner, zones.below):
        yield from (line.block for line in lines if line.block is not None)


def without_listed(zones: Zones, listed: frozenset[int]) -> Zones:
    """Return what stands around the prose without the rows of lists."""

    def left(lines: Iterable[Line]) -> tuple[Line, ...]:
        return tuple(line for line in lines if line.block not in listed)

    return Zones(
        above=left(zones.above),
        below=left(zones.below),
        inner=left(zones.inner),
        bars_above=left(zones.bars_above),
        bars_below=left(zones.bars_below),
        first_prose=zones.first_prose,
        last_prose=zones.last_prose,
        own=zones.own | listed,
    )


def _is_row(text: str) -> bool:
    """Whether a line names people, alone or beside offices, behind a label or a work's name."""
    if len(text) > _LONGEST_ROW:
        return False
    if _BARE.fullmatch(text):
        return bool(signed_by(text))
    if match := _LABELLED.fullmatch(text):
        return _BARE.fullmatch(match["who"].strip()) is not None and bool(signed_by(match["who"]))
    match = _WORK.fullmatch(text)
    return match is not None and not is_office(match["name"]) and mentions_role(match["who"])


def _runs(near: Sequence[int]) -> Iterator[range]:
    """Yield the rows that stand right below each other."""
    start = near[0]
    for before, index in zip(near, [*near[1:], -1], strict=True):
        if index != before + 1:
            yield range(start, before + 1)
            start = index


def _is_headed(blocks: Sequence[Block], start: int, title: str | None) -> bool:
    """Whether the line above the rows says that they are a list of people."""
    for index in range(start - 1, max(start - _MOST_ROWS, -1), -1):
        text = blocks[index].text
        if not _is_row(text):
            return _heads_people(text) and key(text) not in key(title or "")
    return False


def _heads_people(text: str) -> bool:
    if text.endswith(("：", ":")):
        return _honouring().search(text) is not None
    return len(text) <= _LONGEST_HEADING and _heading().fullmatch(text) is not None


def _are_together(blocks: Sequence[Block], run: range) -> bool:
    """Whether several lines of names alone stand below each other: no byline has two such."""
    texts = [blocks[index].text for index in run]
    works = sum(text.startswith("《") for text in texts)
    several = sum(_BARE.fullmatch(text) is not None and _are_several(text) for text in texts)
    return max(works, several) >= _LEAST_TOGETHER


def _are_several(text: str) -> bool:
    words = text.replace("、", " ").split()
    return len(signed_by(text)) > 1 and not any(map(is_office, words))


def _listed(blocks: Sequence[Block], run: range) -> Iterator[int]:
    """Yield the rows of a list that may be one; a label of the page's own credits is none.

    主编, 副主编, 编辑 below each other are a committee.
    """
    labels = {i: match["label"] for i in run if (match := _LABELLED.fullmatch(blocks[i].text))}
    are_posts = any(label.startswith(_DEPUTY) for label in labels.values())
    yield from (i for i in run if i not in labels or are_posts or not mentions_role(labels[i]))


def _honours(text: str) -> bool:
    """Whether a row says for what it lists people: 优秀通讯员：张建国 李秀英."""
    match = _LABELLED.fullmatch(text)
    return match is not None and _honour().search(match["label"]) is not None


@cache
def _of_people() -> re.Pattern[str]:
    return _any_of("lists_of_people", "$")


@cache
def _heading() -> re.Pattern[str]:
    return _any_of("heads_people")


@cache
def _honouring() -> re.Pattern[str]:
    return _any_of("honoured")


@cache
def _honour() -> re.Pattern[str]:
    return _any_of("honours")


def _any_of(name: str, end: str = "") -> re.Pattern[str]:
    return re.compile(both_scripts(alternatives(name)) + end)
