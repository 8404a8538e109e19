"""Which part of what a script asks for is a page's number: what it counts on with when asked.

A script that asks for ``data/0.json`` when the page opens, and for ``data/1.json`` when somebody
clicks on its "next page", counts pages by that number, whatever it is called. A tab's second column
may have the second number as well: it is what is clicked that tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crawler.discovery.anchors import core_of
from crawler.discovery.entry_patterns import in_path, is_in_path
from crawler.discovery.steps import written_steps
from crawler.scripting.noted_calls import NotedCall, acts, as_sent, fields_of, path_of
from seeds.crawling.paging import paging_knowledge
from seeds.whole_numbers import whole_number

_FIRST = frozenset({"0", "1"})
"""What numbers of pages begin with."""
_NUMBERS = re.compile(r"(\d+)")
_LONGEST_NUMBER = 4
_MOST_ROWS = 200
"""Of a page, by which a number of rows may grow."""
_MOST_DIFFERING = 3
"""Numbers that grow together: a page's, its first row's and that of the call itself."""


def with_counts(calls: Sequence[NotedCall]) -> list[NotedCall]:
    """Return calls, each with the name of what it counts on with, where told.

    What is only the second page of another one is left out.
    """
    turned = [call for call in calls if _turns_page(call) and not acts(call)]
    kept, seconds = [], []
    for call in calls:
        is_turned = any(call is each for each in turned)
        name, second = _counts(call, turned, is_turned=is_turned)
        if name is None and [call] == [each for each in turned if each.turned_to is not None]:
            name = _turned_by(call)
        kept.append(replace(call, counts=name) if name else call)
        seconds.append(second)
    return [call for call in kept if not any(call is second for second in seconds)]


def _turns_page(call: NotedCall) -> bool:
    """Tell whether a call was made by a click on what turns a list's page or loads more of it.

    So does a number, which says the page's.
    """
    words, known = core_of(call.by), paging_knowledge()
    return words in known.next_words or words in known.loads_more_words or _label(call) is not None


def _label(call: NotedCall) -> int | None:
    """Return the number on a label of a pager that somebody clicks on; None where it has none."""
    is_number = call.by.isdecimal() and len(call.by) <= _LONGEST_NUMBER
    return whole_number(call.by) if is_number else None


def _counts(
    call: NotedCall, turned: Sequence[NotedCall], *, is_turned: bool
) -> tuple[str | None, NotedCall | None]:
    """Return the name of what tells a call from one that turned its page, and that one.

    One that turned a page itself counts on from any number.
    """
    for other in () if call.by and not is_turned else turned:
        name = counted(call, other, from_any=is_turned)
        if name and _agrees(other, name):
            return name, other
    return None, None


def _agrees(call: NotedCall, name: str) -> bool:
    """Tell whether a call asks for the page that its label says, counted from one or nought."""
    label = _label(call)
    return label is None or dict(_parts(call)).get(name) in {str(label), str(label - 1)}


def _turned_by(call: NotedCall) -> str | None:
    """Return the name of the one thing in a call that is the number of the page it turns to.

    Of the last page, after which no other tells more.
    """
    number = str(call.turned_to)
    meant = [name for name, value in _parts(call) if value == number]
    return meant[0] if len(meant) == 1 else None


def counted(first: NotedCall, second: NotedCall, *, from_any: bool = False) -> str | None:
    """Return the name of what tells a call from the second one, which asks for the next page.

    ``from_any``: the first may ask for any page, not only for the first one.
    """
    if first.method != second.method:
        return None
    here, there = _parts(first), _parts(second)
    if [name for name, _ in here] != [name for name, _ in there]:
        return None
    differing = [
        (name, one, other)
        for (name, one), (_, other) in zip(here, there, strict=True)
        if one != other
    ]
    if not 0 < len(differing) <= _MOST_DIFFERING:
        return None
    begins = from_any or any(one in _FIRST for _, one, _ in differing)
    steps = {name: _step(one, other) if begins else 0 for name, one, other in differing}
    is_sent = not any(map(is_in_path, steps))
    is_told = all(steps.values()) and len(steps) == len(differing) and (is_sent or len(steps) == 1)
    return written_steps(steps) if is_told else None


def _step(one: str, other: str) -> int:
    """Return by how much a number grows to the next page's; 0 where it is none that does so.

    By one, or by the rows of a page where it counts these: from 0 to 10, from 1 to 11.
    """
    if not (one.isdecimal() and other.isdecimal() and len(other) <= _LONGEST_NUMBER):
        return 0
    number = whole_number(one)
    step = whole_number(other) - number
    is_rows = 1 < step <= _MOST_ROWS and number % step <= 1
    return step if step == 1 or is_rows else 0


def _parts(call: NotedCall) -> list[tuple[str, str]]:
    """Return what may differ in two calls of one list: numbers of the path, and fields."""
    pieces = _NUMBERS.split(path_of(call))
    numbers = pieces[1::2]
    path = [(in_path(len(numbers) - at), number) for at, number in enumerate(numbers)]
    around = [("", piece) for piece in pieces[::2]]
    return [*around, *path, *((name, as_sent(value)) for name, value in fields_of(call))]
