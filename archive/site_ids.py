"""How the id of a site is written, and what people write between several of them."""

from __future__ import annotations

import re

_ID = re.compile(r"[a-z0-9-]+")
_BETWEEN = re.compile(r"[,;\s]+")


def is_site_id(text: str) -> bool:
    """Tell whether a text is written as catalogues write the id of a site."""
    return _ID.fullmatch(text) is not None


def ids_in(text: str) -> tuple[str, ...]:
    """Return the ids of a text that holds several, parted by commas or white space, else none."""
    parts = tuple(part for part in _BETWEEN.split(text) if part)
    return parts if len(parts) > 1 and all(map(is_site_id, parts)) else ()
