"""Keywords from the page's own metadata."""

from __future__ import annotations

import re

from pipelines.fields.head import Head

_SEPARATORS = re.compile(r"\s*[,，;；、|｜]\s*")
_LONGEST = 30
_MOST = 20
_PLACEHOLDER = re.compile(r"关键[词字]|<.*|[\W\d_]*")


def keywords(head: Head) -> tuple[str, ...]:
    """Return the keywords in order, each once; none from a template's placeholder."""
    found = head.first("keywords")
    if found is None:
        return ()
    parts = _SEPARATORS.split(found[1])
    if len(parts) == 1:
        parts = found[1].split()
    words = (part.strip() for part in parts)
    kept = (w for w in words if 1 < len(w) <= _LONGEST and not _PLACEHOLDER.fullmatch(w))
    return tuple(dict.fromkeys(kept))[:_MOST]
