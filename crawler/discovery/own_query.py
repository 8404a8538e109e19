"""What a page's script reads from the page's own address: ``GetQueryString("columnId")``.

Pages of one template, ``list.html?columnId=12``, ask for their rows with what stands there.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from seeds.crawling.data import data_knowledge

_PLAIN = re.compile(r"[\w.%-]{1,100}")
"""What a parameter may be that stands in another address."""


_REACH = 80
"""Characters before a parameter's name in which stands what reads it."""


def with_own_query(text: str, url: str) -> str:
    """Return a page's text with the values of its address where its script reads them.

    Where it reads one, those that the address lacks are empty.
    """
    filled = text = _with_whole(text, url)
    for name, value in parse_qsl(urlsplit(url).query) if "?" in url else ():
        if _PLAIN.fullmatch(value) and name in text:
            called = (
                rf"""\(\s*["']{re.escape(name)}["']\s*\)|(?<=\.){re.escape(name)}\b(?!\s*[=(])"""
            )
            filled = _with_value(filled, called, value)
    return filled if filled == text else _with_value(filled, _ANY, "")


def _with_whole(text: str, url: str) -> str:
    """Return a text with the address's whole query where its script puts that behind another."""
    if not _ADDED.search(text):
        return text  # most pages
    query = urlsplit(url).query
    if query and not _QUERY.fullmatch(query):
        return text  # without it, another list would be asked for
    known = "|".join(data_knowledge().query_wholes)
    added = rf"""\?(["'`])\s*\+\s*(?:{known})(?=\s*[,;)}}\n])"""
    behind = f"?{query}" if query else ""
    return re.sub(added, lambda quoted: f"{behind}{quoted[1]}", text, flags=re.IGNORECASE)


_ADDED = re.compile(r"""\?["'`]\s*\+""")
_QUERY = re.compile(r"[\w.%&=+-]{1,500}")
_ANY = r"""\(\s*["'][\w-]{1,60}["']\s*\)"""


def _with_value(text: str, called: str, value: str) -> str:
    kept, at = [], 0
    for named in re.finditer(called, text):
        start = _reader(text, named)
        if start is not None and start >= at:
            kept += [text[at:start], f'"{value}"']
            at = named.end()
    return "".join((*kept, text[at:]))


def _reader(text: str, named: re.Match[str]) -> int | None:
    """Return where what reads a parameter begins, None where nothing does."""
    known = data_knowledge()
    readers = known.query_calls if named.group().startswith("(") else known.query_properties
    before = max(0, named.start() - _REACH)
    found = (reader.search(text[before : named.start()]) for reader in readers)
    return next((before + match.start() for match in found if match), None)
