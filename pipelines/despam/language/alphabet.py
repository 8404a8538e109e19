"""How the language model sees a character: Han as it is, everything else as a few classes.

Numbers, Latin words and punctuation vary without end in good prose, so that only their kind tells
something. One symbol stands for one character: offsets are kept.
"""

from __future__ import annotations

import sys
import unicodedata
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

START = "^"
"""Stands before the first character of a line."""

HAN = (("\u4e00", "\u9fff"), ("\u3400", "\u4dbf"), ("〇", "〇"))
"""First and last of the Han characters that the model knows: basic plane, extension A, zero."""

Points = NDArray[np.intp]
LEAST_LOOKED_UP = 16
"""Characters from which it is quicker to look all up at once."""
_BASIC_PLANE = 0x1_0000
_UTF_32 = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
"""In the machine's own byte order."""

_PAUSES = frozenset(",、;:·—-~/")
_STOPS = frozenset(".。!?…")
_BRACKETS = frozenset("()[]{}<>《》〈〉【】〔〕「」『』“”‘’\"'")


def is_han(character: str) -> bool:
    """Tell whether one character is a Han ideograph (basic plane and extension A) or 〇."""
    return (
        "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf" or character == "〇"
    )


class _Symbols(dict[str, str]):
    """The symbol of each character, found when it is first met."""

    def __missing__(self, character: str) -> str:
        self[character] = found = _symbol(character)
        return found


_SYMBOLS = _Symbols()


def code_points(text: str) -> Points:
    """Return the code points of a text, as numbers that tables are indexed by."""
    points = np.frombuffer(text.encode(_UTF_32, "surrogatepass"), dtype=np.uint32)
    return points.astype(np.intp)


def text_of(points: NDArray[np.integer[Any]]) -> str:
    """Return the text of code points."""
    return points.astype(np.uint32, copy=False).tobytes().decode(_UTF_32, "surrogatepass")


def _each(text: str) -> str:
    return "".join(map(_SYMBOLS.__getitem__, text))


@cache
def _table() -> NDArray[np.uint32]:
    """Return the symbol of each code point of the basic plane; 0 where none was asked for yet."""
    table = np.zeros(_BASIC_PLANE, dtype=np.uint32)
    for first, last in HAN:
        table[ord(first) : ord(last) + 1] = np.arange(ord(first), ord(last) + 1)
    return table


def _symbol(character: str) -> str:
    if is_han(character):
        return character
    plain = unicodedata.normalize("NFKC", character)[:1]
    for name, test in _CLASSES:
        if test(plain):
            return name
    return "*"


def symbols(text: str) -> str:
    """Return the model's symbols for a text, one a character."""
    if len(text) < LEAST_LOOKED_UP:
        return _each(text)
    points, table = code_points(text), _table()
    try:
        found = table[points]
    except IndexError:  # a character of another plane
        return _each(text)
    if not found.all():
        unknown = points[found == 0]
        table[unknown] = [ord(_SYMBOLS[chr(point)]) for point in unknown.tolist()]
        found = table[points]
    return text_of(found)


def _is_latin(character: str) -> bool:
    return character.isalpha() and not is_han(character)


_CLASSES = (
    ("0", str.isdigit),
    ("a", _is_latin),
    (" ", str.isspace),
    (",", _PAUSES.__contains__),
    (".", _STOPS.__contains__),
    ('"', _BRACKETS.__contains__),
)
