"""Mends HTML text before it is parsed, where a parser would lose text that a browser shows.

Every step is linear in the length of the page and leaves a whole page as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.elements import VOID

MAX_CHARACTERS = 3_000_000
"""Where a page is cut. The longest communiqués have some 300,000 characters with markup."""

MAX_DEPTH = 200
"""Nesting that is kept. libxml2 gives up at 256 by default; layouts of real pages stay under 60."""

_END_TAG = re.compile(rb"</(html|body|br)\s*/?>", re.IGNORECASE)
_DATA_URI = re.compile(rb"(data:[\w/+.-]{1,60};base64,)[A-Za-z0-9+/=%\s]{256,}")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]{0,40})[^<>]*>")


def repair(
    html: str, page_breaks: Iterable[re.Pattern[str]] = (), encoded: bytes | None = None
) -> bytes:
    """Return ``html`` fit for the parser, as UTF-8.

    ``</html>`` and ``</body>`` go, since templates that include a header with its own end would
    lose the rest of the page. ``</br>`` is read as browsers do. Pictures within the markup lose
    their data, text its NULs, at which libxml2 would end it, and lone surrogates. What stands past
    ``MAX_CHARACTERS`` is cut off.

    ``page_breaks``: marks of the CMS at which a script breaks the article into pages; they become
    line breaks. ``encoded``: the same page as UTF-8, where it came so.
    """
    # Bytes are searched in half the time of text.
    markup = _encoded(html, page_breaks) if encoded is None or page_breaks else encoded
    if b";base64," in markup:
        markup = _DATA_URI.sub(rb"\1", markup)
    if len(markup) > MAX_CHARACTERS:
        markup = markup.decode("utf-8", "ignore")[:MAX_CHARACTERS].encode()
    return _END_TAG.sub(_as_browsers_read, markup).replace(b"\x00", b"")


def _encoded(html: str, page_breaks: Iterable[re.Pattern[str]]) -> bytes:
    for mark in page_breaks:
        html = mark.sub("<br>", html)
    return html.encode("utf-8", "ignore")


def _as_browsers_read(end_tag: re.Match[bytes]) -> bytes:
    return b"<br>" if end_tag.group(1).lower() == b"br" else b""


def flatten(markup: bytes) -> bytes:
    """Return ``markup`` without the tags that are nested deeper than ``MAX_DEPTH``."""
    html = markup.decode("utf-8")
    kept: list[str] = []
    depth = position = 0
    for match in _TAG.finditer(html):
        closing, name = match.group(1), match.group(2).lower()
        if name in VOID or match.group().endswith("/>"):
            continue
        too_deep = depth > MAX_DEPTH
        depth = max(0, depth - 1) if closing else depth + 1
        if too_deep or depth > MAX_DEPTH:
            kept.append(html[position : match.start()])
            position = match.end()
    kept.append(html[position:])
    return "".join(kept).encode("utf-8")
