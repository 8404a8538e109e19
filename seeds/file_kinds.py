"""Files that are no text under a page's name: told by how they begin, or by their control bytes."""

from __future__ import annotations

import re
from functools import cache

from seeds.vocabulary import table

_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+(?:<!doctype\s+html\b|<html\b)",
    re.IGNORECASE | re.DOTALL,
)
_HTML_END = b"</html"
_START_BYTES = 4_000
"""Of a body, in which it shows whether it is text."""
_CONTROLS = bytes(set(range(1, 32)) - set(b"\t\n\r\f\x1b")) + b"\x7f"
_MOST_CONTROLS = 0.02
"""Share of control bytes; noise has 0.11, text in any of the encodings in use next to none."""
_MOST_NULS = 0.3
"""Share of NULs: a page may have stray ones, or be filled up with them at its end."""
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_WIDE_SAMPLE_BYTES = 2_048
"""Of a body, in which UTF-16 without a mark shows by its NULs."""


def binary_kind(body: bytes) -> str | None:
    """Return what a body is that is no text (``PDF``, ``PNG``, …, ``binary data``), or None."""
    start = body[:_START_BYTES]
    if not start or start.startswith(_WIDE_MARKS):
        return None
    for name, offset, signature in _signatures():
        if start.startswith(signature, offset):
            return name
    if wide_encoding(start):
        return None
    return "binary data" if _is_noise(start) else None


def is_html_document(body: bytes) -> bool:
    """Tell a body that begins and ends as an HTML document does, whatever its media type is."""
    return bool(_HTML_START.match(body[:_START_BYTES])) and _HTML_END in body.lower()


def wide_encoding(body: bytes) -> str | None:
    """Tell UTF-16 without a mark by the NULs that ASCII markup leaves in every other byte.

    Returns Python's name of it, or None.
    """
    sample = body[:_WIDE_SAMPLE_BYTES]
    if len(sample) < 8 or b"\x00" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 0.3 * len(sample) / 2 or min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_noise(start: bytes) -> bool:
    filled = start.rstrip(b"\x00")
    if not filled:
        return True
    controls = len(filled) - len(filled.translate(None, _CONTROLS))
    nuls = filled.count(0)
    return controls > _MOST_CONTROLS * len(filled) or nuls > _MOST_NULS * len(filled)


@cache
def _signatures() -> tuple[tuple[str, int, bytes], ...]:
    return tuple(
        (one["name"], one.get("offset", 0), bytes.fromhex(one["hex"]))
        for one in table("file_kinds")["signature"]
    )
