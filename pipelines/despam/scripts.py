r"""What a page's scripts write into it, as far as that can be read without running them.

Nothing is executed. Read are string literals of scripts that write (``document.write``,
``innerHTML``, ``document.title``), with the usual encodings undone: ``%uXXXX``, ``\xXX``,
``\uXXXX``, ``String.fromCharCode``, base64.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from urllib.parse import unquote

WRITES = tuple(
    (word, re.compile(word + rest))
    for word, rest in (
        ("document", r"\s*\.\s*(?:write(?:ln)?\s*\(|title\s*=)"),
        ("innerHTML", r"\s*="),
        ("insertAdjacentHTML", ""),
        ("eval", r"\s*\("),
        ("window", r"\s*\[\s*[\"'](?:\\x[0-9a-fA-F]{2}|document)"),
    )
)
"""Ways of a script to write into its page, each with the word that it begins with: most scripts are
done with as fast as the words are not found."""
LONGEST = 200_000
"""Characters of one script that are read: libraries are longer and write no spam."""
SHORTEST_LITERAL, LONGEST_LITERAL = 2, 20_000

_LITERAL = re.compile(
    r"\"(?<!\\\")([^\"\\\n]*(?:\\.[^\"\\\n]*)*)\"|'(?<!\\')([^'\\\n]*(?:\\.[^'\\\n]*)*)'"
)
"""No literal opens with an escaped quotation mark: so a line full of them costs no more than its
length."""
_CODES = re.compile(
    r"fromCharCode\s*\(\s*((?:0x[0-9a-fA-F]+|\d+)(?:\s*,\s*(?:0x[0-9a-fA-F]+|\d+)){2,5000})"
)
_ESCAPE = re.compile(r"%u([0-9a-fA-F]{4})|\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_BASE64 = re.compile(r"^[A-Za-z0-9+/]{16,}={0,2}$")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_HAN = re.compile("[\u4e00-\u9fff]")
_REFERENCE = "&#"
"""Begins a character reference that may stand for a Han character."""
_ENCODED = re.compile(r"%[0-9a-fA-Fu]|\\[ux]|&#|fromCharCode|[\"'][A-Za-z0-9+/]{16,}={0,2}[\"']")
"""Without one of these, what is written in ASCII stays so."""
_BREAK = re.compile(r"\\[nr]|[\r\n]+")


def written_texts(source: str) -> list[str]:
    """Return the lines with Han characters that a script would write, in order."""
    if len(source) > LONGEST or not any(w in source and way.search(source) for w, way in WRITES):
        return []
    if source.isascii() and not _ENCODED.search(source):
        return []
    pieces = (first or second for first, second in _LITERAL.findall(source))
    texts = [_decoded(p) for p in pieces if SHORTEST_LITERAL <= len(p) <= LONGEST_LITERAL]
    texts += (_of_codes(codes) for codes in _CODES.findall(source))
    telling = (text for text in texts if not text.isascii() or _REFERENCE in text)
    lines = (" ".join(html.unescape(_TAG.sub(" ", text)).split()) for text in telling)
    return [line for text in lines for line in _BREAK.split(text) if _HAN.search(line)]


def _decoded(literal: str) -> str:
    """Return a string literal with its escapes undone."""
    if _BASE64.match(literal):
        return _of_base64(literal)
    plain = _ESCAPE.sub(lambda m: chr(int(next(filter(None, m.groups())), 16)), literal)
    return unquote(plain) if "%" in plain else plain


def _of_base64(literal: str) -> str:
    """Return the text that base64 hides, or the literal when it hides none."""
    try:
        return base64.b64decode(literal, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return literal


def _of_codes(codes: str) -> str:
    """Return the characters of ``String.fromCharCode(…)``; impossible codes are left out."""
    numbers = (int(code.strip(), 0) for code in codes.split(","))
    return "".join(chr(number) for number in numbers if 0 < number <= 0xFFFF)
