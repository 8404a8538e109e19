"""What makes two bodies the same text: an exact hash, and a signature that bears small changes."""

from __future__ import annotations

import hashlib
import re
import struct
import sys
from collections.abc import Iterable
from functools import cache

import numpy as np
import rensa
from opencc import OpenCC

from archive.records import Fingerprint, changed
from pipelines.document import Document
from pipelines.normal_form import nfkc

SHINGLE_LENGTH = 5
"""Characters a shingle. Of 3 to 8, five parted copies from other articles of the same week best:
Jaccard 0.03 at most between different ones (measured on the five founding documents)."""
PERMUTATIONS = 64
"""Values in a signature. Twice as many, or half, find the same copies (``make bench-dedup``), since
sentences are keys as well; each four cost a row an article."""
SEED = 1
SCHEME = (
    f"rensa{rensa.RMinHash.ALGORITHM_VERSION}:hk2s,k={SHINGLE_LENGTH},n={PERMUTATIONS},seed={SEED}"
)

_SIGN_OF_MANY = {"-": "‐‑‒–—―−－", "·": "・･•‧∙⋅", "": "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"}
"""What stands for the dashes, for the dots, and for what is not seen."""
_LATIN_IN_BRACKETS = re.compile(r"[(（][A-Za-zÀ-ɏ\s'’.]{1,40}[)）]")
_WRITTEN_TWO_WAYS = tuple(zip("著藉揹", "着借背", strict=True))
"""Characters of Taiwan that OpenCC leaves, because they have other uses as well."""
_GB_2312_ROWS, _GB_2312_CELLS = range(0xB0, 0xF8), range(0xA1, 0xFF)
"""Bytes of the 6,763 characters that the mainland writes in."""
_CHANGED = "乾吒夥後徵拚捱摺於榘菸薹袷醣麴麽" + "哩坏沈秘藉覆"
"""Those of them that OpenCC changes, and those that it changes within some words (答覆)."""
_UTF_32, _BYTES_A_POINT = ("utf-32-le" if sys.byteorder == "little" else "utf-32-be"), 4
"""In the machine's own byte order."""
_STOP, _OTHER_STOPS = "。", "!?;\n"
_NOT_WORD = re.compile(r"[\W_]+")
_USUAL_MARKS = " ,:.()-%/+~·、“”‘’《》【】—"
"""Most of what is no word in most texts: to put nothing in their place, one mark after the other,
takes a fraction of the time that ``_NOT_WORD`` does."""


def normalise(text: str) -> str:
    """Return ``text`` without what a CMS changes in copying: width, space, dashes, dots."""
    return _without_forms(nfkc(text))


def _without_forms(folded: str) -> str:
    """Return a text that is in its normal form without space, and dashes and dots in one form."""
    for sign, many in _SIGN_OF_MANY.items():  # each is hardly ever there, and quickly looked for
        for one in many:
            folded = folded.replace(one, sign)
    return "".join(folded.split())


def content_hash(body: str) -> str:
    """Return the SHA-256 of the normalised body, hexadecimal."""
    return _hash(normalise(body))


def _hash(normal: str) -> str:
    return hashlib.sha256(normal.encode("utf-8", "surrogatepass")).hexdigest()


def sentences(text: str) -> list[str]:
    """Return the word characters of each sentence, simplified, without Latin in brackets.

    Scrapers that pass text off as their own write it in Traditional characters and put pinyin in
    brackets behind words (``國務院辦(ban)公廳``).
    """
    return _sentences(nfkc(text))


def _sentences(folded: str) -> list[str]:
    """Return the sentences of a text that is in its normal form."""
    simplified = _simplified(_LATIN_IN_BRACKETS.sub("", folded)).lower()
    for form, usual in _WRITTEN_TWO_WAYS:  # a table for str.translate takes five times as long
        simplified = simplified.replace(form, usual)
    for mark in _USUAL_MARKS:
        simplified = simplified.replace(mark, "")
    for stop in _OTHER_STOPS:
        simplified = simplified.replace(stop, _STOP)
    parts = simplified.split(_STOP)
    words = [part if part.isalnum() else _NOT_WORD.sub("", part) for part in parts]
    return [one for one in words if one]


def _simplified(text: str) -> str:
    """Return the text in Simplified characters.

    OpenCC takes ten times as long to leave a sentence as it is as it takes to see that it would.
    None of its words reaches over a full stop.
    """
    may_change, convert = _may_be_traditional().search, _to_simplified().convert
    parts = text.split(_STOP)
    return _STOP.join([convert(part) if may_change(part) else part for part in parts])


def fold(text: str) -> str:
    """Return the word characters of a text alone, as ``sentences`` gives them."""
    return "".join(sentences(text))


def shingles(text: str) -> frozenset[str]:
    """Return the set of character 5-grams of the folded text; the whole of a shorter one."""
    return grams(fold(text))


def grams(folded: str) -> frozenset[str]:
    """Return the shingles of a text that is folded already."""
    return frozenset(_grams(folded))


def _grams(folded: str) -> list[str]:
    """Return the shingles as they come, one twice where it stands twice."""
    if len(folded) <= SHINGLE_LENGTH:
        return [folded] if folded else []
    # Each shingle is a view of the same code points, and numpy makes strings of all at once: that
    # takes an eighth of the time of as many slices. A folded text has no NUL, which it would drop.
    points = folded.encode(_UTF_32, "surrogatepass")
    views: np.ndarray[tuple[int], np.dtype[np.str_]] = np.ndarray(
        len(folded) - SHINGLE_LENGTH + 1, f"<U{SHINGLE_LENGTH}", points, strides=(_BYTES_A_POINT,)
    )
    return views.tolist()


def signature(of: Iterable[str]) -> bytes:
    """Return the MinHash of a set of shingles: ``PERMUTATIONS`` unsigned 32-bit, little-endian.

    A shingle that is given twice counts once: the smallest hashes stay the same.
    """
    given = list(of)
    if not given:
        return b""
    sketch = rensa.RMinHash(PERMUTATIONS, SEED)
    sketch.update(given)
    return struct.pack(f"<{PERMUTATIONS}I", *sketch.digest())


def fingerprint(document: Document) -> Document:
    """Stage: hash and sign the cleaned body."""
    body = nfkc(document.article.body)
    exact, folded = _hash(_without_forms(body)), tuple(_sentences(body))
    near = Fingerprint(
        content_hash=exact,
        scheme=SCHEME,
        signature=signature(_grams("".join(folded))),
        sentences=folded,
    )
    article = changed(document.article, content_hash=exact)
    return changed(document, article=article, fingerprint=near, sentences=folded)


@cache
def _may_be_traditional() -> re.Pattern[str]:
    """Return what finds a character without which OpenCC leaves a text as it is."""
    pairs = (bytes((row, cell)) for row in _GB_2312_ROWS for cell in _GB_2312_CELLS)
    kept = {pair.decode("gb2312", "ignore") for pair in pairs} - {*_CHANGED}
    return re.compile(f"[^\x01-\u2e7f\u3000-\u303f{''.join(kept)}]")


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("hk2s")  # all that t2s knows, and the forms of Hong Kong (衞)
