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
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from urllib.parse import unquote

from daachorse import DoubleArrayAhoCorasick

from seeds.whole_numbers import whole_number

Ways = Sequence[tuple[str, re.Pattern[str]]]
Written = tuple[str, bool]
"""What a script writes, and whether its source shows no character of it."""

WRITES: Ways = tuple(
    (word, re.compile(word + rest))
    for word, rest in (
        (
            "document",
            r"\s*(?:\.\s*|\[\s*[\"'])(?:write(?:ln)?[\"'\]\s]*\(|title[\"'\]\s]*=)",
        ),
        ("innerHTML", r"\s*="),
        ("insertAdjacentHTML", ""),
        ("eval", r"\s*\("),
        ("window", r"\s*\[\s*[\"'](?:\\x[0-9a-fA-F]{2}|document)"),
    )
)
"""Ways of a script to write into its page, each with the word that it begins with: most scripts are
done with as fast as the words are not found, all in one pass (``words_in``)."""
SHOWS: Ways = tuple(
    (word, re.compile(re.escape(word) + rest))
    for word, rest in (
        ("textContent", r"\s*="),
        ("innerText", r"\s*="),
        ("outerHTML", r"\s*="),
        (".append", r"(?:To)?\s*\("),
        (".prepend", r"(?:To)?\s*\("),
        (".html", r"\s*\("),
        (".after", r"\s*\("),
        (".before", r"\s*\("),
    )
)
"""Ways in which any page's scripts show words of menus and boxes too."""
_WORDS = tuple(word for word, _ in (*WRITES, *SHOWS))
LONGEST = 200_000
"""Characters of one script that are read: libraries are longer and write no spam."""
LONGEST_REMEMBERED, MOST_REMEMBERED = 16_000, 128
"""Characters and number of scripts that write of which it is kept at hand what: each page of a site
has the same few. At most some 4 MB, hardly ever 1."""
SHORTEST_LITERAL, LONGEST_LITERAL = 2, 20_000

_LITERAL = re.compile(
    r"\"(?<!\\\")([^\"\\\n]*(?:\\.[^\"\\\n]*)*)\"|'(?<!\\')([^'\\\n]*(?:\\.[^'\\\n]*)*)'"
    r"|`(?<!\\`)([^`\\]*(?:\\.[^`\\]*)*)`"
)
"""No literal opens with an escaped quotation mark: so a line full of them costs no more than its
length."""
_CODES = re.compile(
    r"fromCharCode\s*\(\s*((?:0x[0-9a-fA-F]+|\d+)(?:\s*,\s*(?:0x[0-9a-fA-F]+|\d+)){2,5000})"
)
_ESCAPE = re.compile(
    r"%u([0-9a-fA-F]{4})|\\u([0-9a-fA-F]{4})|\\u\{([0-9a-fA-F]{1,5})\}|\\x([0-9a-fA-F]{2})"
)
_BYTES = re.compile(r"(?:\\x[0-9a-fA-F]{2}){3,}")
_PARTED = re.compile(r""""\s*\+\s*"|'\s*\+\s*'""")
"""Between two pieces of one literal. (A group in place of the two would be tried at each sign.)"""
_LIST = re.compile(
    r"""\[((?:\s*(?:"[^"\n]{1,8}"|'[^'\n]{1,8}')\s*,){2,}[^\]\n]{1,12})\]\s*\.\s*join"""
)
_IN_LIST = re.compile(r"""["']\s*,\s*["']""")
"""The same where a list is joined."""
_BASE64 = re.compile(r"^[A-Za-z0-9+/]{16,}={0,2}$")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_HAN = re.compile("[\u4e00-\u9fff]")
_REFERENCE = "&#"
"""Begins a character reference that may stand for a Han character."""
_ENCODED = (
    ("&#", re.compile("&#")),
    ("fromCharCode", re.compile("fromCharCode")),
    ("%", re.compile("%[0-9a-fA-Fu]")),
    ("\\", re.compile(r"\\[ux]")),
    ("", re.compile("[\"'`][A-Za-z0-9+/]{16,}={0,2}[\"'`]")),
)
"""Without one of these, what is written in ASCII stays so; each with what it begins with."""
_LINK = re.compile(
    r"""href\s*=\s*["']?(https?://[^\s"'<>]{4,300})["']?[^<>]{0,200}>(.{2,200}?)</a"""
)
_ENGINES = re.compile(
    r"(?i:baidu|sogou|\bso\\?\.com|\bsm\\?\.cn|haosou|soso|google|bing|yisou|shenma)"
)
SENDS = re.compile(
    r"""location(?:\.href)?\s*(?:=|\.(?:replace|assign)\s*\()\s*["']((?:https?:)?//[^\s"'<>]{4,300})"""
)
_BREAK = re.compile(r"\\[nr]|[\r\n]+")


