"""What kind of thing was changed for another: a number, a name, a word, or a character garbled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache
from itertools import groupby
from math import prod

from pipelines.dates.numerals import number
from pipelines.dedup.alignment import (
    CONTEXT,
    DATE_UNITS,
    HANZI_DIGITS,
    SCALES,
    UNITS,
    Swap,
    is_number,
)
from pipelines.names.lexicon import surname_ranks
from seeds.vocabulary import table, words


class Change(Enum):
    """What stands for what."""

    DATE = "date"
    NUMBER = "number"
    NAME = "name"
    """Of a person or a place."""
    WORD = "word"
    """Two words or more characters of about one length: another fact, or an editor's choice."""
    MISPRINT = "misprint"
    """One character for another, of which neither says a fact by itself."""
    BROKEN = "broken"
    """A number with something else in it: only garbling does that."""


SLOT_LENGTHS = range(2, 31)
"""Characters of an office, a project, a name; a single changed one is a misprint, if no name."""
SLOT_RATIO = 3
"""Two fillings of one slot are of about one length; a splice over a word is much longer."""
_NAME_LENGTHS = range(2, 5)
_SCALES = dict(zip(SCALES, (10**3, 10**4, 10**8), strict=True))


def changes(swap: Swap) -> Iterator[tuple[Change, str, str]]:
    """Yield the changes that a swap consists of: numbers one by one, the words between them."""
    if _is_splice(swap):
        return
    if _is_broken_number(swap):
        yield Change.BROKEN, "".join(swap.mine), "".join(swap.theirs)
        return
    for mine, theirs in zip(_numbers(swap.mine), _numbers(swap.theirs), strict=False):
        if _value(mine) != _value(theirs):
            yield (Change.DATE if mine[-1] in DATE_UNITS else Change.NUMBER), mine, theirs
    for mine, theirs in zip(_words(swap.mine), _words(swap.theirs), strict=False):
        kind = _kind(mine, theirs, swap)
        if kind is not None:
            yield kind, mine, theirs


def _is_splice(swap: Swap) -> bool:
    """Tell what was put over words, or beside a number, from another filling of their slot."""
    shorter, longer = sorted(len("".join(_words(side))) for side in (swap.mine, swap.theirs))
    return longer > SLOT_RATIO * max(shorter, min(SLOT_LENGTHS))


def _is_broken_number(swap: Swap) -> bool:
    """Tell 284 from 2局4 or from 局."""
    for whole, broken in ((swap.mine, swap.theirs), (swap.theirs, swap.mine)):
        strange = [token for token in broken if not is_number(token)]
        if all(map(is_number, whole)) and len(strange) == 1:
            return _value("".join(broken)) != _value("".join(whole))
    return False


def _kind(mine: str, theirs: str, swap: Swap) -> Change | None:
    if mine == theirs or {mine[0], theirs[0]} & _characters("here_and_now"):
        return None
    shorter, longer = sorted((len(mine), len(theirs)))
    if _is_name(mine, theirs, swap):
        return Change.NAME
    if longer == 1:
        return _kind_of_one(mine, theirs)
    if longer > SLOT_RATIO * shorter or _has_latin(mine) != _has_latin(theirs):
        return None
    return Change.WORD if longer in SLOT_LENGTHS else None


def _kind_of_one(mine: str, theirs: str) -> Change | None:
    """Tell the facts that one character says (两车相撞, 西南风) from misprints.

    Garbling puts any character for any other; that both are of one kind is seldom chance.
    """
    if mine in HANZI_DIGITS and theirs in HANZI_DIGITS:
        return None if _value(mine) == _value(theirs) else Change.NUMBER
    return Change.WORD if theirs in _opposites().get(mine, "") else Change.MISPRINT


@cache
def _characters(kind: str) -> frozenset[str]:
    """Return the characters of a key of ``seeds/vocabulary/facts.toml``."""
    return frozenset(table("facts")[kind])


@cache
def _behind_names() -> tuple[str, ...]:
    return tuple(table("facts")["behind_names"])


@cache
def _opposites() -> dict[str, str]:
    """Return each character that tells which of a few, with all of them."""
    return {character: kind for kind in words("opposites") for character in kind}


def _has_latin(word: str) -> bool:
    return any(character.isascii() for character in word)


def _is_name(mine: str, theirs: str, swap: Swap) -> bool:
    endings = _characters("place_endings")
    if all(endings.intersection(word[1:]) for word in (mine, theirs)):
        return True
    if max(len(mine), len(theirs)) > max(_NAME_LENGTHS):
        return False
    if swap.after[:1] in endings or (mine[-1] in endings and len(mine) > 1):
        return True
    return _is_family_name(mine, theirs, swap.before) or all(
        _is_person(word, swap.before, swap.after) for word in (mine, theirs)
    )


def _is_family_name(mine: str, theirs: str, before: str) -> bool:
    """Tell 原告钱英 from 原告张英."""
    return before[-1:] in _characters("before_names") and {mine, theirs} <= surname_ranks().keys()


def _is_person(word: str, before: str, after: str) -> bool:
    """Tell a name, of which the first characters may be among what both texts have before it.

    A name stands at the beginning of a sentence, behind an office, or before what names do. Three
    characters of which one was changed are more likely a misprint than another person.
    """
    for start in range(len(before) + 1):
        name = before[start:] + word
        is_known = len(before) - start <= len(word)
        if is_known and len(name) in _NAME_LENGTHS and name[0] in surname_ranks():
            at_beginning = not start and len(before) < CONTEXT
            announced = bool(start) and before[start - 1] in _characters("before_names")
            if at_beginning or announced or after.startswith(_behind_names()):
                return True
    return False


def _value(token: str) -> int | str:
    """Return what a number says, however it is written; itself, if it cannot be read."""
    bare = token.rstrip(UNITS)
    head = bare.rstrip(SCALES)
    known = number(head) if head else None
    if known is None:
        return bare
    return known * prod(_SCALES[scale] for scale in bare[len(head) :])


def _numbers(tokens: Sequence[str]) -> list[str]:
    return [token for token in tokens if is_number(token)]


def _words(tokens: Sequence[str]) -> list[str]:
    """Return each run of characters between numbers."""
    grouped = groupby(tokens, key=is_number)
    return ["".join(run) for numeric, run in grouped if not numeric]
