"""Files that a page shows in place of a text: in a frame, a viewer, a plug-in, or by a script."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import parse_qsl, urljoin, urlsplit

from pipelines.document import Element
from pipelines.extract.links import is_attachment, media_types
from seeds.vocabulary import table

_ATTRIBUTES = {"iframe": ("src",), "embed": ("src",), "object": ("data",), "param": ("value",)}


def shown_file(element: Element, tag: str) -> str | None:
    """Return the address, as written, of the file that an element shows, or None.

    ``tag``: ``iframe``, ``embed``, ``object`` or ``script``.
    """
    if tag == "script":
        called = _viewer_call().search(element.text or "")
        return called["address"] if called else None
    own = _file_of(element, tag)
    if own is not None or tag != "object":
        return own
    inner = (_file_of(one, one.tag) for one in element.iterdescendants("param", "embed"))
    return next(filter(None, inner), None)


def _file_of(element: Element, tag: str) -> str | None:
    is_file = (element.get("type") or "").lower() in media_types().values()
    for name in _ATTRIBUTES[tag]:
        address = (element.get(name) or "").strip()
        if address and (is_file or is_attachment(address)):
            return _opened(address)
    return None


def _opened(address: str) -> str:
    """Return the file that a viewer is told to open (``viewer.html?file=/a.pdf``), or the address.

    A bare name is what a program hands out (``downfile.jsp?filename=9f.pdf``), no address.
    """
    try:
        query = urlsplit(address).query
        opened = (value for _, value in parse_qsl(query) if "/" in value and is_attachment(value))
        found = next(opened, None)
        return address if found is None else urljoin(address, found)
    except ValueError:  # an unmatched bracket in the host part
        return address


@cache
def _viewer_call() -> re.Pattern[str]:
    names = "|".join(table("attachments")["viewers"]["calls"])
    return re.compile(rf"""\b(?:{names})\(\s*["'](?P<address>[^"'\s]{{1,1000}})["']""")
