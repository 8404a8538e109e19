"""One form for all ways of writing the same word, so that search is insensitive to them.

Folding looks at one character at a time, never at its neighbours: the fold of a part is a part of
the fold. Therefore "the folded word stands in the folded text" can be answered by an index, and a
hit can be shown in the text as it was written.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TypeVar

import opencc

Name = TypeVar("Name", str, str | None)

_CONVERTERS = ("t2s", "hk2s")
"""OpenCC's tables, first change wins: Traditional and Hong Kong forms (衞) to Simplified."""

_FIRST_IDEOGRAPH = "\u2e80"
"""Start of the CJK blocks; nothing before it has a Traditional form."""


class _FoldTable(dict[int, int | str]):
    """Code point to folded form, worked out when a character is first met.

    A form of one character is kept as its code point, which ``str.translate`` takes quicker.
    """

    def __missing__(self, code: int) -> int | str:
        folded = _fold_character(chr(code))
        if len(folded) != 1:
            _OTHER_LENGTH.add(chr(code))
        self[code] = kept = ord(folded) if len(folded) == 1 else folded
        return kept


_OTHER_LENGTH: set[str] = set()
"""Characters met so far that become none, or several."""
_FOLDS = _FoldTable()


def fold(text: str) -> str:
    """Fold width, case, Traditional and Simplified; drop characters that cannot be seen.

    White space of every kind becomes a space each. Compatibility forms become what they stand for
    (``㎡`` is ``m2``), so the length may change; see ``folded_offsets``.
    """
    return text.translate(_FOLDS)


def same_writing(text: str | None) -> str:
    """Return what copies of a name or headline have in common: width and white space aside.

    Less than ``fold`` does: case and Traditional characters tell names apart.
    """
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def counted_by_name(found: Counter[Name]) -> Counter[Name]:
    """Put the ways of writing one name together, under the commonest: 新华社 and 新華社."""
    together: dict[str | None, list[Name]] = {}
    for name, _ in sorted(found.items(), key=lambda item: (-item[1], item[0] or "")):
        folded = None if name is None else fold(name).strip()
        together.setdefault(folded, []).append(name)
    return Counter({names[0]: sum(found[one] for one in names) for names in together.values()})


def folded_offsets(text: str) -> Sequence[int]:
    """Return for every character of ``fold(text)`` the offset in ``text`` that it came from."""
    folded = fold(text)  # Whatever is in the text has been met afterwards.
    if len(folded) == len(text) and _OTHER_LENGTH.isdisjoint(text):
        return range(len(text))
    return [at for at, character in enumerate(text) for _ in fold(character)]


class Written:
    """A text that is asked for folded words, and folded only when they are not found as written.

    A folded word that stands in a text as it is stands in the folded text too, and nearly all text
    is written so; folding takes fifty times as long as looking.
    """

    __slots__ = ("_folded", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded: str | None = None

    def __contains__(self, word: str) -> bool:
        return word in self.text or word in self.folded

    def __len__(self) -> int:
        return len(self.text)

    def count(self, word: str) -> int:
        """Count a folded word as it is written; in other ways of writing if it is not."""
        return self.text.count(word) or self.folded.count(word)

    @property
    def folded(self) -> str:
        """The folded text."""
        if self._folded is None:
            self._folded = fold(self.text)
        return self._folded


def _fold_character(character: str) -> str:
    if character.isspace():
        return " "
    if character == "\0" or unicodedata.category(character) == "Cs":
        # As the archive stores it: see ``archive.database.storable``.
        return "\N{REPLACEMENT CHARACTER}"
    # Soft hyphens, zero-width spaces and joiners, direction marks, variation selectors.
    if unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f":
        return ""
    normal = unicodedata.normalize("NFKC", character).casefold()
    # A spacing accent becomes a space and a mark: a space within a character would cut a word.
    normal = unicodedata.normalize("NFKC", normal).replace(" ", "") or character
    return "".join(_simplified(part) for part in normal)


def _simplified(character: str) -> str:
    if character < _FIRST_IDEOGRAPH:
        return character
    for converter in _converters():
        changed: str = converter.convert(character)
        if changed != character:
            # Once more: the tables have chains (薴, 苧, 苎), and folding twice must change nothing.
            return _simplified(changed) if len(changed) == 1 else changed
    return character


@cache
def _converters() -> tuple[opencc.OpenCC, ...]:
    return tuple(opencc.OpenCC(name) for name in _CONVERTERS)
