"""One form for the characters that labels are written in, position by position.

Every mapping is one character to one, so that a match in the folded line can be cut out of the
line as the page wrote it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_FOLD: dict[int, int] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD.update({ord(sign): ord(" ") for sign in "\u3000\xa0\u2002\u2003\t"})
_FOLD.update({ord(sign): ord("|") for sign in "丨︱│┃┆∣"})
_FOLD.update({ord(sign): ord("[") for sign in "【〔［〖"})
_FOLD.update({ord(sign): ord("]") for sign in "】〕］〗"})
_FOLD.update({ord(sign): ord(":") for sign in "﹕∶︰"})

REMEMBERED = 4096
"""Lines whose reading is remembered: the pages of a site have most of their lines in common."""
_NOT_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=REMEMBERED)
def fold(line: str) -> str:
    """Return the line with half-width signs, the same length."""
    return line.translate(_FOLD)


@lru_cache(maxsize=REMEMBERED)
def key(text: str) -> str:
    """Return what two writings of one headline have in common: letters and digits, half width."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", text)).lower()


def spellings(signs: str) -> tuple[str, ...]:
    """Return every character that is one of ``signs`` once it is folded."""
    return (*signs, *(chr(code) for code, folded in _FOLD.items() if chr(folded) in signs))


def is_han(sign: str) -> bool:
    """Whether a character is Chinese."""
    return "\u3400" <= sign <= "\u9fff"


def han_share(text: str) -> float:
    """Return the share of Chinese characters in the text."""
    return sum(map(is_han, text)) / len(text) if text else 0.0
