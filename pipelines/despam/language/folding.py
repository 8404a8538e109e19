"""Undo the disguises of spam: one folded text to look words up in, with the way back to the page's.

Folded are width, letter case, look-alike letters (Cyrillic, Greek, mathematical), Traditional
forms, invisible characters, character references that were written twice, and letters set apart
by signs (``澳*门*赌*场``). Offsets lead back exactly, since what is removed is the page's own text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

import numpy as np

from pipelines.despam.language.alphabet import LEAST_LOOKED_UP, Points, code_points, is_han, text_of
from seeds.vocabulary import table, words

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]"
)
_REFERENCE = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[a-z]{2,6}\d?);")
_PICTURES = "\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff●■□▲△▼▽◆◇"
"""Signs that are pictures. No ○ is one: 二○二○年."""
_SIGNS = rf"[ _*·•.,/|~^'`+=\-∨{_PICTURES}]"
SET_APART = re.compile(rf"(?P<s>{_SIGNS})[^\W_](?P=s)[^\W_](?P=s)")
"""Single letters with the same sign between them."""
_MOVING = (
    INVISIBLE,
    _REFERENCE,
    re.compile(rf"(?P<s>{_SIGNS})[^\W_](?P=s)+[^\W_]"),
    re.compile(rf"[{_PICTURES}][^\W_][{_PICTURES}]"),
)
"""What makes offsets move: most lines hold none of it. To look for one after the other takes an
eighth of the time that one expression for all would."""
_APART = re.compile(rf"\S(?P<sign>{_SIGNS})(?P=sign)*(?:\S(?P=sign)+){{1,90}}\S")
"""Three characters or more, the same sign between each two."""
_PICTURED = re.compile(rf"[^\W_][{_PICTURES}]+(?:[^\W_][{_PICTURES}]+)+[^\W_]")
"""The same with pictures of any kind between: 开❤云★体✚育."""

FOLDED_POINTS = 0x3_0000
"""Code points of three planes: those beyond are folded to the last of them, which is no character.
"""
_MAY_FOLD = ((0, 0x3400), (0xA000, 0xAC00), (0xF900, 0x2_0000), (0x2_F800, 0x2_FB00))
"""Where code points have another folded form: neither Han characters of their own nor Hangul."""
_SIGN_LETTERS = frozenset("℮ⅿⅾⅽⅼⅯⅮⅭⅬ") | set(map(chr, range(0x24B6, 0x24EA)))
"""Signs that only spam writes letters with. Numerals that classes are told by are none: Ⅴ类水质."""
LONG = 6
"""Single letters set apart that make a word, not a list: A/B/C, 3-2-1."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; ``origin[i]`` is where its character ``i`` began, the last one is the end."""

    text: str
    page: str
    """The page's own text."""
    origin: list[int] | None = None
    """None when every character stands where it stood."""

    def start(self, at: int) -> int:
        """Return where the page's text begins what stands after ``at``."""
        return at if self.origin is None else self.origin[at]

    def end(self, at: int) -> int:
        """Return where the page's text ends what stands before ``at``, disguises included."""
        return at if self.origin is None else self.origin[at]

    def is_disguised(self, at: int) -> bool:
        """Tell whether the character at a position was written so that word lists do not know it.

        Letter case and full-width digits and signs are no disguise: old pages set them so.
        """
        if not 0 <= at < len(self.text):
            return False
        if self.origin is not None and (self._is_wide(at) or self._is_after_sign(at)):
            return True
        page, plain = self.page[self.start(at)], self.text[at]
        is_sign = page in _SIGN_LETTERS and plain.isascii() and plain.isalpha()
        return page != plain and (is_sign or (page.isalpha() and page.lower() != plain))

    def _is_wide(self, at: int) -> bool:
        """Tell whether a reference, or a character and a sign after it, stand on the page."""
        return self.origin is not None and self.origin[at + 1] - self.origin[at] > 1

    def _is_after_sign(self, at: int) -> bool:
        return at > 0 and self._is_wide(at - 1) and self.page[self.start(at - 1)] != "&"

    def inside(self, offset: int) -> int:
        """Return the position in the folded text of an offset in the page's."""
        return offset if self.origin is None else bisect_left(self.origin, offset)


