"""Weighs each reading of the headline against all that the page says."""

from __future__ import annotations

import re
from collections.abc import Set
from itertools import pairwise

from archive.records import Candidate
from pipelines.document import Document
from pipelines.fields.folding import key
from pipelines.fields.head import Head
from pipelines.fields.paths import breadcrumb_items, is_breadcrumb
from pipelines.fields.site_name import is_site_name, site_names
from pipelines.fields.title_headings import (
    COLUMN_LEFT_OUT,
    DATE_LEFT_OUT,
    DECK_LEFT_OUT,
    PICTURED,
)
from pipelines.fields.title_lines import broken_headlines, lines_above_bars
from pipelines.fields.wording import word_list
from pipelines.fields.zones import Zones
from pipelines.names import is_name

_IN_SIGHT = 25
_AGREES = 20
_IN_TITLE = 40
_ABOVE_BAR = 15
_OUT_OF_SIGHT = -40
_DECK = -25
"""For a line right under a heading that the ``<title>`` does not know."""
_CONTINUES = 40
"""For a heading in sight that goes on where the ``<title>``, cut short or one line of it, ends."""
_WITH_DECK = -40
"""For a reading that joins headline and deck, where the page parts them."""
_NAME_OF_SITE = -80
_HEADINGS = ("h1", "h2")
_NEAR = 24
"""Lines above the prose within which a headline is in sight of it; share bars take ten."""
_BETWEEN_PARTS = re.compile(r"[-_|｜—–·>»\s]+")


class Scale:
    """Weighs one reading of the headline against all that the page says."""

    def __init__(
        self, document: Document, head: Head, zones: Zones, readings: list[Candidate]
    ) -> None:
        self.title_key = key(head.title)
        self.title_parts = {key(part) for part in _BETWEEN_PARTS.split(head.title)}
        self.names = site_names(document, head)
        self.columns = _columns(zones)
        headings = [one for one in readings if one.kind in _HEADINGS]
        self.in_sight = _in_sight(zones, {self.title_key, *(key(one.value) for one in headings)})
        parts = (DATE_LEFT_OUT, COLUMN_LEFT_OUT, DECK_LEFT_OUT, PICTURED)
        self.in_sight |= {key(one.value) for one in headings if one.why.endswith(parts)}
        self.above_deck = {key(one.value) for one in headings if one.why.endswith(DECK_LEFT_OUT)}
        boxed = {key(one.value) for one in readings if one.kind == "box"}
        self.in_sight |= boxed
        self.above_bar = boxed | {key(zones.above[at].text) for at in lines_above_bars(zones)[-2:]}
        in_title = {key(one.value) for one in readings if one.kind == "title"}
        self.title_start = max(in_title, key=len, default="")
        self.under_heading = set[str]()
        for kind in _HEADINGS:
            same = [one.value for one in headings if one.kind == kind]
            keys = {key(value) for value in same if not is_site_name(value, self.names)}
            self.under_heading |= _right_under(zones, keys)
        self.kinds_by_key: dict[str, set[str]] = {}
        for one in readings:
            self.kinds_by_key.setdefault(key(one.value), set()).add(one.kind)
        self.has_headline = any(
            one.kind in ("h1", "h2", "line")
            and key(one.value) in self.in_sight
            and not is_site_name(one.value, self.names)
            for one in readings
        )

    def weigh(self, one: Candidate) -> float:
        """Return the weight of ``one`` among the others."""
        own = key(one.value)
        weight = one.weight
        names_site = is_site_name(one.value, self.names)
        if not (names_site and self._is_end_of_title(own)):
            weight += _AGREES * min(2, len(self.kinds_by_key[own] - {one.kind}))
            if one.kind != "title" and own in self.title_key:
                weight += _IN_TITLE * len(own) / len(self.title_key)
        weight += _IN_SIGHT if own in self.in_sight else 0
        weight += _ABOVE_BAR if own in self.above_bar else 0
        if self.has_headline and own not in self.in_sight:
            weight += _OUT_OF_SIGHT
            headline, dash, _ = one.value.partition("——")
            weight += _WITH_DECK if dash and key(headline) in self.in_sight else 0
        if self.above_deck:
            weight += self._beside_deck(own)
        goes_on = self.title_start and own.startswith(self.title_start) and one.kind in _HEADINGS
        if goes_on and not names_site:
            weight += _CONTINUES
        if own in self.under_heading and own not in self.title_key:
            weight += _DECK
        if own in self.columns:
            weight += _NAME_OF_SITE
        if own in self.names or (names_site and len(own) < 12):  # 巴彦淖尔日报
            weight += _NAME_OF_SITE
        if is_name(one.value) and own not in self.title_key:
            weight += _OUT_OF_SIGHT  # who wrote it, in a heading of its own
        is_part = one.kind == "h1" and own in self.title_parts
        return weight - (30 if len(own) < 4 and one.kind != "title" and not is_part else 0)  # 要闻

    def _beside_deck(self, own: str) -> float:
        """Return what speaks for a heading above a small line, and against the two in one."""
        if own in self.above_deck:
            return -_DECK
        return _WITH_DECK if any(map(own.startswith, self.above_deck)) else 0.0

    def _is_end_of_title(self, own: str) -> bool:
        """Whether the ``<title>`` ends in a site's name, so that to repeat it says nothing.

        One that is all of it and stands above the bar may be a headline that only looks so.
        """
        if own == self.title_key:
            return own not in self.above_bar
        return self.title_key.endswith(own)


def _columns(zones: Zones) -> set[str]:
    """Return the keys of the columns that breadcrumbs name above their last item."""
    paths = (line.text for line in zones.above if is_breadcrumb(line.text))
    return {key(item) for path in paths for item in breadcrumb_items(path)[:-1]}


def _in_sight(zones: Zones, wholes: Set[str]) -> set[str]:
    """Return the keys of what readers see near the prose, with and without a platform's mark."""
    seen = {key(line.text) for line in zones.above[-_NEAR:]}
    seen.update(map(key, broken_headlines(zones, wholes)))
    labelled = (entry for line in zones.bars_above for entry in line.bar.entries)
    seen.update(key(entry.value) for entry in labelled if entry.label in word_list("title_labels"))
    tags = word_list("title_tags")
    marked = [one for one in seen if one.startswith(tags)]
    return seen.union(one.removeprefix(tag) for one in marked for tag in tags)


def _right_under(zones: Zones, headings: set[str]) -> set[str]:
    """Return the keys of the lines that stand right under one of ``headings`` and are none."""
    if not headings:
        return set()
    keys = (key(line.text) for line in zones.above)
    return {own for above, own in pairwise(keys) if above in headings and own not in headings}
