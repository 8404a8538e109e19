"""Elements whose id or class says which field they hold, and what a CMS writes for machines.

An element named ``author`` may sign a reader's comment: what is read here counts only where the
same words also stand near the headline or below the prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pipelines.document import Element
from pipelines.fields.folding import REMEMBERED
from seeds.vocabulary import table

_LONGEST = 60

_VALUE = re.compile(
    r"[=:]\s{0,3}(?:[\"'](?=([^\"']{8,30})[\"'])|(?=(?P<epoch>1\d{9}(?:\d{3})?)\s{0,3}[,;}\r\n]))"
)
"""A string of a date's length, or a timestamp, that a script gives to a variable or key."""
_LONGEST_NAME = 20
"""Characters of a name in quotes, with the space behind it and the sign before it."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What one element or marker holds."""

    field: str
    value: str
    kind: str
    """``baidu``, ``marked`` or ``family``."""
    name: str


@lru_cache(maxsize=REMEMBERED)
def field_of(name: str) -> tuple[str, str] | None:
    """Return (field, kind) that a class, id or itemprop word says, or None."""
    words = table("element_names")
    if field := words["baidu"].get(name):
        return field, "baidu"
    match = _name_pattern().fullmatch(name.lower())
    return (words["marked"][match["root"]], "marked") if match else None


@cache
def _name_pattern() -> re.Pattern[str]:
    # For lower case: a pattern for either case takes more than twice as long.
    words = table("element_names")
    before, after = ("|".join(words["around"][side]) for side in ("before", "after"))
    return re.compile(
        rf"(?:{before})?[-_]?(?P<root>{'|'.join(words['marked'])})(?:[-_]?(?:{after}))?"
    )


@cache
def _date_name() -> re.Pattern[str]:
    """Return what stands before a date in a script: the name of its variable or key."""
    names = "|".join(table("element_names")["scripts"]["dates"])
    return re.compile(rf"\b(?:{names})[\"']?\s{{0,3}}$", re.IGNORECASE)


def mark_of(element: Element, name: str) -> Marked | None:
    """Return what an element named ``name`` holds, or None where it is no field or too long."""
    found = field_of(name)
    text = element.get("content") or short_text(element, _LONGEST) if found else ""
    if found is None or not 0 < len(text) <= _LONGEST:
        return None
    return Marked(found[0], text, found[1], name)


def script_dates(scripts: Iterable[Element]) -> Iterator[str]:
    """Yield dates that scripts hold in variables named for them (``publish_time = "…"``)."""
    for script in scripts:
        text = script.text
        if text and len(text) < 200_000:  # larger ones are libraries
            yield from _named_dates(text)


def _named_dates(script: str) -> Iterator[str]:
    # From the value back to the name: a script has few values and thousands of words.
    for value in _VALUE.finditer(script):
        before = script[max(0, value.start() - _LONGEST_NAME) : value.start()]
        name = _date_name().search(before)
        if name and value["epoch"] is None:
            yield value[1]
        elif name and name[0].lower().startswith("pub"):
            yield value["epoch"]  # a bare number of another name is any record's creation


def short_text(element: Element, longest: int) -> str:
    """Return an element's text with white space folded; "" if it is longer than ``longest``.

    A wrapper of the whole page may be named like a field: it is left without reading it whole.
    """
    return sized_text(element, longest)[0]


def sized_text(element: Element, longest: int) -> tuple[str, int]:
    """Return an element's text as ``short_text`` does, and how many characters that counts."""
    if not len(element):  # as most are
        text = element.text or ""
        size = len(text.strip())
        return (" ".join(text.split()) if size <= longest else ""), size
    parts: list[str] = []
    size = 0
    for part in element.itertext():
        parts.append(str(part))
        size += len(part.strip())
        if size > longest:
            return "", size
    return " ".join("".join(parts).split()), size
