"""Paragraphs that are advertisements of spam, and paragraphs of good faith that look like them.

Both are put together from the lists beside this file; the same seed, the same paragraphs.
"""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.bench.spam_cases import lists
from tests.bench.spam_names import drawn_name

FILLS = 2
"""How often each whole advertisement is filled; each frame is filled once a trade."""
COMPOSED = 12
"""Advertisements of each trade that are put together from clauses."""
LEGIT_FILLS = 4
JOINTS = ("，", "，", "，", "，", " ", "、", "！", "。", "；", "|")
_SLOT = re.compile(r"\{(\w)\}")

Draw = Callable[[random.Random], str]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with what must be held out together with it."""

    text: str
    is_advert: bool
    group: str
    """Its trade, or its kind."""
    trade: str = ""
    """The trade of which it speaks."""


def adverts(rng: random.Random) -> Iterator[Paragraph]:
    """Give the advertisements of all trades."""
    data = lists("spam_adverts")
    for trade in data["trade"]:
        name = str(trade["name"])
        for text in _texts_of(trade, data, rng):
            yield Paragraph(text, True, name, name)


def _texts_of(
    trade: Mapping[str, Any], data: Mapping[str, Any], rng: random.Random
) -> Iterator[str]:
    for pattern in trade["whole"]:
        for _ in range(FILLS):
            yield _filled(pattern, _offering(data), rng)
    for frame in data["frames"]:
        yield _filled(frame, {**_offering(data), **_quoting(trade, data)}, rng)
    for _ in range(COMPOSED):
        yield _composed(trade, data, rng)


def _composed(trade: Mapping[str, Any], data: Mapping[str, Any], rng: random.Random) -> str:
    """Return an advertisement put together from clauses of a trade and of any trade."""
    pieces = rng.sample(trade["clauses"], rng.randrange(2, 6))
    pieces += rng.sample(data["common"], rng.randrange(0, 4))
    joint = rng.choice(JOINTS)
    end = rng.choice(("", "", "。", "！"))
    return _filled(joint.join(pieces) + end, _offering(data), rng)


def innocent(rng: random.Random) -> Iterator[Paragraph]:
    """Give the paragraphs of good faith of all kinds."""
    data, trades = lists("spam_adverts_legit"), lists("spam_adverts")
    for kind in data["kind"]:
        for pattern in kind["texts"]:
            for _ in range(LEGIT_FILLS):
                trade = rng.choice(trades["trade"])
                slots = {**_offering(data), **_quoting(trade, trades)}
                named = trade["name"] if "{x}" in pattern or "{k}" in pattern else ""
                yield Paragraph(_filled(pattern, slots, rng), False, kind["name"], named)


def _offering(data: Mapping[str, Any]) -> dict[str, Draw]:
    """Return what fills each slot."""
    return {
        "b": lambda rng: rng.choice(data["names"]) if rng.random() < 0.7 else drawn_name(rng),
        "c": _account,
        "w": _address,
        "p": lambda rng: rng.choice(data["places"]),
        "o": lambda rng: rng.choice(data["offices"]),
        "d": lambda rng: f"{rng.randrange(1, 13)}月{rng.randrange(1, 29)}日",
        "t": lambda rng: f"0{rng.randrange(300, 999)}-{rng.randrange(2000000, 8999999)}",
        "g": lambda rng: f"www.{_letters(rng, 2, 6)}.gov.cn",
        "q": lambda rng: str(rng.randrange(100000000, 999999999)),
        "n": lambda rng: str(rng.randrange(10, 999)),
        "m": lambda rng: str(rng.randrange(10, 500) * 100),
        "h": lambda rng: str(rng.randrange(2, 30)),
        "y": lambda rng: str(rng.randrange(2015, 2027)),
    }


def _quoting(trade: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Draw]:
    slots = _offering(data)
    return {
        "x": lambda rng: _filled(rng.choice(trade["whole"]), slots, rng),
        "k": lambda rng: _filled(rng.choice(trade["clauses"]), slots, rng),
    }


def _account(rng: random.Random) -> str:
    kind = rng.randrange(3)
    if kind == 0:
        return str(rng.randrange(10_000_000, 3_999_999_999))
    if kind == 1:
        return f"1{rng.randrange(3_000_000_000, 9_999_999_999)}"
    return _letters(rng, 2, 6) + str(rng.randrange(10, 99999))


def _address(rng: random.Random) -> str:
    host = _letters(rng, 2, 7) + rng.choice(("", str(rng.randrange(1, 9999))))
    return f"{rng.choice(('www.', '', 'http://', 'm.'))}{host}.{rng.choice(_ends())}"


@cache
def _ends() -> Sequence[str]:
    ends: Sequence[str] = lists("spam_adverts")["ends"]
    return ends


def _letters(rng: random.Random, least: int, most: int) -> str:
    return "".join(rng.choices(string.ascii_lowercase, k=rng.randrange(least, most + 1)))


def _filled(pattern: str, slots: Mapping[str, Draw], rng: random.Random) -> str:
    return _SLOT.sub(lambda match: slots[match.group(1)](rng), pattern)
