"""The kind of each character, as the search for exact borders tells them apart."""

from __future__ import annotations

import re

from pipelines.despam.language.alphabet import is_han

MARKS = frozenset("。，；：、！？”“,;!?")
"""Marks of sentences: no phrase begins or ends with one."""
_YEAR = re.compile(r"(?<![0-9])20[0-3][0-9](?![0-9])")
_TOLD_APART = frozenset("-_|·/.:()[]+@%《》【】「」『』▌★")


def kinds_of(text: str) -> str:
    """Return the kind of each character of a text; the digits of a year are a kind of their own."""
    kinds = text.translate(_KINDS)
    for year in _YEAR.finditer(text) if "20" in text else ():
        kinds = f"{kinds[: year.start()]}yyyy{kinds[year.end() :]}"
    return kinds


class _Kinds(dict[int, str]):
    """The kind of each code point, found when it is first met."""

    def __missing__(self, point: int) -> str:
        self[point] = kind = _kind(chr(point))
        return kind


_KINDS = _Kinds()


def _kind(character: str) -> str:
    """Return the kind of a character."""
    if is_han(character):
        return "h"
    if character.isdigit():
        return "0"
    if character.isalpha():
        return "a"
    if character.isspace():
        return "s"
    if character in MARKS:
        return ","
    return character if character in _TOLD_APART else "o"
