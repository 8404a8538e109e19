"""Days that head the entries of a diary or chronicle, which are text and no information bar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from seeds.vocabulary import table

_DAY = re.compile(r"\D{0,2}(?:\d{4}\s?[年./-]\s?)?\d{1,2}\s?[月./-]\s?\d{1,2}\s?日?")
_WEEKDAY = r"\s*[（(]?(?:(?:星期|周)[一二三四五六日天])?[）)]?\s*"
_SENTENCE_ENDS = ("。", "！", "？", "”", "；")
_LONGEST = 30
_OTHER_ENTRIES = 2
"""Days below the first that head text, too; a day alone below a text is when it was signed."""


@cache
def _weather() -> re.Pattern[str]:
    words = "|".join(table("page_lines")["weather"])
    return re.compile(
        rf"{_WEEKDAY}[,，]?\s*(?:天气)?[:：]?\s*(?:{words})(?:[转到间,，、 ]*(?:{words}))*"
    )


def heads_entry(texts: Sequence[str], at: int) -> bool:
    """Tell a day that heads an entry: by the weather beside it, or by others like it further down.

    ``texts``: lines in order, those of the text below the one at ``at`` among them.
    """
    day = _DAY.match(texts[at]) if len(texts[at]) <= _LONGEST else None
    if day is None:
        return False
    if _weather().fullmatch(texts[at], day.end()):
        return True
    if not _is_day_alone(texts[at]) or not _heads_text(texts, at):
        return False
    others = (i for i in range(at + 2, len(texts)) if _is_day_alone(texts[i]))
    return sum(_heads_text(texts, i) for i in others) >= _OTHER_ENTRIES


def _is_day_alone(text: str) -> bool:
    day = _DAY.match(text) if len(text) <= _LONGEST else None
    return day is not None and re.fullmatch(_WEEKDAY, text[day.end() :]) is not None


def _heads_text(texts: Sequence[str], at: int) -> bool:
    return at + 1 < len(texts) and texts[at + 1].endswith(_SENTENCE_ENDS)