class Script:
    """A script, and what it would write."""

    def __init__(self, source: str) -> None:
        self._source = source if len(source) <= LONGEST else ""
        self._words = words_in(self._source)

    def written(self, ways: Ways = WRITES) -> Sequence[Written]:
        """Return what the script would write in such ways, as it would write it, in order.

        What it decodes may be a script itself, as ``eval`` would run it: then that one's.
        """
        if not self.has_any(ways):
            return ()
        read = _remembered if len(self._source) <= LONGEST_REMEMBERED else _written
        return read(self._source, ways)

    def redirects(self) -> list[str]:
        """Return the addresses to which the script sends those who come from a search engine.

        Others see the page as it was: so the site's own people do not notice.
        """
        if "referrer" not in self._source:
            return []
        addresses: list[str] = SENDS.findall(self._source)
        # What sends nowhere, as most, is not searched for engines: in either case that takes long.
        return addresses if addresses and _ENGINES.search(self._source) else []

    def has_any(self, ways: Ways) -> bool:
        """Tell whether the script has one of these ways."""
        return any(word in self._words and way.search(self._source) for word, way in ways)


def _written(source: str, ways: Ways) -> Sequence[Written]:
    """Return what a script that has such ways would write."""
    whole = joined(source)
    is_encoded = _is_encoded(whole)
    if whole.isascii() and not is_encoded:
        return ()
    found: list[Written] = []
    pieces = map("".join, _LITERAL.findall(whole))
    for piece in (p for p in pieces if SHORTEST_LITERAL <= len(p) <= LONGEST_LITERAL):
        text, hides = _decoded(piece), is_encoded and piece.isascii()
        inner = Script(text).written(ways) if text != piece else ()
        found += [(one, hides) for one, _ in inner] or [(text, hides)]
    for codes in map(_of_codes, _CODES.findall(source)):
        inner = Script(codes).written(ways)
        found += [(one, is_encoded) for one, _ in inner] or [(codes, is_encoded)]
    return tuple(found)


_remembered = lru_cache(maxsize=MOST_REMEMBERED)(_written)


def _is_encoded(source: str) -> bool:
    return any((at := source.find(word)) >= 0 and way.search(source, at) for word, way in _ENCODED)


def words_in(source: str) -> set[str]:
    """Return the words that a script's ways of writing begin with, of those it holds."""
    found = _spotter().find_overlapping(source.encode("utf-8", "surrogatepass"))
    return {_WORDS[number] for _, _, number in found}


@cache
def _spotter() -> DoubleArrayAhoCorasick:
    return DoubleArrayAhoCorasick([word.encode() for word in _WORDS])


def joined(source: str) -> str:
    """Return a script with the pieces of its literals put together."""
    source = _PARTED.sub("", source)
    if "join" not in source:
        return source
    return _LIST.sub(lambda m: _IN_LIST.sub("", m.group(1)), source)


def lines_of(texts: Iterable[str]) -> list[str]:
    """Return the lines with Han characters of what is written, without its tags."""
    telling = (text for text in texts if not text.isascii() or _REFERENCE in text)
    lines = (" ".join(html.unescape(_TAG.sub(" ", text)).split()) for text in telling)
    return [line for text in lines for line in _BREAK.split(text) if _HAN.search(line)]


def links_of(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give the links of what is written: their words, and where they lead."""
    for text in texts:
        if "://" in text:
            for link, words in _LINK.findall(text.replace("\\", "")):
                yield " ".join(html.unescape(_TAG.sub(" ", words)).split()), link


def _decoded(literal: str) -> str:
    """Return a string literal with its escapes undone."""
    if _BASE64.match(literal):
        plain = _of_base64(literal)
        return unquote(plain) if "%" in plain else plain
    if "\\" not in literal and "%" not in literal:  # as most are
        return literal
    plain = _BYTES.sub(_of_bytes, literal)
    plain = _ESCAPE.sub(lambda m: _character(next(filter(None, m.groups()))), plain)
    return unquote(plain) if "%" in plain else plain


def _character(code: str) -> str:
    number = int(code, 16)
    return chr(number) if number <= sys.maxunicode else ""


def _of_bytes(match: re.Match[str]) -> str:
    r"""Return what ``\\xe6\\xbe\\xb3`` says where such bytes are UTF-8, else the escapes."""
    try:
        return bytes.fromhex(match.group().replace("\\x", "")).decode("utf-8")
    except UnicodeDecodeError:
        return match.group()


def _of_base64(literal: str) -> str:
    """Return the text that base64 hides, or the literal when it hides none."""
    try:
        return base64.b64decode(literal, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return literal


def _of_codes(codes: str) -> str:
    """Return the characters of ``String.fromCharCode(…)``; impossible codes are left out."""
    numbers = (_code(code.strip()) for code in codes.split(","))
    return "".join(chr(number) for number in numbers if 0 < number <= 0xFFFF)


def _code(written: str) -> int:
    """Return a character's number as JavaScript has it; noughts before one say nothing."""
    is_hex = written[:2].lower() == "0x"
    return int(written, 16) if is_hex else whole_number(written)
