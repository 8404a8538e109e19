"""Compares extracted articles with what a reader found on the page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import mean
from typing import Any

from rapidfuzz.distance import LCSseq

from tests.bench.corpus import BenchPage

Answer = Mapping[str, Any]
GOOD = 0.98
"""F1 of a body from which the page counts as read."""
FIELDS = ("title", "day", "minute", "source", "authors", "editors", "section")
_UNSEEN = re.compile("[\\s\u200b\ufeff]+")
_DAY, _MINUTE = len("2020-02-24"), len("2020-02-24T15:28")


@dataclass(frozen=True, slots=True)
class PageScore:
    """How one page was read."""

    name: str
    precision: float
    recall: float
    f1: float
    left: int
    """Strings of the page's boilerplate that the body holds."""
    boilerplate: int
    """How many such strings the gold names."""
    hits: Mapping[str, bool | None]
    """Whether each field is right; None: the page has none, and none was made up."""


def normal(text: str | None) -> str:
    """Return ``text`` width-folded and without white space, as texts are compared."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text or ""))


def score_page(page: BenchPage, answer: Answer) -> PageScore:
    """Return the score of one answer."""
    precision, recall, f1 = _body(page.gold, answer)
    body = normal(answer.get("body"))
    unwanted = [normal(text) for text in page.gold.get("without") or ()]
    hits = {field: _hit(page.gold, answer, field) for field in FIELDS}
    left = sum(text in body for text in unwanted)
    return PageScore(page.name, precision, recall, f1, left, len(unwanted), hits)


def summary(scores: list[PageScore]) -> dict[str, float | None]:
    """Return the figures of a run: means over the pages, None where no page has the field."""
    figures: dict[str, float | None] = {
        "body_f1": mean(score.f1 for score in scores),
        "body_good": mean(score.f1 >= GOOD for score in scores),
        "boilerplate": sum(s.left for s in scores) / max(1, sum(s.boilerplate for s in scores)),
    }
    for field in FIELDS:
        hits = [hit for score in scores if (hit := score.hits[field]) is not None]
        figures[field] = mean(hits) if hits else None
    return figures


def _body(gold: Mapping[str, Any], answer: Answer) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the characters of the longest common subsequence.

    What the gold calls optional, and captions, counts neither for nor against.
    """
    wanted, given = normal(gold["body"]), normal(answer.get("body"))
    optional = {
        normal(text) for key in ("body_optional", "captions") for text in gold.get(key) or ()
    }
    for text in sorted(optional - {""}, key=len, reverse=True):
        if text not in wanted:
            given = given.replace(text, "")
        elif text not in given:
            wanted = wanted.replace(text, "", 1)
    if not wanted or not given:
        return 0.0, 0.0, 0.0
    common = LCSseq.similarity(wanted, given)
    precision, recall = common / len(given), common / len(wanted)
    return precision, recall, 2 * precision * recall / (precision + recall) if common else 0.0


def _list(gold: Mapping[str, Any], key: str) -> list[str]:
    return gold.get(key) or []


def _hit(gold: Mapping[str, Any], answer: Answer, field: str) -> bool | None:
    if field in ("authors", "editors"):
        return _names_hit(gold, answer, field)
    if field in ("day", "minute"):
        return _date_hit(gold, answer, _DAY if field == "day" else _MINUTE)
    if field == "section":
        return _section_hit(gold, answer)
    wanted, given = normal(gold.get(field)), normal(answer.get(field))
    if not wanted and not given:
        return None
    return given in {wanted, *(normal(text) for text in gold.get(f"{field}_alternatives") or ())}


def _names(value: str | Iterable[str] | None) -> frozenset[str]:
    names = [value] if isinstance(value, str) else value or ()
    return frozenset(normal(name) for name in names if normal(name))


def _names_hit(gold: Mapping[str, Any], answer: Answer, field: str) -> bool | None:
    """Tell whether the names are right: all, or with some of those that can be defended."""
    wanted, given = _names(gold.get(field)), _names(answer.get(field))
    if not wanted and not given:
        return None
    alternatives = [_names(value) for value in gold.get(f"{field}_alternatives") or ()]
    defended = wanted.union(*alternatives)
    return given == wanted or given in alternatives or (bool(given) and wanted <= given <= defended)


def _date_hit(gold: Mapping[str, Any], answer: Answer, length: int) -> bool | None:
    listed = [gold.get("published_at"), *(gold.get("published_alternatives") or ())]
    known = [date for date in listed if date]
    if length == _MINUTE and known and all(len(date) < _MINUTE for date in known):
        return None
    given = (answer.get("published_at") or "")[:length]
    if not given:
        return None if not known else None in listed
    return given in {date[:length] for date in known}


def _section_hit(gold: Mapping[str, Any], answer: Answer) -> bool | None:
    wanted = [normal(item) for item in gold.get("section") or ()]
    given = [normal(item) for item in answer.get("section") or ()]
    if not wanted and not given:
        return None
    others = gold.get("section_alternatives") or ()
    return given == wanted or given in [[normal(item) for item in other] for other in others]