class _Forms(dict[int, str]):
    """Folded form of each code point, found when it is first met."""

    def __missing__(self, point: int) -> str:
        self[point] = folded = _folded(point)
        return folded


_FORMS = _Forms()


def _folded(point: int) -> str:
    character = chr(point)
    plain = unicodedata.normalize("NFKC", character)
    folded = plain.lower() if len(plain) == 1 and len(plain.lower()) == 1 else character
    return _look_alikes().get(folded, folded)


@cache
def _look_alikes() -> dict[str, str]:
    """Return the vocabulary's pairs of a disguised and a plain character."""
    simplified = {pair.split()[1]: pair.split()[0] for pair in words("simplified_traditional")}
    pairs = table("spam_disguises")
    return simplified | {
        disguised: plain
        for name in ("letters", "traditional")
        for plain, many in pairs[name].items()
        for disguised in many
    }


def fold(text: str, each: str | None = None) -> Folded:
    """Return the folded text; ``each``: that with each character folded, if it is known."""
    if any(moving.search(text) for moving in _MOVING):
        return _fold_slowly(text)
    return Folded(folded_each(text) if each is None else each, text)


def folded_each(text: str) -> str:
    """Return the text with each character folded, none left out: offsets stay."""
    if len(text) >= LEAST_LOOKED_UP:
        with suppress(IndexError):  # a character beyond the table
            return text_of(_table()[code_points(text)])
    return text.translate(_FORMS)


def folded_character(character: str) -> str:
    """Return the folded form of one character."""
    return _FORMS[ord(character)]


@lru_cache(maxsize=4)
def folded_points(text: str) -> Points:
    """Return the code points of a text with each character folded, for tables to look up.

    The last text's are kept at hand, not to be written to: a page's lines are looked through for
    one thing after another.
    """
    points = _table().take(np.minimum(code_points(text), FOLDED_POINTS - 1))
    points.flags.writeable = False
    return points


@cache
def _table() -> Points:
    """Return the folded form of each code point."""
    table = np.arange(FOLDED_POINTS, dtype=np.intp)
    for first, last in _MAY_FOLD:
        table[first:last] = [ord(_folded(point)) for point in range(first, last)]
    for disguised in map(ord, _look_alikes()):
        table[disguised] = ord(_folded(disguised))
    return table


def _fold_slowly(text: str) -> Folded:
    characters: list[str] = []
    origin: list[int] = []
    for character, at in _characters(text):
        if not INVISIBLE.match(character):
            characters.append(_FORMS[ord(character)])
            origin.append(at)
    return _joined("".join(characters), text, [*origin, len(text)])


def _characters(text: str) -> Iterator[tuple[str, int]]:
    """Give each character and where it began, references written twice read once more."""
    at = 0
    for match in _REFERENCE.finditer(text):
        yield from ((text[i], i) for i in range(at, match.start()))
        at = match.end()
        plain = html.unescape(match.group())
        yield (plain, match.start()) if len(plain) == 1 else ("&", match.start())
    yield from ((text[i], i) for i in range(at, len(text)))


def _joined(text: str, page: str, origin: list[int]) -> Folded:
    """Close up letters that signs set apart, where that makes a Han word or a long one."""
    keep = bytearray(b"\1" * len(text))
    for match in chain(_APART.finditer(text), _PICTURED.finditer(text)):
        letters = [i for i in range(match.start(), match.end()) if not _parts(text[i], match)]
        if sum(is_han(text[i]) for i in letters) * 3 >= len(letters) or len(letters) >= LONG:
            for i in set(range(match.start(), match.end())) - set(letters):
                keep[i] = 0
    kept = [i for i in range(len(text)) if keep[i]]
    return Folded("".join(text[i] for i in kept), page, [*(origin[i] for i in kept), origin[-1]])


def _parts(character: str, match: re.Match[str]) -> bool:
    """Tell whether a character of letters set apart is what parts them."""
    return character == match["sign"] if match.re is _APART else not character.isalnum()
