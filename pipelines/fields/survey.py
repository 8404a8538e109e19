"""What is named for a field from the top of the page to a little below its article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice

from pipelines.document import Element, Named
from pipelines.fields.folding import REMEMBERED
from pipelines.fields.marked import Marked, field_of, mark_of, short_text, sized_text
from seeds.vocabulary import table

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "ucaptitle"))
_READ = _HEADINGS | {"time"}
_NAMING = ("class", "id", "aria-label")
_LONGEST = 40
"""Characters of a time as readers see it."""
LONGEST_HEADING = 240
"""Characters of a heading that may hold a headline, with the date and links to columns in it."""
_MOST_CRUMBS = 6
_MOST_HEADINGS = 40
_BELOW = 80
"""Elements looked at behind the article: its editor line stands there, then come other things."""


@cache
def _crumb_pattern() -> re.Pattern[str]:
    return re.compile("|".join(table("element_names")["crumbs"]["parts"]))


def _names_crumbs(name: str) -> bool:
    return _crumb_pattern().search(name.lower()) is not None


@dataclass(slots=True)
class Survey:
    """Elements that are named for a field, and headings."""

    marks: list[Marked] = field(default_factory=list)
    crumbs: list[Element] = field(default_factory=list)
    headings: list[Element] = field(default_factory=list)
    _texts: dict[Element, tuple[str, int]] = field(default_factory=dict)

    def heading_text(self, heading: Element, longest: int = LONGEST_HEADING) -> str:
        """Return the text of a heading, or of what is called one; "" if longer than ``longest``.

        Several fields ask for it; no more than ``LONGEST_HEADING`` characters are read.
        """
        if heading not in self._texts:
            self._texts[heading] = sized_text(heading, LONGEST_HEADING)
        text, size = self._texts[heading]
        return text if size <= longest else ""


def take_survey(elements: Iterable[Element]) -> Survey:
    """Return what is named for a field among elements in page order."""
    survey = Survey()
    for element in elements:
        if element.tag in _HEADINGS and len(survey.headings) < _MOST_HEADINGS:
            survey.headings.append(element)
        elif element.tag == "time" and (when := element.get("datetime")):
            survey.marks.append(Marked("published_at", when, "time", short_text(element, _LONGEST)))
        if attributes := element.keys():  # most have none, or none of these
            for attribute in _NAMING:
                if attribute in attributes:
                    for name in _telling(element.get(attribute, "")):
                        _note(survey, element, name)
    return survey


def until_below(named: Iterable[Named], region: Element) -> list[Element]:
    """Return the elements to be looked at: of the ``named`` ones, then those below ``region``."""
    found: list[Element] = []
    for element, names, _ in named:
        if not (found and element is found[-1]) and _may_tell(names):
            found.append(element)
    return found + _behind(region)


def _behind(element: Element) -> list[Element]:
    """Return the first elements behind ``element`` and all that is in it, in page order."""
    found: list[Element] = []
    current: Element | None = element
    while current is not None and len(found) < _BELOW:
        for following in current.itersiblings("*"):
            found.extend(islice(following.iter("*"), _BELOW - len(found)))
            if len(found) == _BELOW:
                break
        current = current.getparent()
    return found


@lru_cache(maxsize=REMEMBERED)
def _may_tell(names: str) -> bool:
    """Tell whether an element that is called so may hold a field."""
    return names in _READ or bool(_telling(names.replace(" #", " ")))


@lru_cache(maxsize=REMEMBERED)
def _telling(names: str) -> tuple[str, ...]:
    """Return those of an attribute's names that say what the element holds."""
    return tuple(
        name for name in names.split() if field_of(name) is not None or _names_crumbs(name)
    )


def _note(survey: Survey, element: Element, name: str) -> None:
    if element.tag in ("html", "body", "form", "input", "script"):
        return
    if mark := mark_of(element, name):
        survey.marks.append(mark)
    elif _names_crumbs(name) and len(survey.crumbs) < _MOST_CRUMBS and not _is_of_a_link(element):
        survey.crumbs.append(element)


def _is_of_a_link(element: Element) -> bool:
    """Whether an element is a link or right within one: an item of a path at most, and no path."""
    parent = element.getparent()
    return element.tag == "a" or (parent is not None and parent.tag == "a")
