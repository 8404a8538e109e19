"""One pass over the elements from the top of the page to a little below its article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from lxml.html import HtmlElement

from pipelines.fields.folding import REMEMBERED
from pipelines.fields.marked import Marked, field_of, mark_of, short_text
from seeds.vocabulary import table

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "ucaptitle"))
_NAMING = ("class", "id", "aria-label")
_LONGEST = 40
"""Characters of a time as readers see it."""
_MOST_CRUMBS = 6
_MOST_HEADINGS = 40
_BELOW = 80
"""Elements looked at behind the article: its editor line stands there, then come other things."""


@cache
def _crumb_pattern() -> re.Pattern[str]:
    return re.compile("|".join(table("element_names")["crumbs"]["parts"]), re.IGNORECASE)


@dataclass(slots=True)
class Survey:
    """Elements that are named for a field, and headings."""

    marks: list[Marked] = field(default_factory=list)
    crumbs: list[HtmlElement] = field(default_factory=list)
    headings: list[HtmlElement] = field(default_factory=list)


def take_survey(tree: HtmlElement, region: HtmlElement | None) -> Survey:
    """Return what is named for a field from the top of the page to just below ``region``."""
    survey = Survey()
    for element in _until_below(tree, region):
        if element.tag in _HEADINGS and len(survey.headings) < _MOST_HEADINGS:
            survey.headings.append(element)
        elif element.tag == "time" and (when := element.get("datetime")):
            survey.marks.append(Marked("published_at", when, "time", short_text(element, _LONGEST)))
        attributes = element.attrib
        if attributes:
            for attribute in _NAMING:
                if names := attributes.get(attribute):
                    for name in _telling(names):
                        _note(survey, element, name)
    return survey


def _until_below(tree: HtmlElement, region: HtmlElement | None) -> Iterator[HtmlElement]:
    stop = _following(region) if region is not None else None
    below = None
    for element in tree.iter("*"):
        if element is stop:
            below = 0
        if below is not None:
            below += 1
            if below > _BELOW:
                return
        yield element


def _following(element: HtmlElement) -> HtmlElement | None:
    """Return the first element behind ``element`` and all that is in it, in page order."""
    current: HtmlElement | None = element
    while current is not None:
        following = next(current.itersiblings("*"), None)
        if following is not None:
            return following
        current = current.getparent()
    return None


@lru_cache(maxsize=REMEMBERED)
def _telling(names: str) -> tuple[str, ...]:
    """Return those of an attribute's names that say what the element holds."""
    return tuple(
        name
        for name in names.split()
        if field_of(name) is not None or _crumb_pattern().search(name)
    )


def _note(survey: Survey, element: HtmlElement, name: str) -> None:
    if element.tag in ("html", "body", "form", "input", "script"):
        return
    if mark := mark_of(element, name):
        survey.marks.append(mark)
    elif _crumb_pattern().search(name) and len(survey.crumbs) < _MOST_CRUMBS:
        survey.crumbs.append(element)
