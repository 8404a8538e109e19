"""The places in which a credit may stand that no label begins, and what their readers share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.fields.bylines import Byline
from pipelines.fields.zones import Line
from pipelines.names import is_office, is_post

SIGNS = re.compile(r"[\s、/／（）()]+")
"""What parts the words of a signature."""
LINES_BESIDE = 12
"""Lines above the prose in which a day may stand, and a name beside it."""
SIGNERS_BELOW = 3
"""Lines below the prose in which it may be signed."""
LINES_BELOW = 12
"""Lines below the prose that are looked at, from it outwards."""
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


def tells_editors(line: Line) -> bool:
    """Tell whether a line has a label of editors."""
    return any(entry.kind == "editor" for entry in line.bar.entries)


def without_offices(words: list[str]) -> list[str]:
    """Return words without offices and, beside an office, without posts: 儿科 龚素娥 主治医师.

    A post alone is of a judgment, which nobody writes for readers: 审判员 韩雪.
    """
    rest = [word for word in words if not is_office(word)]
    return rest if len(rest) == len(words) else [word for word in rest if not is_post(word)]
