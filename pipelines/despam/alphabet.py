"""How the language model sees a character: Han as it is, everything else as a few classes.

Numbers, Latin words and punctuation vary without end in good prose, so that only their kind tells
something. One symbol stands for one character: offsets are kept.
"""

from __future__ import annotations

import unicodedata

START = "^"
"""Stands before the first character of a line."""

HAN = (("\u4e00", "\u9fff"), ("\u3400", "\u4dbf"), ("〇", "〇"))
"""First and last of the Han characters that the model knows: basic plane, extension A, zero."""

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
    return "".join(map(_SYMBOLS.__getitem__, text))


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
