"""The places in which a credit may stand that no label begins, and what their readers share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.extract.phrases import is_related_heading
from pipelines.fields.bylines import Byline
from pipelines.fields.zones import Line, Zones
from pipelines.names import is_office, is_post, mentions_role

SIGNS = re.compile(r"[\s、/／（）()]+")
"""What parts the words of a signature."""
LINES_BESIDE = 12
"""Lines above the prose in which a day may stand, and a name beside it."""
SIGNERS_BELOW = 3
"""Lines below the prose in which it may be signed."""
LINES_BELOW = 12
"""Lines below the prose that are looked at, from it outwards."""
_SHORTEST_HEADLINE = 6
"""Characters of words before a label that may be another article's headline."""
DAY_ALONE = re.compile(
    r"\s*[（(]?\s*(?:\d{4}年\d{1,2}月\d{1,2}日|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)\s*[）)]?\s*"
)
AROUND = "[]—-–□■◇◆○●◎△▲☆★※ "
"""Signs around a signature."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a credit stands, and how much its names weigh there."""

    why: str
    authors: str
    """Kind of the candidate, as of ``weighing.WEIGHTS``."""
    editors: str = "after-date"
    weight: float | None = None
    """Of the authors, where it is not that of the kind."""


SIGNED = Place("signed below the prose", "signature", weight=45)
Found = Iterator[tuple[Place, Byline]]


def own_below(zones: Zones) -> Iterator[Line]:
    """Yield the lines below the prose but those of other articles: 某县召开防汛会 作者：张三.

    They stand behind the article's container: with a headline before the label, or a day, below a
    heading over other articles; elsewhere words that name no office are one.
    """
    others = False
    for line in zones.below:
        others = others or (line.block is None and is_related_heading(line.text))
        words = _before_label(line)
        is_headline = len(words) >= _SHORTEST_HEADLINE and (others or not is_office(words))
        if line.block is not None or not (is_headline or (others and line.bar.dated)):
            yield line


def _before_label(line: Line) -> str:
    """Return the words before the first label of a line, or nothing where they are a credit."""
    words = line.bar.loose[0] if line.bar.entries and line.bar.loose else ""
    return words if line.text.startswith(words) and not mentions_role(words) else ""


def tells_editors(line: Line) -> bool:
    """Tell whether a line has a label of editors."""
    return any(entry.kind == "editor" for entry in line.bar.entries)


def without_offices(words: list[str]) -> list[str]:
    """Return words without offices and, beside an office, without posts: 儿科 龚素娥 主治医师.

    A post alone is of a judgment, which nobody writes for readers: 审判员 韩雪.
    """
    rest = [word for word in words if not is_office(word)]
    return rest if len(rest) == len(words) else [word for word in rest if not is_post(word)]
