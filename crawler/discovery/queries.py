"""Queries as browsers send them: in the page's own encoding, whatever the rest of the web uses."""

from __future__ import annotations

import re
from urllib.parse import quote

# list.asp?lm=新闻&page=2, in an attribute or a script
_QUERY = re.compile(r"\?\w[\w.]*=[^\s\"'<>]*[^\x00-\x7f\s\"'<>][^\s\"'<>]*")
_ASCII = "".join(map(chr, range(0x21, 0x7F)))


def encode_queries(text: str, encoding: str) -> str:
    """Return a decoded page with its addresses' queries as a browser sends them.

    A link to ``list.asp?lm=新闻`` on a page in GBK asks for ``lm=%D0%C2%CE%C5``; in paths, and on
    pages in UTF-8, what is not ASCII is UTF-8 (WHATWG URL standard, "query state").
    """
    if encoding.lower().replace("-", "") == "utf8":
        return text
    return _QUERY.sub(lambda query: _sent(query.group(), encoding), text)


def _sent(query: str, encoding: str) -> str:
    return quote(query, safe=_ASCII, encoding=encoding, errors="replace")
